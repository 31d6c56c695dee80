/** What a fresh start of lessons removes and keeps, said before it happens. */
import { recordOf, type Progress } from '../course/progress.ts';
import type { Lesson } from '../course/types.ts';
import { removalsOf } from './labs.ts';
import type { FreshPlan } from './learner.ts';
import { workspaceOf } from './workspace.ts';
import type { World } from './world.ts';

/** Every object by its name. Rejects when the engine cannot be asked. */
export async function freshPlanOf(
  world: World,
  lessons: readonly Lesson[],
  progress: Progress,
): Promise<FreshPlan> {
  const removed: string[] = [];
  const kept: string[] = [];
  for (const lesson of lessons) {
    const of = lessons.length > 1 ? ` of ${lesson.id}` : '';
    const { answers, hints } = recordOf(progress, lesson.id);
    removed.push(...(await removalsOf(world, lesson)));
    if (answers.some((answer) => answer !== null))
      removed.push(`your answers to the questions${of}`);
    if (Object.keys(hints).length > 0) removed.push(`which hints you have read${of}`);
    const workspace = workspaceOf(world, lesson);
    if ((await world.files.list(workspace)).length > 0)
      kept.push(`your files${of}, moved aside to ${workspace}.before-…`);
  }
  if (lessons.some(({ id }) => recordOf(progress, id).startedAt !== undefined))
    kept.push('what you have solved, and the time you spent');
  kept.push('containers, images, networks and volumes of your own');
  return { removed, kept };
}
