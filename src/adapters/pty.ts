/** The Pty port through node-pty, an optional package of native code: loaded when the first shell is opened. */
import type { IPty } from '@lydell/node-pty';
import { DocklabError } from '../host/error.ts';
import type { OpenPty, Pty, PtyEnd, PtyRequest } from '../host/pty.ts';
import { oneLine } from '../host/sanitise.ts';

/** It takes bytes as well; its types know strings only. */
type Writable = { write(data: string | Uint8Array): void };

type NodePty = typeof import('@lydell/node-pty');

/** A pseudo-terminal of this machine. */
export const openPty: OpenPty = async (request) => {
  const { spawn } = await load();
  return adapt(start(spawn, request));
};

async function load(): Promise<NodePty> {
  try {
    const loaded: NodePty & { default?: NodePty } = await import('@lydell/node-pty');
    return loaded.default ?? loaded;
  } catch (error) {
    throw missing(
      'The part of docklab that opens a shell inside the screen cannot be loaded.',
      error,
    );
  }
}

function start(spawn: NodePty['spawn'], { argv, cwd, env, columns, rows }: PtyRequest): IPty {
  const [file = '', ...args] = argv;
  try {
    const options = { name: env['TERM'] ?? 'xterm', cols: columns, rows, cwd, env: { ...env } };
    return spawn(file, args, { ...options, encoding: null });
  } catch (error) {
    throw missing(`${file} could not be started on a pseudo-terminal.`, error);
  }
}

const missing = (message: string, error: unknown): DocklabError =>
  new DocklabError('tool-missing', message, {
    why: oneLine(error instanceof Error ? error.message : String(error), 200),
    cause: error,
  });

function adapt(pty: IPty): Pty {
  let isOver = false;
  const { promise: ended, resolve } = Promise.withResolvers<PtyEnd>();
  pty.onExit(({ exitCode, signal = 0 }) => {
    isOver = true;
    resolve(signal === 0 ? { is: 'exited', code: exitCode } : { is: 'killed', signal });
  });
  /** A program may end at any moment: what comes too late for it is nobody's mistake. */
  const whileOpen = (act: () => void): void => {
    if (isOver) return;
    try {
      act();
    } catch {
      // Its end is on the way.
    }
  };
  return {
    pid: pty.pid,
    ended,
    onData: (listen) =>
      pty.onData((data: string | Uint8Array) =>
        listen(typeof data === 'string' ? Buffer.from(data) : data),
      ),
    write: (data) => whileOpen(() => (pty as Writable).write(data)),
    resize: ({ columns, rows }) => whileOpen(() => pty.resize(columns, rows)),
    pause: () => whileOpen(() => pty.pause()),
    resume: () => whileOpen(() => pty.resume()),
    hangUp: () => whileOpen(() => pty.kill('SIGHUP')),
  };
}
