import { spawn } from 'node:child_process';

const TAIL_LINES = 15;
const KILL_AFTER_MS = 5_000;

/** The child that runs now, so that an interruption can end it. */
let current;

/** Ends the running child: asked first, killed when it does not listen. Resolves when it is gone. */
export function endCurrentChild() {
  const child = current;
  if (child === undefined || child.exitCode !== null) return Promise.resolve();
  child.kill('SIGTERM');
  const killing = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  return new Promise((resolve) => {
    child.on('exit', () => {
      clearTimeout(killing);
      resolve();
    });
  });
}

// eslint-disable-next-line no-control-regex -- a tool's colours and cursor moves are no words
const CONTROL = /\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000b-\u001f\u007f]/g;
const lastLine = (text) => text.replace(CONTROL, '').trim().split('\n').at(-1)?.trim() ?? '';

/**
 * Runs a command to its end, unseen but for its last words. Standard input stays the person's: sudo may ask there.
 * @param {readonly string[]} argv
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, words?: (text: string) => void, timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number, tail: string }>} `code` is 127 when it could not be started, 124 when its time was up
 */
export function run(argv, { cwd, env, words = () => undefined, timeoutMs } = {}) {
  const [command, ...args] = argv;
  return new Promise((resolve) => {
    const lines = [];
    let late = false;
    const child = spawn(command, args, { cwd, env, stdio: ['inherit', 'pipe', 'pipe'] });
    current = child;
    const timer = timeoutMs === undefined ? undefined : setTimeout(giveUp, timeoutMs);
    function giveUp() {
      late = true;
      void endCurrentChild();
    }
    const listen = (chunk) => {
      const text = String(chunk);
      lines.push(...text.replace(CONTROL, '').split('\n').filter(Boolean));
      lines.splice(0, Math.max(0, lines.length - TAIL_LINES));
      words(lastLine(text));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    const end = (code) => {
      clearTimeout(timer);
      if (current === child) current = undefined;
      resolve({ code: late ? 124 : code, tail: lines.join('\n') });
    };
    child.on('error', (error) => {
      lines.push(error.message);
      end(127);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

/**
 * Hands the terminal to a program and waits for its end; resolves to the exit code to end with.
 * @param {readonly string[]} argv
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>}
 */
export function handOver(argv, options) {
  const [command, ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit' });
    current = child;
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      current = undefined;
      if (signal !== null) soberTerminal();
      resolve(code ?? 128 + (SIGNALS[signal] ?? 0));
    });
  });
}

const SIGNALS = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};

/** After a program that died with the terminal in its hands: normal screen, visible cursor, line editing. */
function soberTerminal() {
  if (!process.stdout.isTTY) return;
  process.stdout.write('\u001b[?1049l\u001b[?25h\u001b[?2004l');
  if (process.platform !== 'win32') spawn('stty', ['sane'], { stdio: 'inherit' });
}
