/** Tasks and their checks in words. */
import type { LessonState, TaskState } from '../../app/learner.ts';
import type { Lesson } from '../../course/types.ts';
import { inReadingOrder } from '../../verify/nearest.ts';
import type { CheckVerdict } from '../../verify/verdict.ts';
import { tickedWords } from '../text/ticks.ts';
import { CHECK_LOOKS, taskLook } from '../views/status.ts';
import { isSettled, stateOf } from '../views/tasks.ts';
import { plural, sentence } from './words.ts';

/** “Task 2 of 3, tmp”: the number is for asking, the id is what the command line calls it. */
export function taskName(lesson: Lesson, id: string): string {
  const index = lesson.tasks.findIndex((task) => task.id === id);
  return `Task ${index + 1} of ${lesson.tasks.length}, ${id}`;
}

/** A task in one line: which, what, and how it stands. */
export function taskLine(lesson: Lesson, state: LessonState, id: string): string {
  const title = lesson.tasks.find((task) => task.id === id)?.title ?? '';
  return `${taskName(lesson, id)}, ${statusWords(stateOf(state, id))}: ${sentence(title)}`;
}

export const taskLines = (lesson: Lesson, state: LessonState): string[] =>
  lesson.tasks.map(({ id }) => taskLine(lesson, state, id));

function statusWords(task: TaskState): string {
  const { verdict, broke } = task;
  if (verdict?.status === 'unsupported') return 'cannot be shown on this host';
  if (broke && !task.checking) return 'passed before and does not now';
  if (verdict?.status !== 'fail' || task.checking) return taskLook(task).words;
  return `${passedOf(verdict.checks)} checks pass`;
}

/** “1 of 3”. */
export function passedOf(checks: readonly CheckVerdict[]): string {
  return `${checks.filter(({ status }) => status === 'pass').length} of ${checks.length}`;
}

/** What to do with what is known of all tasks, in one line. */
export function tally({ tasks }: LessonState): string {
  const unsupported = tasks.filter(({ verdict }) => verdict?.status === 'unsupported').length;
  const passed = tasks.filter(({ verdict }) => verdict?.status === 'pass').length;
  const open = tasks.filter((task) => !isSettled(task)).length;
  const cannot = unsupported === 0 ? '' : `, ${unsupported} cannot be shown on this host`;
  return `${plural(tasks.length, 'task')}: ${passed} passed, ${open} to do${cannot}.`;
}

/** A task in full: its checks, the one to look at first on top, and its hints. */
export function taskDetail(
  lesson: Lesson,
  state: LessonState,
  id: string,
  hints: readonly string[],
): string[] {
  const task = lesson.tasks.find((one) => one.id === id);
  if (task === undefined) return [];
  const { verdict } = stateOf(state, id);
  const checks = verdict === undefined ? ['It was not verified yet.'] : checkLines(verdict.checks);
  const shown = hints.length === 0 ? [] : hintLines(hints, task.hints.length);
  return [
    taskLine(lesson, state, id),
    `It is worth ${plural(task.points, 'point')}.`,
    ...checks,
    ...(isSettled(stateOf(state, id)) ? [] : shown),
  ];
}

/** Everything of every check; a reason that several share is said once. */
function checkLines(checks: readonly CheckVerdict[]): string[] {
  const told = new Set<string>();
  return inReadingOrder(checks).flatMap((check, index) => {
    const isTold = check.status === 'fail' && told.has(check.observed);
    told.add(check.observed);
    const head = `Check ${index + 1} of ${checks.length}, ${check.kind}: ${CHECK_LOOKS[check.status].words}.`;
    if (isTold) return [head, `Expected: ${check.expected}`, 'It fails for the reason above.'];
    return [head, ...opened(check)];
  });
}

function opened(check: CheckVerdict): string[] {
  const isPass = check.status === 'pass';
  const line = (label: string, text: string): string[] =>
    text === '' ? [] : [`${label}: ${text}`];
  return [
    ...line('Expected', check.expected),
    ...line(seenLabel(check), check.observed),
    ...(isPass ? [] : line('Why it matters', check.why)),
    ...line('See it with', check.see),
  ];
}

const seenLabel = ({ status }: CheckVerdict): string =>
  status === 'unsupported' ? 'Because' : status === 'pass' ? 'Evidence' : 'Observed';

export const hintLines = (hints: readonly string[], total: number): string[] =>
  hints.map((hint, index) => `Hint ${index + 1} of ${total}: ${tickedWords(hint)}`);

/** The check that says most in one line: of a pass its repelled attack, else what to look at first. */
export function tellingCheck(checks: readonly CheckVerdict[]): string {
  const isPass = checks.every(({ status }) => status === 'pass');
  const attack = isPass ? checks.find(({ kind }) => kind === 'attack') : undefined;
  const check = attack ?? inReadingOrder(checks)[0];
  return check === undefined ? '' : `${seenLabel(check)}: ${check.observed}`;
}
