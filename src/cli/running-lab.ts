import { findLab, type Lab } from '../app/labs.ts';
import type { World } from '../app/world.ts';
import type { Lesson } from '../course/types.ts';
import { DocklabError } from '../host/error.ts';

/** The lesson's lab; rejects with `not-found` and how to launch it when it does not run. */
export async function runningLab(world: World, lesson: Lesson): Promise<Lab> {
  const lab = await findLab(world, lesson);
  if (lab !== undefined) return lab;
  throw new DocklabError('not-found', `The lab of ${lesson.id} does not run.`, {
    next: [`Launch it: docklab start ${lesson.id}`],
  });
}
