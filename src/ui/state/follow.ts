/** Which task is opened: what the learner chose, else the one whose state they just changed, else the one nearest to done. */
import type { TaskState } from '../../app/learner.ts';

export interface Selection {
  readonly task: string;
  readonly by: 'learner' | 'docklab';
}

/** The unfinished task with the largest share of passed checks; the first task when all are done or none was verified. */
export function nearestTask(tasks: readonly TaskState[]): string | undefined {
  const open = tasks.filter(isOpen);
  const best = open.reduce<TaskState | undefined>(
    (found, task) => (found === undefined || share(task) > share(found) ? task : found),
    undefined,
  );
  return (best ?? tasks[0])?.id;
}

const isOpen = ({ verdict }: TaskState): boolean =>
  verdict?.status !== 'pass' && verdict?.status !== 'unsupported';

/** The task that the next hint is for: the opened one, unless docklab opened it and another is in more need. */
export function hintTask(
  tasks: readonly TaskState[],
  selection: Selection | undefined,
): string | undefined {
  const selected = tasks.find(({ id }) => id === selection?.task);
  if (selection?.by === 'learner' || selected?.isHintOffered) return selection?.task;
  const offered = tasks.find((task) => task.isHintOffered && isOpen(task));
  if (offered !== undefined) return offered.id;
  return selected !== undefined && isOpen(selected) ? selected.id : nearestTask(tasks);
}

function share({ verdict }: TaskState): number {
  if (verdict === undefined || verdict.checks.length === 0) return 0;
  return verdict.checks.filter(({ status }) => status === 'pass').length / verdict.checks.length;
}

/** The selection after tasks changed. A choice of the learner's stays until that task is done. */
export function follow(
  selection: Selection | undefined,
  before: readonly TaskState[],
  after: readonly TaskState[],
): Selection | undefined {
  const selected = after.find(({ id }) => id === selection?.task);
  if (selection?.by === 'learner' && selected?.verdict?.status !== 'pass') return selection;
  const changed = after.filter((task) => {
    const old = before.find(({ id }) => id === task.id)?.verdict;
    return old !== undefined && task.verdict !== undefined && says(old) !== says(task.verdict);
  });
  if (changed.some(({ id }) => id === selection?.task)) return selection;
  const task = changed.find(({ verdict }) => verdict?.status === 'pass') ?? changed[0];
  if (task !== undefined) return { task: task.id, by: 'docklab' };
  if (selection !== undefined) return selection;
  const nearest = after.some(({ verdict }) => verdict) ? nearestTask(after) : undefined;
  return nearest === undefined ? undefined : { task: nearest, by: 'docklab' };
}

/** What a learner would see of a verdict: time spent and the like do not count as a change. */
function says(verdict: NonNullable<TaskState['verdict']>): string {
  return JSON.stringify(verdict.checks.map(({ id, status, observed }) => [id, status, observed]));
}
