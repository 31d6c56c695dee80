/** Where everything goes: pure functions of the terminal's size. */

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A rectangle in columns and rows, from the top left corner. */
interface Rect {
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

/** Text beside or above the tasks, or one of the two at a time. */
export type LessonShape = 'beside' | 'above' | 'single';

export interface LessonLayout {
  readonly shape: LessonShape;
  /** The lesson's text, without its heading row. */
  readonly text: Rect;
  /** Tasks, questions, confirmations; without its heading row. The same place as `text` when the shape is single. */
  readonly side: Rect;
}

/** Rows above the panes: title and state of the lab. */
export const LESSON_HEAD = 2;
/** Lines longer than this are tiring to read. */
const WIDEST_TEXT = 96;
const BESIDE_FROM = 100;
const ABOVE_FROM = 38;

/** The panes of the lesson screen. `foot` is the number of rows below them (keys, notice, caption). */
export function lessonLayout({ columns, rows }: Size, foot: number): LessonLayout {
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
