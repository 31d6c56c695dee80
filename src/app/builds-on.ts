/** What a lesson builds on. */
import type { Lesson } from '../course/types.ts';
import type { LessonSummary } from './learner.ts';

/** The lessons that this one builds on and that are not solved yet, in the order of the course. */
export function unsolvedBefore(lesson: Lesson, all: readonly LessonSummary[]): Lesson[] {
  return all
    .filter((one) => lesson.after.includes(one.lesson.id) && one.progress !== 'solved')
    .map((one) => one.lesson);
}
