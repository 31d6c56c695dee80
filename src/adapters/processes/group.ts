/** A program and all it started, as one process group that can be ended. */
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Between the polite signal and the certain one, in milliseconds. */
const GRACE_MS = 1500;
const POLL_MS = 20;

const running = new Set<number>();

// A group of its own does not get the terminal's Ctrl-C, nor end with docklab by itself.
process.on('exit', () => {
  for (const leader of running) signalGroup(leader, 'SIGKILL');
});

/** Whether the group still had someone in it. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

/** Whether anyone in the group still runs. Ended ones that nobody has waited for yet take signals too, but do nothing. */
async function lives(leader: number): Promise<boolean> {
  if (!signalGroup(leader, 0)) return false;
  const entries = await readdir('/proc').catch(() => undefined);
  // No /proc: the signal's word counts.
  if (entries === undefined) return true;
  const members = entries.filter((name) => /^\d+$/.test(name)).map((pid) => runsIn(pid, leader));
  return (await Promise.all(members)).includes(true);
}

/** By `state` and `pgrp`, the fields after the command's closing parenthesis; see proc_pid_stat(5). */
async function runsIn(pid: string, leader: number): Promise<boolean> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(group) === leader && state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}

export class ProcessGroup {
  readonly #leader: number;
  #ending: Promise<void> | undefined;

  constructor(leader: number) {
    this.#leader = leader;
    running.add(leader);
  }

  /** Ends what is left of it: SIGTERM, then SIGKILL. Resolves when nobody runs any more. */
  end(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    if (signalGroup(this.#leader, 'SIGTERM')) await this.#gone();
    signalGroup(this.#leader, 'SIGKILL');
    running.delete(this.#leader);
  }

  async #gone(): Promise<void> {
    for (const until = Date.now() + GRACE_MS; Date.now() < until; await wait(POLL_MS))
      if (!(await lives(this.#leader))) return;
  }
}
