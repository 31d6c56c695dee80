/** What a pane holds, and the part of it that fits. */
import type { Row } from '../text/span.ts';
import { clampTop } from '../state/scroll.ts';
import type { Scrollable } from '../state/scroll.ts';

export interface PaneContent {
  /** Rows that stay at the top. */
  readonly top: readonly Row[];
  /** Rows that scroll. */
  readonly body: readonly Row[];
  /** Rows that stay at the bottom, such as a question. */
  readonly bottom: readonly Row[];
  /** A row of the body to bring into sight. */
  readonly mark?: number | undefined;
}

export interface PaneWindow {
  readonly rows: readonly Row[];
  readonly scroll: Scrollable;
}

/** Of the fixed rows, how many may stay when the pane is low: at least half is for what scrolls. */
function fixedRows(content: PaneContent, height: number): { top: number; bottom: number } {
  const bottom = Math.min(content.bottom.length, Math.floor(height / 2));
  const top = Math.min(content.top.length, Math.floor((height - bottom) / 2));
  return { top, bottom };
}

/** The rows to draw in `height` rows when `offset` rows of the body are above. */
export function paneWindow(content: PaneContent, height: number, offset: number): PaneWindow {
  const fixed = fixedRows(content, height);
  const room = height - fixed.top - fixed.bottom;
  const scroll = { top: offset, count: content.body.length, height: room };
  const top = clampTop(scroll);
  const body = content.body.slice(top, top + room);
  return {
    rows: [...content.top.slice(0, fixed.top), ...body, ...content.bottom.slice(0, fixed.bottom)],
    scroll: { ...scroll, top },
  };
}
