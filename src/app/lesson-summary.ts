import type { LessonRecord } from '../course/progress.ts';
import type { Lesson } from '../course/types.ts';
import type { LessonSummary, Readiness } from './learner.ts';

/** What is to know of a lesson before opening it; `minutes` are those of now, that are not in the record yet. */
export function summaryOf(
  lesson: Lesson,
  record: LessonRecord,
  readiness: Readiness,
  minutes: number,
): LessonSummary {
  const { tasks, startedAt, solvedAt, solutionAt, score, minutesSpent } = record;
  const passed = lesson.tasks.filter(({ id }) => Object.hasOwn(tasks, id)).length;
  const progress = solvedAt !== undefined ? 'solved' : startedAt !== undefined ? 'started' : 'new';
  const all = minutesSpent + minutes;
  return { lesson, progress, passed, readiness, minutes: all, solvedAt, solutionAt, score };
}
