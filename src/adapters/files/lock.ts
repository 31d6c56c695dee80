/** A lock that only one process holds, and that does not outlive it. */
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Lock } from '../../host/files.ts';
import { DocklabError } from '../../host/error.ts';
import { uniqueSuffix } from '../../host/unique.ts';
import { hasCode } from './errors.ts';
import { isAlive, startOf } from './process-life.ts';

/** What the lock file holds. */
interface Holder {
  pid: number;
  /** Tells a process from a later one with the same id; empty where the system does not say. */
  started: string;
  host: string;
  token: string;
}

/** A lock file that is being written is unreadable for a moment, not longer than this. */
const WRITING_MS = 5000;
const TRIES = 20;

/** Takes the lock; rejects with `busy` while another living process has it. */
export async function takeLock(path: string): Promise<Lock> {
  const mine: Holder = {
    pid: process.pid,
    started: await startOf(process.pid),
    host: hostname(),
    token: uniqueSuffix(),
  };
  await mkdir(dirname(path), { recursive: true });
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await created(path, mine)) return { release: () => release(path, mine) };
    await removeStale(path);
  }
  throw busy(path, undefined);
}

/** Whether the file is new and ours; false when there is one. */
async function created(path: string, holder: Holder): Promise<boolean> {
  let file;
  try {
    file = await open(path, 'wx', 0o600);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
  try {
    await file.writeFile(JSON.stringify(holder));
    return true;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Removes the lock of a dead process. Rejects with `busy` when its holder lives. */
async function removeStale(path: string): Promise<void> {
  const holder = await holderOf(path);
  if (holder === 'gone') return;
  if (holder !== 'unreadable' && (await lives(holder))) throw busy(path, holder);
  // Only one remover at a time, and it looks again: it must not remove a lock that was just taken over.
  const guard = `${path}.takeover`;
  if (!(await created(guard, { pid: process.pid, started: '', host: '', token: '' }))) {
    if (await olderThan(guard, WRITING_MS)) await rm(guard, { force: true });
    await wait(10);
    return;
  }
  try {
    const now = await holderOf(path);
    if (now === 'gone') return;
    if (now === 'unreadable' || !(await lives(now))) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

async function lives(holder: Holder): Promise<boolean> {
  // Another machine that shares this folder: nobody here can tell.
  if (holder.host !== hostname()) return true;
  return isAlive(holder.pid, holder.started);
}

async function holderOf(path: string): Promise<Holder | 'gone' | 'unreadable'> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (isHolder(value)) return value;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'gone';
    if (!(error instanceof SyntaxError)) throw error;
  }
  // Half-written by someone who is at it right now; else left so by a crash.
  if (!(await olderThan(path, WRITING_MS))) throw busy(path, undefined);
  return 'unreadable';
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, started, host } = value as Partial<Holder>;
  return typeof pid === 'number' && typeof started === 'string' && typeof host === 'string';
}

async function olderThan(path: string, ms: number): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > ms;
  } catch {
    return false;
  }
}

async function release(path: string, mine: Holder): Promise<void> {
  const holder = await holderOf(path).catch(() => 'gone' as const);
  if (typeof holder === 'object' && holder.token === mine.token) await rm(path, { force: true });
}

function busy(path: string, holder: Holder | undefined): DocklabError {
  const who = holder === undefined ? 'Another docklab' : `Another docklab (process ${holder.pid})`;
  return new DocklabError('busy', `${who} is at work here.`, {
    why: "Two at once would undo each other's changes.",
    next: [
      holder === undefined
        ? 'Wait until it is done.'
        : `Wait until it is done, or end it: kill ${holder.pid}`,
      `If there is none (another machine shares this folder), remove the lock: rm ${path}`,
    ],
  });
}
