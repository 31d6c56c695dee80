/** The Processes port through execa: argument lists only, limits on time and output, whole process groups ended. */
import type { ChildProcess } from 'node:child_process';
import { constants as fs } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { constants as os } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { ExecResult } from '../host/engine.ts';
import { DocklabError } from '../host/error.ts';
import { oneLine } from '../host/sanitise.ts';
import type {
  InteractiveEnd,
  InteractiveOptions,
  Processes,
  ProcessOptions,
} from '../host/processes.ts';
import { Kept } from './kept.ts';
import { tellLines } from './processes/lines.ts';
import { holdSignals } from './processes/hold-signals.ts';
import { ProcessGroup } from './processes/group.ts';

/** How long output may still come after the program itself has ended, from what it left behind. */
const TRAILING_MS = 500;

/** The Processes port of this machine. */
export function localProcesses(env: NodeJS.ProcessEnv = process.env): Processes {
  return { run, which: (program) => which(program, env.PATH ?? ''), interactive };
}

/** Loaded when the first program is run: most commands of docklab run none. */
const load = async () => (await import('execa')).execa;

/** Options for both ways of running: nothing is thrown, and the environment is the caller's alone when given. */
function place({ cwd, env }: InteractiveOptions) {
  return {
    reject: false as const,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env: { ...env }, extendEnv: false }),
  };
}

async function run(argv: readonly string[], options: ProcessOptions): Promise<ExecResult> {
  const [file = '', ...args] = argv;
  const cancelled = () => new DocklabError('cancelled', `Stopped while ${file} was running.`);
  if (options.signal?.aborted) throw cancelled();
  const execa = await load();
  const child = execa(file, args, {
    ...place(options),
    input: options.input ?? '',
    buffer: false,
    // A process group of its own, so that what it starts can be ended with it.
    detached: true,
  });
  const stdout = new Kept(options.maxBytes);
  const stderr = new Kept(options.maxBytes);
  child.stdout.on('data', (chunk: Buffer) => stdout.add(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.add(chunk));
  if (options.heard !== undefined)
    for (const stream of [child.stdout, child.stderr]) tellLines(stream, options.heard);
  if (child.pid === undefined) return notStarted((await child).originalMessage ?? '');
  const group = new ProcessGroup(child.pid);
  const end = await ended(child.nodeChildProcess, options, group);
  await group.end();
  if (end === 'cancelled') throw cancelled();
  const printed = { stdout: stdout.text(), stderr: stderr.text() };
  if (end === 'timed-out') return { is: 'timed-out', ...printed };
  return { is: 'exited', code: end, ...printed, truncated: stdout.truncated || stderr.truncated };
}

const notStarted = (reason: string): ExecResult => ({
  is: 'not-started',
  reason: oneLine(reason, 300) || 'it could not be started',
});

/** The exit code once the program and its output have ended, or why it was not waited for any longer. */
function ended(
  child: ChildProcess,
  options: ProcessOptions,
  group: ProcessGroup,
): Promise<number | 'timed-out' | 'cancelled'> {
  return new Promise((settle) => {
    let stopped: 'timed-out' | 'cancelled' | undefined;
    const finish = (code: number) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', abort);
      settle(stopped ?? code);
    };
    const stop = (why: 'timed-out' | 'cancelled') => {
      stopped ??= why;
      void group.end();
    };
    const abort = () => stop('cancelled');
    const timer = setTimeout(() => stop('timed-out'), options.timeoutMs);
    if (options.signal?.aborted) abort();
    options.signal?.addEventListener('abort', abort, { once: true });
    child.once('exit', (code, signal) => {
      const status = code ?? 128 + (signal === null ? 0 : os.signals[signal]);
      // Something that it left running may hold its output open for ever.
      const late = setTimeout(() => finish(status), TRAILING_MS);
      child.once('close', () => {
        clearTimeout(late);
        finish(status);
      });
    });
  });
}

async function which(program: string, path: string): Promise<string | undefined> {
  if (program === '') return undefined;
  const places = program.includes('/') ? [''] : path.split(delimiter).filter((dir) => dir !== '');
  for (const dir of places) {
    const file = resolve(join(dir, program));
    if (await executable(file)) return file;
  }
  return undefined;
}

async function executable(file: string): Promise<boolean> {
  try {
    await access(file, fs.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

async function interactive(
  argv: readonly string[],
  options: InteractiveOptions,
): Promise<InteractiveEnd> {
  const [file = '', ...args] = argv;
  // Ctrl-C belongs to the program that has the terminal now.
  const execa = await load();
  const release = holdSignals(['SIGINT', 'SIGQUIT']);
  try {
    const result = await execa(file, args, { ...place(options), stdio: 'inherit' });
    if (result.exitCode !== undefined) return { is: 'exited', code: result.exitCode };
    if (result.signal !== undefined) return { is: 'killed', signal: result.signal };
    return { is: 'not-started', reason: oneLine(result.originalMessage ?? '', 300) };
  } finally {
    release();
  }
}
