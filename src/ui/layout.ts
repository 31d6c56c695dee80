/** Where everything goes: pure functions of the terminal's size. */

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A rectangle in columns and rows, from the top left corner. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest terminal that docklab draws on. */
export const SMALLEST: Size = { columns: 60, rows: 16 };

export function isTooSmall({ columns, rows }: Size): boolean {
  return columns < SMALLEST.columns || rows < SMALLEST.rows;
}

/**
 * What is on the lesson screen at once. Without the shell: text `beside` or `above` the tasks, or one at a time
 * (`single`). With it: `desk` is text and shell side by side above the tasks; `stack` is text or tasks above the shell;
 * `shell` is the shell alone.
 */
export type LessonShape = 'beside' | 'above' | 'single' | 'desk' | 'stack' | 'shell';

export type Focus = 'text' | 'side' | 'shell';

export interface LessonLayout {
  readonly shape: LessonShape;
  /** The lesson's text, without its heading row. */
  readonly text: Rect;
  /** Tasks, questions, confirmations; without its heading row. The same place as `text` where one is shown at a time. */
  readonly side: Rect;
  /** The shell, without its heading row; also while it is out of sight. Undefined when the screen has none. */
  readonly shell: Rect | undefined;
}

/** Whether text and tasks have one place in turns. */
export const isInTurns = (shape: LessonShape): boolean =>
  shape === 'single' || shape === 'stack' || shape === 'shell';

/** Rows above the panes: title and state of the lab. */
export const LESSON_HEAD = 2;
/** Rows between the shell and the footer where the tasks have no pane: how they stand. */
export const STRIP = 2;
/** Lines longer than this are tiring to read. */
const WIDEST_TEXT = 96;
const NARROWEST_TEXT = 56;
/** What programs expect of a terminal. */
const WANTED_SHELL = 80;
const BESIDE_FROM = 100;
const ABOVE_FROM = 38;
const DESK_FROM: Size = { columns: 120, rows: 30 };

/** The panes of the lesson screen. `foot` is the number of rows below them (keys, notice, caption). */
export function lessonLayout(
  size: Size,
  foot: number,
  pane: 'shell' | 'no-shell',
  focus: Focus,
): LessonLayout {
  if (pane === 'no-shell') return { ...twoPanes(size, foot), shell: undefined };
  if (size.columns >= DESK_FROM.columns && size.rows >= DESK_FROM.rows) return desk(size, foot);
  if (size.rows >= ABOVE_FROM) return stack(size, foot);
  // The footer's row only: a notice takes the strip's place, so that the shell keeps its size.
  const height = size.rows - LESSON_HEAD - 1 - STRIP - 1;
  const shell = { left: 0, top: LESSON_HEAD + 1, width: size.columns, height };
  const others = twoPanes(size, foot);
  return focus === 'shell' ? { ...others, shape: 'shell', shell } : { ...others, shell };
}

function twoPanes({ columns, rows }: Size, foot: number): Omit<LessonLayout, 'shell'> {
  const top = LESSON_HEAD + 1;
  const height = Math.max(1, rows - top - foot);
  if (columns >= BESIDE_FROM) {
    const width = Math.min(WIDEST_TEXT, Math.floor(columns * 0.56));
    return {
      shape: 'beside',
      text: { left: 0, top, width, height },
      side: { left: width + 1, top, width: columns - width - 1, height },
    };
  }
  if (rows >= ABOVE_FROM) {
    const upper = Math.floor((height - 1) * 0.55);
    return {
      shape: 'above',
      text: { left: 0, top, width: columns, height: upper },
      side: { left: 0, top: top + upper + 1, width: columns, height: height - upper - 1 },
    };
  }
  const whole = { left: 0, top, width: columns, height };
  return { shape: 'single', text: whole, side: whole };
}

/** The tasks give way to a notice; the shell keeps its size. */
function desk({ columns, rows }: Size, foot: number): LessonLayout {
  const top = LESSON_HEAD + 1;
  const lower = Math.min(20, Math.max(9, Math.floor(rows * 0.32)));
  const height = rows - top - 1 - lower - 1;
  const width = Math.min(WIDEST_TEXT, Math.max(NARROWEST_TEXT, columns - WANTED_SHELL - 1));
  const side = { left: 0, top: top + height + 1, width: columns, height: lower - foot + 1 };
  return {
    shape: 'desk',
    text: { left: 0, top, width, height },
    side,
    shell: { left: width + 1, top, width: columns - width - 1, height },
  };
}

/** What is above gives way to a notice; the shell keeps its size. */
function stack({ columns, rows }: Size, foot: number): LessonLayout {
  const top = LESSON_HEAD + 1;
  const room = rows - top - 1 - STRIP - 1;
  const upper = Math.floor(room * 0.5);
  const whole = { left: 0, top, width: columns, height: upper - foot + 1 };
  const shell = { left: 0, top: top + upper + 1, width: columns, height: room - upper };
  return { shape: 'stack', text: whole, side: whole, shell };
}

export interface HomeLayout {
  readonly list: Rect;
  readonly detail: Rect;
  readonly shape: 'beside' | 'above';
}

/** The lesson list and what is said of the selected one. `head` and `foot` are rows above and below. */
export function homeLayout(size: Size, head: number, foot: number, lessons: number): HomeLayout {
  const { columns, rows } = size;
  const height = Math.max(2, rows - head - foot);
  if (columns >= 120) {
    const width = Math.min(92, Math.floor(columns * 0.58));
    return {
      shape: 'beside',
      list: { left: 0, top: head, width, height },
      detail: { left: width + 1, top: head, width: columns - width - 1, height },
    };
  }
  const wanted = Math.max(3, lessons);
  const upper = Math.min(wanted, Math.max(3, height - 8));
  return {
    shape: 'above',
    list: { left: 0, top: head, width: columns, height: upper },
    detail: {
      left: 0,
      top: head + upper + 1,
      width: columns,
      height: Math.max(1, height - upper - 1),
    },
  };
}
