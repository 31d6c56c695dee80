/** The Background port of this machine: processes told from each other by what /proc, or ps, says of their arguments. */
import { spawn } from 'node:child_process';
import { open, readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Background, BackgroundOptions, IsWanted } from '../host/background.ts';
import { DocklabError } from '../host/error.ts';
import { oneLine } from '../host/sanitise.ts';
import type { Processes } from '../host/processes.ts';

const POLL_MS = 50;
const PS_MS = 10_000;
const PS_BYTES = 8 * 1024 * 1024;

export function localBackground(processes: Processes): Background {
  const find = async (isWanted: IsWanted) =>
    (await everyProcess(processes)).flatMap(({ pid, argv }) => (isWanted(argv) ? [pid] : []));
  return {
    start,
    find,
    end: async (isWanted, graceMs) => {
      signalAll(await find(isWanted), 'SIGTERM');
      for (const until = Date.now() + graceMs; Date.now() < until; await wait(POLL_MS))
        if ((await find(isWanted)).length === 0) return;
      for (;;) {
        const left = await find(isWanted);
        if (left.length === 0) return;
        signalAll(left, 'SIGKILL');
        await wait(POLL_MS);
      }
    },
  };
}

async function start(argv: readonly string[], { cwd, log }: BackgroundOptions): Promise<void> {
  const [file = '', ...args] = argv;
  const output = await open(log, 'w', 0o600);
  try {
    const child = spawn(file, args, {
      cwd,
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
    });
    await new Promise<void>((started, failed) => {
      child.once('spawn', started);
      child.once('error', failed);
    });
    child.unref();
  } catch (error) {
    throw new DocklabError('tool-missing', `${file} could not be started.`, {
      why: oneLine(error instanceof Error ? error.message : String(error), 300),
      next: [`See whether it is there: command -v ${file}`],
      cause: error,
    });
  } finally {
    await output.close();
  }
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended meanwhile.
    }
}

interface Running {
  pid: number;
  argv: readonly string[];
}

async function everyProcess(processes: Processes): Promise<Running[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name));
  if (pids.length === 0) return listed(processes);
  const lines = await Promise.all(
    pids.map(async (pid) => {
      // Empty for what has ended and for threads of the kernel.
      const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return { pid: Number(pid), argv: text.split('\0').slice(0, -1) };
    }),
  );
  return lines.filter(({ argv }) => argv.length > 0);
}

/** Where there is no /proc. An argument with a space is cut there: whoever looks must not depend on one. */
async function listed(processes: Processes): Promise<Running[]> {
  const ran = await processes.run(['ps', '-axww', '-o', 'pid=,args='], {
    timeoutMs: PS_MS,
    maxBytes: PS_BYTES,
  });
  if (ran.is !== 'exited') return [];
  return ran.stdout.split('\n').flatMap((line) => {
    const [pid = '', ...argv] = line.trim().split(/\s+/);
    return /^\d+$/.test(pid) ? [{ pid: Number(pid), argv }] : [];
  });
}
