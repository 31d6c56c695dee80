/** A lesson by the id that a person named. */
import { meant } from '../course/problem.ts';
import type { Lesson } from '../course/types.ts';
import { DocklabError } from '../host/error.ts';
import type { World } from './world.ts';

/** The lesson with this id; rejects with `usage` and the nearest id. */
export function lessonOf(world: World, id: string): Lesson {
  const lesson = world.course.lessons.find((one) => one.id === id);
  if (lesson) return lesson;
  const known = world.course.lessons.map((one) => one.id);
  throw new DocklabError('usage', `There is no lesson "${id}": ${meant(id, known)}`, {
    next: ['See all lessons: docklab list'],
  });
}
