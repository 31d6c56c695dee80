/** The learner's progress for a command, and what to know about its file. */
import { noProgress, progressAfter, type Change, type Progress } from '../course/progress.ts';
import { formatProgress, parseProgress } from '../course/progress-file.ts';
import type { World } from '../app/world.ts';
import type { Cli } from './cli.ts';

interface Store {
  progress(): Progress;
  record(change: Change): Promise<void>;
}

/** Says on standard error what happened to the file, if anything did. */
export async function openProgress(_cli: Cli, world: World): Promise<Store> {
  const text = await world.files.read(world.paths.progress, 1024 * 1024);
  const parsed = text === undefined ? undefined : parseProgress(text);
  let progress = parsed?.is === 'progress' ? parsed.progress : noProgress(world.course);
  return {
    progress: () => progress,
    record: async (change) => {
      progress = progressAfter(progress, change, new Date());
      await world.files.write(world.paths.progress, formatProgress(progress));
    },
  };
}
