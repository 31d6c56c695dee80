/** A learner's progress on disk: two instances at once, a crash and an unreadable file lose nothing. */
import { setTimeout as wait } from 'node:timers/promises';
import { formatProgress, parseProgress } from '../course/progress-file.ts';
import {
  mergeProgress,
  noProgress,
  progressAfter,
  type Change,
  type Progress,
} from '../course/progress.ts';
import { DocklabError } from '../host/error.ts';
import type { Lock } from '../host/files.ts';
import type { World } from './world.ts';

/** What a store needs of the world. */
export type StoreWorld = Pick<World, 'course' | 'files' | 'paths'>;

const MAX_BYTES = 1024 * 1024;
/** Another instance writes for a few milliseconds; longer than this and it is stuck. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 20;

export interface OpenedStore {
  store: ProgressStore;
  /** What happened to an unreadable file, as a sentence. */
  notice: string | undefined;
}

interface Dated {
  change: Change;
  at: Date;
}

export class ProgressStore {
  readonly #world: StoreWorld;
  /** As of the last time that the file was read or written. */
  #saved: Progress;
  /** Made here and not in the file yet; `#saved` and these are what the learner sees. */
  #unsaved: readonly Dated[] = [];
  #progress: Progress;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(world: StoreWorld, saved: Progress) {
    this.#world = world;
    this.#saved = saved;
    this.#progress = saved;
  }

  /** Reads the file. One that cannot be understood is kept under another name. Rejects when it may not be read. */
  static async open(world: StoreWorld): Promise<OpenedStore> {
    const { progress, notice } = await loadFirst(world);
    const { id, version } = world.course;
    const saved = progress ?? noProgress(world.course);
    return { store: new ProgressStore(world, { ...saved, id, version }), notice };
  }

  /** What is known now, what is being written included. */
  progress(): Progress {
    return this.#progress;
  }

  /**
   * Counts the change at once, and resolves when it is in the file, together with what other instances wrote; with a
   * sentence when the file had to be kept aside. Rejects when it cannot be written: the change is written with the next.
   */
  record(change: Change): Promise<string | undefined> {
    const at = new Date();
    this.#unsaved = [...this.#unsaved, { change, at }];
    this.#progress = progressAfter(this.#progress, change, at);
    const written = this.#writing.then(() => this.#write());
    this.#writing = written.catch(() => undefined);
    return written;
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<string | undefined> {
    const pending = this.#unsaved;
    // An earlier write took this change along.
    if (pending.length === 0) return undefined;
    const lock = await takeLock(this.#world);
    try {
      const { progress, notice } = await load(this.#world);
      // Changes are made again on what is there, so that hints and minutes of two instances add up. What was saved
      // before is merged as well: the file may have been removed meanwhile.
      const { id, version } = this.#world.course;
      const known = progress === undefined ? this.#saved : mergeProgress(progress, this.#saved);
      const saved = replayed({ ...known, id, version }, pending);
      await this.#world.files.write(this.#world.paths.progress, formatProgress(saved), 0o600);
      this.#saved = saved;
      this.#unsaved = this.#unsaved.slice(pending.length);
      this.#progress = replayed(saved, this.#unsaved);
      return notice;
    } finally {
      await lock.release();
    }
  }
}

const replayed = (progress: Progress, changes: readonly Dated[]): Progress =>
  changes.reduce((before, { change, at }) => progressAfter(before, change, at), progress);

interface Loaded {
  progress: Progress | undefined;
  notice: string | undefined;
}

/** As `load`, for who does not hold the lock: two that open a bad file at once must not both move it. */
async function loadFirst(world: StoreWorld): Promise<Loaded> {
  const found = await look(world);
  if (found.is !== 'unreadable') return { progress: found.progress, notice: undefined };
  const lock = await takeLock(world);
  try {
    return await load(world);
  } finally {
    await lock.release();
  }
}

/** What is in the file; nothing when there is none, or when it had to be kept aside. */
async function load(world: StoreWorld): Promise<Loaded> {
  const found = await look(world);
  if (found.is !== 'unreadable') return { progress: found.progress, notice: undefined };
  const aside = asideOf(world.paths.progress);
  await world.files.rename(world.paths.progress, aside);
  const notice = `Your progress file could not be used (${found.why}). It is kept as ${aside}, and a new one is begun.`;
  return { progress: undefined, notice };
}

type Found = { is: 'read'; progress: Progress | undefined } | { is: 'unreadable'; why: string };

async function look({ files, paths, course }: StoreWorld): Promise<Found> {
  try {
    const text = await files.read(paths.progress, MAX_BYTES);
    const parsed = text === undefined ? undefined : parseProgress(text);
    if (parsed?.is === 'unreadable') return parsed;
    if (parsed && parsed.progress.id !== course.id)
      return { is: 'unreadable', why: 'it is that of another course' };
    return { is: 'read', progress: parsed?.progress };
  } catch (error) {
    // Too long, or no file at all: no progress file of docklab's is like that.
    if (error instanceof DocklabError && error.code === 'usage')
      return { is: 'unreadable', why: 'it is too long, or no file' };
    throw error;
  }
}

const asideOf = (path: string): string => {
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  return `${path.replace(/\.json$/, '')}.unreadable-${stamp}.json`;
};

async function takeLock({ files, paths }: StoreWorld): Promise<Lock> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await files.lock(`${paths.progress}.lock`);
    } catch (error) {
      const isBusy = error instanceof DocklabError && error.code === 'busy';
      if (!isBusy || Date.now() > until) throw error;
    }
    await wait(RETRY_MS);
  }
}
