/** Scrolling as arithmetic: from where one is, by what was asked, to where one is then. */
import type { Action } from '../keys.ts';

export interface Scrollable {
  /** First row shown. */
  readonly top: number;
  readonly count: number;
  /** Rows that fit. */
  readonly height: number;
  /** Rows at which sections start. */
  readonly sections?: readonly number[];
}

/** The last row that may be the first one shown. */
function lastTop({ count, height }: Pick<Scrollable, 'count' | 'height'>): number {
  return Math.max(0, count - height);
}

/** The first row shown. Past the last full page only a section may begin there: who goes to one wants it on top. */
export function clampTop({ top, count, height, sections = [] }: Scrollable): number {
  if (top < count && sections.includes(top)) return Math.max(0, top);
  return Math.min(Math.max(0, top), lastTop({ count, height }));
}

/** The new first row, or undefined when the action is no scrolling. */
export function scrolled(action: Action, scrollable: Scrollable): number | undefined {
  const from = clampTop(scrollable);
  const to = movedTop(action, { ...scrollable, top: from });
  if (to === undefined) return undefined;
  const top = clampTop({ ...scrollable, top: to });
  // Past the last full page, going on leads nowhere, and not back to it.
  return to > from ? Math.max(from, top) : top;
}

function movedTop(action: Action, { top, count, height, sections = [] }: Scrollable) {
  // One row stays in sight, so that the eye finds its place.
  const page = Math.max(1, height - 1);
  switch (action) {
    case 'down':
      return top + 1;
    case 'up':
      return top - 1;
    case 'page-down':
      return top + page;
    case 'page-up':
      return top - page;
    case 'top':
      return 0;
    case 'bottom':
      return count;
    case 'next-section':
      return sections.find((row) => row > top) ?? top;
    case 'previous-section':
      return sections.findLast((row) => row < top) ?? 0;
    default:
      return undefined;
  }
}

/** What the reader does not see, in words for the pane's head; empty when all is in sight. */
export function moreWords(scrollable: Scrollable): string {
  const below = scrollable.count - scrollable.height - clampTop(scrollable);
  if (below > 0) return `↓ ${below} more ${below === 1 ? 'row' : 'rows'}`;
  return lastTop(scrollable) > 0 ? '↑ end' : '';
}
