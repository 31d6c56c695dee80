/** What is different in an exam, in the words of every front end. */
import type { LessonRecord } from './progress.ts';
import type { Lesson } from './types.ts';

export const NO_HINTS = 'An exam has no hints.';

/** What whoever reads the solution too early agrees to. */
export const GIVE_UP =
  'That gives the exam up: its result says for good that the solution was seen before all tasks had passed.';

/** Whether the reference solution may be read without giving anything up. */
export const maySeeSolution = (
  { kind }: Pick<Lesson, 'kind'>,
  { solvedAt, solutionAt }: Pick<LessonRecord, 'solvedAt' | 'solutionAt'>,
): boolean => kind !== 'exam' || solvedAt !== undefined || solutionAt !== undefined;
