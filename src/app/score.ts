/**
 * Points for what was hardened, from the same verdicts as everywhere. The rule, in words for people, is in docs/exam.md:
 * the points of a task are shared among its attack and control checks, and count only while its service checks pass.
 */
import type { BestScore, Change } from '../course/progress.ts';
import type { Lesson, Task } from '../course/types.ts';
import type { CheckVerdict, TaskVerdict } from '../verify/verdict.ts';

/** Why a task does not have all its points. */
export type ScoreReason =
  | { is: 'full' }
  | { is: 'part'; passed: number; of: number }
  /** The app does not do its job, or that could not be found out. */
  | { is: 'no-service'; check: string; observed: string }
  /** Nothing of it can be shown on this host. */
  | { is: 'not-here'; why: string }
  | { is: 'not-verified' };

export interface TaskScore {
  task: string;
  title: string;
  earned: number;
  /** What can be earned on this host. */
  max: number;
  /** What the exam gives for it. */
  points: number;
  reason: ScoreReason;
}

export interface Score {
  earned: number;
  max: number;
  /** Points that left the total, because this host cannot show what they are for. */
  left: number;
  tasks: readonly TaskScore[];
}

export function scoreOf(lesson: Pick<Lesson, 'tasks'>, verdicts: readonly TaskVerdict[]): Score {
  const tasks = lesson.tasks.map((task) =>
    taskScore(
      task,
      verdicts.find((verdict) => verdict.task === task.id),
    ),
  );
  const sum = (of: (task: TaskScore) => number) => tasks.reduce((all, task) => all + of(task), 0);
  const max = sum((task) => task.max);
  return { earned: sum((task) => task.earned), max, left: sum((task) => task.points) - max, tasks };
}

/** Whether a check earns a share of its task's points, or is what every share depends on. */
export const earns = ({ kind }: Pick<CheckVerdict, 'kind'>): boolean => kind !== 'service';

function taskScore({ id, title, points }: Task, verdict: TaskVerdict | undefined): TaskScore {
  const of = (earned: number, max: number, reason: ScoreReason): TaskScore => {
    return { task: id, title, earned, max, points, reason };
  };
  if (verdict === undefined) return of(0, points, { is: 'not-verified' });
  const shares = verdict.checks.filter(earns);
  const shown = shares.filter(({ status }) => status !== 'unsupported');
  const services = verdict.checks.filter((check) => !earns(check));
  const hidden = services.find(isUnsupported) ?? (shown.length === 0 ? shares[0] : undefined);
  if (hidden !== undefined) return of(0, 0, { is: 'not-here', why: hidden.observed });
  const max = share(points, shown.length, shares.length);
  const broken = services.find(({ status }) => status !== 'pass');
  if (broken !== undefined)
    return of(0, max, { is: 'no-service', check: broken.id, observed: broken.observed });
  // Without a service check nobody knows whether the app still does its job.
  const passed = services.length === 0 ? 0 : shown.filter(({ status }) => status === 'pass').length;
  const isFull = passed === shown.length && shown.length > 0;
  const reason: ScoreReason = isFull ? { is: 'full' } : { is: 'part', passed, of: shown.length };
  return of(share(max, passed, shown.length), max, reason);
}

const isUnsupported = ({ status }: CheckVerdict): boolean => status === 'unsupported';

/** Whole points, rounded down: all of them only for all. */
const share = (points: number, part: number, of: number): number =>
  of === 0 ? 0 : Math.floor((points * part) / of);

/** What to keep of these verdicts: a score of all tasks of an exam that is better than any before. */
export function betterScore(
  lesson: Lesson,
  verdicts: readonly TaskVerdict[],
  best: BestScore | undefined,
): Change | undefined {
  const isAll = lesson.tasks.every(({ id }) => verdicts.some(({ task }) => task === id));
  if (lesson.kind !== 'exam' || !isAll) return undefined;
  const { earned, max } = scoreOf(lesson, verdicts);
  return earned > (best?.earned ?? 0)
    ? { is: 'scored', lesson: lesson.id, earned, max }
    : undefined;
}

/** How much, in words: `7 of 10`. */
export const pointsWords = ({ earned, max }: Pick<Score, 'earned' | 'max'>): string =>
  `${earned} of ${max} ${max === 1 ? 'point' : 'points'}`;

/** Why a task does not have all its points, as a sentence; empty when it has. */
export function reasonWords(reason: ScoreReason): string {
  switch (reason.is) {
    case 'full':
      return '';
    case 'part':
      return `${reason.passed} of ${reason.of} checks that earn points pass.`;
    case 'no-service':
      return `No points while the service fails (${reason.check}): ${reason.observed}`;
    case 'not-here':
      return `This host cannot show it, so it is not part of the total: ${reason.why}`;
    case 'not-verified':
      return 'It was not verified.';
  }
}
