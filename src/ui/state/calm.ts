/** A lesson's state for who wants nothing to move by itself: words for bars, and no sign that comes and goes. */
import type { LabState, LessonState, TaskState } from '../../app/learner.ts';

/** The same state, with the same objects wherever nothing moves. */
export function calm(state: LessonState): LessonState {
  return { ...state, lab: calmLab(state.lab), tasks: calmTasks(state.tasks) };
}

/** A step says in words how far it is, and only when that is another quarter. */
function calmLab(lab: LabState): LabState {
  if (lab.is !== 'starting') return lab;
  const { step, fraction } = lab;
  const quarters = fraction === undefined ? '' : quarterWords(fraction);
  return { is: 'starting', step: `${step}${quarters}`, fraction: undefined };
}

const QUARTERS = ['', ', a quarter done', ', half done', ', three quarters done'];

/** How far something is, in words to stand behind it; none for less than a quarter. */
export function quarterWords(fraction: number): string {
  return QUARTERS[Math.min(3, Math.floor(Math.max(0, fraction) * 4))] ?? '';
}

/** A task that was judged keeps its verdict in sight while it is looked at again. */
function calmTasks(tasks: readonly TaskState[]): readonly TaskState[] {
  const moves = ({ checking, verdict }: TaskState): boolean => checking && verdict !== undefined;
  if (!tasks.some(moves)) return tasks;
  return tasks.map((task) => (moves(task) ? { ...task, checking: false } : task));
}
