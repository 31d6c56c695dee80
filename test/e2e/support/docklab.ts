/** The built program as a person runs it, with a home of its own, and what the engine has afterwards. */
import { spawn, type ChildProcess } from 'node:child_process';
import { docker } from '../../support/docker.ts';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROGRAM = resolve('bin/docklab.cjs');
export const MINI_COURSE = resolve('test/fixtures/mini-course');
export const EXAM_COURSE = resolve('test/fixtures/exam-course');
const PATIENCE_MS = 60_000;

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

type Env = Record<string, string | undefined>;

export class Docklab {
  readonly home = mkdtempSync(join(tmpdir(), 'docklab-e2e-'));
  #course: string;

  constructor(course = MINI_COURSE) {
    this.#course = course;
  }

  /** A copy of the course for tests, to be changed; commands use it from now on. */
  ownCourse(): string {
    this.#course = join(this.home, 'course');
    cpSync(MINI_COURSE, this.#course, { recursive: true });
    return this.#course;
  }

  async run(args: readonly string[], env: Env = {}): Promise<Ran> {
    return this.begin(args, env).ended;
  }

  /** Starts it without waiting: to be interrupted. */
  begin(args: readonly string[], env: Env = {}): Running {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      env: {
        ...process.env,
        NO_COLOR: '1',
        DOCKLAB_HOME: this.home,
        DOCKLAB_COURSE: this.#course,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Running(child);
  }

  workspace(lesson: string): string {
    return join(this.home, 'data', 'mini', 'workspaces', lesson);
  }

  async close(): Promise<void> {
    await this.run(['clean', '--yes']);
    rmSync(this.home, { recursive: true, force: true });
  }
}

export class Running {
  readonly ended: Promise<Ran>;
  readonly #child: ChildProcess;
  #printed = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      this.#printed += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      this.#printed += chunk.toString();
    });
    this.ended = new Promise((settle) =>
      child.once('close', (status) => settle({ status, stdout, stderr })),
    );
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Resolves when the text was printed on either stream. */
  async says(text: string): Promise<void> {
    for (const until = Date.now() + PATIENCE_MS; !this.#printed.includes(text);) {
      if (Date.now() > until || this.#child.exitCode !== null)
        throw new Error(`it never said “${text}”, but:\n${this.#printed}`);
      await new Promise((settle) => setTimeout(settle, 10));
    }
  }
}

/** Names of all that carries a label of the course for tests. */
export function labObjects(): string[] {
  const filter = ['--filter', 'label=io.docklab.course=mini'];
  return [
    ...docker('ps', '-a', ...filter, '--format', '{{.Names}}').split('\n'),
    ...docker('network', 'ls', ...filter, '--format', '{{.Name}}').split('\n'),
    ...docker('volume', 'ls', ...filter, '--format', '{{.Name}}').split('\n'),
  ]
    .filter((name) => name !== '')
    .toSorted();
}

/** Its state, or undefined when there is no such container. */
export function containerState(name: string): string | undefined {
  try {
    return docker('inspect', '-f', '{{.Id}} {{.State.Status}}', name);
  } catch {
    return undefined;
  }
}
