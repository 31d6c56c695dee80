/** Hints: those that were read, how to get the next, and the offer after the same failure came back. */
import type { LessonState, TaskState } from '../../app/learner.ts';
import type { Lesson, Task } from '../../course/types.ts';
import type { Focus } from '../layout.ts';
import { hintTask } from '../state/follow.ts';
import type { Selection } from '../state/follow.ts';
import { BOLD, MUTED, fit, span } from '../text/span.ts';
import type { Row, Style } from '../text/span.ts';
import { tickedSpans } from '../text/ticks.ts';
import { labelled } from '../text/wrap.ts';

const OFFERED: Style = { tone: 'accent', bold: true };

/** `newest` is the row of the last hint. */
export function hintRows(task: Task, state: TaskState, hints: readonly string[], width: number) {
  const total = task.hints.length;
  const rows: Row[] = [];
  let newest: number | undefined;
  for (const [index, hint] of hints.entries()) {
    newest = rows.length;
    const label = [span(`hint ${index + 1} of ${total}`, BOLD)];
    rows.push(...labelled(label, 14, tickedSpans(hint), width - 1));
  }
  const offer = nextHint(total, hints.length);
  const style = state.isHintOffered ? OFFERED : MUTED;
  if (offer !== '') rows.push(...(rows.length > 0 ? [[]] : []), fit([span(offer, style)], width));
  return { rows, newest };
}

function nextHint(total: number, shown: number): string {
  if (total === 0) return '';
  if (shown === total) return 'No more hints. o shows the reference solution.';
  if (shown > 0) return `h shows the next hint (${shown + 1} of ${total})`;
  return total === 1 ? 'h shows a hint' : `h shows the first of ${total} hints`;
}

/** One row above the keys while a hint is offered; else none. */
export function offerRows(
  lesson: Lesson,
  state: LessonState,
  ui: { readonly selection: Selection | undefined; readonly focus: Focus },
  width: number,
): Row[] {
  const wanted = hintTask(state.tasks, ui.selection);
  const task = lesson.tasks.find(({ id }) => id === wanted);
  const known = state.tasks.find(({ id }) => id === wanted);
  if (task === undefined || known === undefined || !known.isHintOffered) return [];
  // While the shell has the keys, they are the shell's.
  const key = ui.focus === 'shell' ? 'F6, then h' : 'h';
  const number = lesson.tasks.indexOf(task) + 1;
  const words = `Task ${number} fails the same way again: ${key} shows hint ${known.hintsShown + 1} of ${task.hints.length}`;
  return [fit([span(' ? ', OFFERED), span(words)], width)];
}
