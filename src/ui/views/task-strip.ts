/** The tasks in two rows, for where their pane has no room: how each one stands, and what is nearest to done. */
import type { LessonState, TaskState } from '../../app/learner.ts';
import { nearestCheck } from '../../verify/nearest.ts';
import { nearestTask } from '../state/follow.ts';
import type { Focus } from '../layout.ts';
import { BOLD, MUTED, fit, rowWidth, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { isSettled } from './tasks.ts';
import { taskLook } from './status.ts';

/** Always `STRIP` rows (see the layout), so that nothing below them jumps. */
export function taskStrip(state: LessonState, focus: Focus, width: number): Row[] {
  const { tasks } = state;
  const passed = tasks.filter(({ verdict }) => verdict?.status === 'pass').length;
  const head = [span(' Tasks ', BOLD), span(`${passed} of ${tasks.length} passed`)];
  const forms = FORMS.map((form) => [...head, ...tasks.flatMap(form)]);
  const marks = forms.find((row) => rowWidth(row) <= width) ?? forms.at(-1) ?? head;
  return [fit(marks, width), fit(nowRow(tasks, focus), width)];
}

/** How a task is written, the most telling form first; the first that fits is taken for all. */
const FORMS: readonly ((task: TaskState, index: number) => Row)[] = [
  (task, index) => {
    const { symbol, words, style } = taskLook(task);
    const isTelling = task.verdict?.status === 'fail' || task.checking;
    const more = isTelling ? [span(` ${words}`, style)] : [];
    return [span(`  ${symbol} `, style), span(`${index + 1} ${task.id}`), ...more];
  },
  (task, index) => {
    const { symbol, style } = taskLook(task);
    return [span(`  ${symbol} `, style), span(`${index + 1} ${task.id}`)];
  },
  (task, index) => {
    const { symbol, style } = taskLook(task);
    return [span(`  ${symbol}`, style), span(`${index + 1}`)];
  },
];

/** What is between the learner and the next green task, in one row. */
function nowRow(tasks: readonly TaskState[], focus: Focus): Row {
  if (tasks.length > 0 && tasks.every(isSettled)) {
    // While the shell has the keys, they are the shell's.
    const key = focus === 'shell' ? 'F6, then f' : 'f';
    return [span(' ✔ ', { tone: 'ok' }), span(`Nothing is left to do: ${key} says what is next.`)];
  }
  const broken = tasks.find(({ broke }) => broke)?.id;
  const id = broken ?? nearestTask(tasks);
  const index = tasks.findIndex((task) => task.id === id);
  const task = tasks[index];
  if (task === undefined) return [];
  const check = nearestCheck(task.verdict?.checks ?? []);
  const name = span(`${index + 1} ${task.id}: `, BOLD);
  if (check === undefined) return [span('   '), name, span('not verified yet', MUTED)];
  const { symbol, style } = taskLook(task);
  const again = task.broke ? [span('broke again. ', style)] : [];
  return [span(` ${symbol} `, style), name, ...again, span(check.observed)];
}
