import type { LessonState } from '../../app/learner.ts';
import type { Lesson } from '../../course/types.ts';
import type { Focus } from '../layout.ts';
import { span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';
import { titleBar } from './bars.ts';
import { labLine } from './lab-line.ts';
import type { Mode } from './mode.ts';
import { taskLook } from './status.ts';
import { stateOf } from './tasks.ts';

/** The two rows on top of a lesson: where one is with the tasks at a glance, and the lab. */
export function lessonHead(
  lesson: Lesson,
  state: LessonState,
  mode: Mode,
  width: number,
  focus: Focus,
): Row[] {
  const tasks = lesson.tasks.map(({ id }) => stateOf(state, id));
  const done = tasks.filter(({ verdict }) => verdict?.status === 'pass').length;
  const glance = tasks.map((task) => taskLook(task).symbol).join(' ');
  const broken = tasks.filter(({ broke }) => broke).length;
  const again = broken > 0 ? `${broken} broke again  ` : '';
  const right = `${again}tasks ${glance}  ${done} of ${tasks.length} done`;
  return [
    titleBar(`docklab  ${lesson.order} ${lesson.title}`, right, width),
    labLine(state.lab, mode, width, focus),
  ];
}

const MOST_NOTICE_ROWS = 3;

/** What docklab has to say, above the keys; no rows when that is nothing. */
export function noticeRows(text: string | undefined, width: number): Row[] {
  if (text === undefined || text === '') return [];
  const rows = wrapText(text, width - 4).slice(0, MOST_NOTICE_ROWS);
  return rows.map((row, index) => [
    span(index === 0 ? ' ! ' : '   ', { tone: 'warn', bold: true }),
    ...row,
  ]);
}

/** What the demo is showing: always this many rows, so that nothing jumps. */
const CAPTION_ROWS = 3;

export function captionRows(caption: string, width: number): Row[] {
  const rows = wrapText(caption, width - 4, { bold: true }).slice(0, CAPTION_ROWS - 1);
  const rule: Row = [span('━'.repeat(width), { tone: 'accent' })];
  const bar = rows.map((row, index): Row => [
    span(index === 0 ? ' ▶ ' : '   ', { tone: 'accent', bold: true }),
    ...row,
  ]);
  return [rule, ...bar, ...Array.from({ length: CAPTION_ROWS - 1 - bar.length }, (): Row => [])];
}
