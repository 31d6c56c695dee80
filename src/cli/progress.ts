/** The learner's progress for a command. What happened to its file is said on standard error. */
import { ProgressStore } from '../app/progress-store.ts';
import type { World } from '../app/world.ts';
import type { Change, Progress } from '../course/progress.ts';
import type { Cli } from './cli.ts';

export interface CliProgress {
  progress(): Progress;
  /** Resolves when it is in the file. */
  record(change: Change): Promise<void>;
  readonly store: ProgressStore;
}

/** Opens the file of the course. Rejects when it may not be read. */
export async function openProgress(cli: Cli, world: World): Promise<CliProgress> {
  const say = (notice: string | undefined) => {
    if (notice !== undefined) cli.terminal.stderr.write(`${notice}\n`);
  };
  const { store, notice } = await ProgressStore.open(world);
  say(notice);
  return {
    store,
    progress: () => store.progress(),
    record: async (change) => say(await store.record(change)),
  };
}
