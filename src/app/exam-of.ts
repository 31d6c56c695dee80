/** The exam that a person means who named none. */
import type { Lesson } from '../course/types.ts';
import { DocklabError } from '../host/error.ts';
import { lessonOf } from './lesson-of.ts';
import type { World } from './world.ts';

/** The lesson that was named, else the exam of the course; rejects with `usage` where that is not one. */
export function examOf(world: World, id: string | undefined): Lesson {
  if (id !== undefined) return lessonOf(world, id);
  const [exam, ...others] = world.course.lessons.filter(({ kind }) => kind === 'exam');
  if (exam !== undefined && others.length === 0) return exam;
  const what = exam === undefined ? 'no exam' : `${others.length + 1} exams`;
  throw new DocklabError('usage', `This course has ${what}: name a lesson.`, {
    next: ['See all lessons: docklab list'],
  });
}
