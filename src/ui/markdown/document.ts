/** A lesson's text laid out for a width: rows to draw, and the places that scrolling and numbers refer to. */
import type { Row } from '../text/span.ts';

/**
 * A place in the text that does not depend on the width: the n-th piece of it (a paragraph, a code block …)
 * and how far into that piece.
 */
export interface Place {
  readonly block: number;
  readonly at: number;
}

export interface DocumentRow extends Place {
  readonly row: Row;
  /** How the row looks while its command is the marked one. */
  readonly marked?: Row;
}

export interface Section {
  /** Index of the row of the heading. */
  readonly top: number;
  readonly title: string;
  /** 1 for a heading of the whole text, more for those within another. */
  readonly level: number;
}

/** A command block of the text. */
export interface Command {
  /** What the reader sees above it. */
  readonly number: number;
  /** As the author wrote it, without a line break at its end. */
  readonly text: string;
  /** Index of the row with its number, and of the row after its last one. */
  readonly top: number;
  readonly end: number;
}

export interface Document {
  readonly rows: readonly DocumentRow[];
  readonly sections: readonly Section[];
  readonly commands: readonly Command[];
}

export const START: Place = { block: 0, at: -1 };

/** The row at which a place begins: the last one that is not after it. */
export function rowOf(document: Document, place: Place): number {
  let low = 0;
  let high = document.rows.length - 1;
  let found = 0;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = document.rows[middle];
    if (row === undefined) break;
    const isAfter = row.block > place.block || (row.block === place.block && row.at > place.at);
    if (isAfter) high = middle - 1;
    else {
      found = middle;
      low = middle + 1;
    }
  }
  return found;
}

/** The place that a row shows. */
export function placeOf(document: Document, row: number): Place {
  const shown = document.rows[row];
  return shown === undefined ? START : { block: shown.block, at: shown.at };
}

/** Title of the section that a row is in, or undefined before the first heading. */
export function sectionAt(document: Document, row: number): Section | undefined {
  return document.sections.findLast(({ top }) => top <= row);
}
