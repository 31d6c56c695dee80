/** Runs docker-bench-security and docklab in the same state of a host: a mount namespace in which its files are others. */
import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { OwnEngine } from './own-engine.ts';
import type { HostState } from './states.ts';

const AUDIT = [process.execPath, resolve('bin/docklab.cjs'), 'audit'];
const run = promisify(execFile);

export interface Verdicts {
  /** Number of a check to what it says. */
  results: Record<string, string>;
  checks: number;
  score: number;
}

interface BenchJson {
  tests: { results: { id: string; result: string }[] }[];
  checks: number;
  score: number;
}

/** Folders of the host over which the state's own files are laid. */
const LAID_OVER = ['/etc', '/usr/bin'];

export async function inState<T>(
  engine: OwnEngine,
  state: HostState,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  engine.clear();
  for (const [name = '', ...options] of state.containers) engine.run(name, options);
  const dir = join(engine.dir, `state-${state.seed}`);
  layOut(dir, state);
  try {
    return await work(new Place(engine, dir, state));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Writes the state's files as they are to be seen, with a script that lays them over the host's. */
function layOut(dir: string, state: HostState): void {
  for (const { path, text, mode, uid, gid } of state.files) {
    const file = join(dir, 'over', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chownSync(file, uid, gid);
    chmodSync(file, mode);
  }
  for (const { path, mode, uid } of state.folders) {
    const folder = join(dir, 'over', path);
    mkdirSync(folder, { recursive: true });
    chownSync(folder, uid, 0);
    chmodSync(folder, mode);
  }
  for (const folder of LAID_OVER) mkdirSync(join(dir, 'over', folder), { recursive: true });
  // In an overlay, such a device stands for a file that is not there.
  if (!state.hasJq) execFileSync('mknod', [join(dir, 'over/usr/bin/jq'), 'c', '0', '0']);
  const bin = join(dir, 'bin');
  mkdirSync(bin);
  if (state.auditctl !== undefined) {
    writeFileSync(join(dir, 'rules'), state.auditctl);
    writeFileSync(join(bin, 'auditctl'), `#!/bin/sh\ncat '${join(dir, 'rules')}'\n`, {
      mode: 0o755,
    });
  }
  const mounts = LAID_OVER.map((folder, index) => {
    const work = join(dir, `work-${index}`);
    mkdirSync(work);
    const options = `lowerdir=${folder},upperdir=${join(dir, 'over', folder)},workdir=${work}`;
    return `mount -t overlay -o '${options}' overlay ${folder}`;
  });
  const decoy = state.decoy === undefined ? [] : [`${decoyLine(state.decoy)} & decoy=$!`];
  const after = ['"$@"', 'code=$?', '[ -z "$decoy" ] || kill -- -$decoy', 'exit $code'];
  writeFileSync(
    join(dir, 'enter.sh'),
    ['set -e', ...mounts, 'set +e', ...decoy, ...after, ''].join('\n'),
  );
}

const decoyLine = (flags: readonly string[]) =>
  `setsid sh -c 'sleep 300; :' dockerd ${flags.map((flag) => `'${flag}'`).join(' ')} >/dev/null 2>&1`;

/** Processes of its own: which one is the newest that speaks of dockerd must not depend on what else the machine does. */
const ALONE = ['--pid', '--fork', '--mount-proc', '--kill-child'];

export class Place {
  readonly #engine: OwnEngine;
  readonly #dir: string;
  readonly #state: HostState;

  constructor(engine: OwnEngine, dir: string, state: HostState) {
    this.#engine = engine;
    this.#dir = dir;
    this.#state = state;
  }

  async #run(more: readonly string[], argv: readonly string[], cwd: string): Promise<string> {
    const enter = ['--mount', ...more, 'sh', join(this.#dir, 'enter.sh')];
    const { stdout } = await run('unshare', [...enter, ...argv], {
      cwd,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...process.env,
        PATH: `${join(this.#dir, 'bin')}:${process.env['PATH'] ?? ''}`,
        DOCKER_HOST: this.#engine.address,
        DOCKER_CONTENT_TRUST: this.#state.contentTrust,
        DOCKLAB_HOME: join(this.#dir, 'home'),
      },
    });
    return stdout;
  }

  async script(source: string): Promise<Verdicts> {
    const copy = join(this.#dir, 'script');
    cpSync(source, copy, { recursive: true });
    rmSync(join(copy, 'log'), { recursive: true, force: true });
    await this.#run(ALONE, ['bash', './docker-bench-security.sh', '-b'], copy);
    return toVerdicts(readFileSync(join(copy, 'log/docker-bench-security.log.json'), 'utf8'));
  }

  async compat(): Promise<Verdicts> {
    return toVerdicts(await this.#run(ALONE, [...AUDIT, '--compat'], this.#dir));
  }

  /** With the host's processes in sight, as a person runs it: a decoy must not mislead it. */
  right(): Promise<string> {
    return this.#run([], [...AUDIT, '--json', '--fail-on', 'never'], this.#dir);
  }
}

function toVerdicts(text: string): Verdicts {
  const { tests, checks, score } = JSON.parse(text) as BenchJson;
  const results = tests.flatMap((test) =>
    test.results.map(({ id, result }) => [id, result] as const),
  );
  return { results: Object.fromEntries(results), checks, score };
}
