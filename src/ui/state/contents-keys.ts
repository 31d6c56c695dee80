/** Keys of the table of contents: open it, choose a section by arrows or by typing, go there. */
import { placeOf } from '../markdown/document.ts';
import type { Action } from '../keys.ts';
import { sectionsWith } from '../views/contents.ts';
import type { LessonContext } from './lesson-keys.ts';
import type { Side } from './lesson-ui.ts';
import { scrolled } from './scroll.ts';
import { typedText } from './typed-text.ts';

type Contents = Extract<Side, { is: 'contents' }>;

/** Opens it at the section that one is in. */
export function openContents({ document, text, dispatch }: LessonContext): void {
  const here = document.sections.findLastIndex(({ top }) => top <= text.top);
  dispatch({ is: 'show', side: { is: 'contents', filter: '', cursor: Math.max(0, here) } });
}

/** True when the key was one of the table's. */
export function actInContents(action: Action, at: Contents, context: LessonContext): boolean {
  const { document, side, dispatch } = context;
  const sections = sectionsWith(document, at.filter);
  if (action === 'go-to-section') {
    const section = sections[at.cursor];
    if (section !== undefined) dispatch({ is: 'go', place: placeOf(document, section.top) });
    return true;
  }
  const cursor = movedCursor(action, at.cursor, sections.length, side.height);
  if (cursor === undefined) return false;
  dispatch({ is: 'show', side: { ...at, cursor } });
  return true;
}

function movedCursor(action: Action, cursor: number, count: number, page: number) {
  if (action === 'page-down') return Math.min(cursor + page, Math.max(0, count - 1));
  if (action === 'page-up') return Math.max(0, cursor - page);
  // Moving a cursor is scrolling a list that shows one entry at a time.
  return scrolled(action, { top: cursor, count, height: 1 });
}

/** No title is longer. */
const LONGEST = 60;

/** A key that the key map does not know while the table is open. */
export function typeTitle(key: string, { filter }: Contents, context: LessonContext): void {
  const typed = typedText(filter, key);
  if (typed === undefined) return;
  const side = { is: 'contents', filter: typed.slice(0, LONGEST), cursor: 0 } as const;
  context.dispatch({ is: 'show', side });
}
