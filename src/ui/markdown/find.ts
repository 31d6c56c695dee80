/** Finding words in a lesson's text as it is laid out: also where a line break comes between them. */
import { textOf } from '../text/span.ts';
import type { Row, Span, Style } from '../text/span.ts';
import type { Document, DocumentRow } from './document.ts';

/** A part of a row: characters `from` to `to` of its text. */
interface Stretch {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** One place where the words are; in more than one row when they are wrapped. */
export type Match = readonly Stretch[];

/** Bars, marks and indentation at the start of a row are no words. */
const DECORATION = /^[ │┃┆↳]*/;
/** Nobody looks through more. */
const MOST = 1_000;

/** All places of the words in order; upper and lower case are the same, and any blanks are. */
export function matchesIn(document: Document, words: string): Match[] {
  const wanted = pattern(words);
  if (wanted === undefined) return [];
  const matches: Match[] = [];
  for (const piece of pieces(document.rows)) {
    for (const found of piece.text.matchAll(wanted)) {
      matches.push(piece.stretches(found.index, found.index + found[0].length));
      if (matches.length === MOST) return matches;
    }
  }
  return matches;
}

function pattern(words: string): RegExp | undefined {
  const parts = words.split(/\s+/).filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  const literal = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(literal.join('\\s+'), 'giu');
}

/** The rows of one paragraph, block of code … as one line, and the way back from it to rows. */
class Piece {
  text = '';
  readonly #parts: { start: number; row: number; skipped: number; length: number }[] = [];

  add(row: number, text: string): void {
    const skipped = DECORATION.exec(text)?.[0].length ?? 0;
    const words = text.slice(skipped);
    if (this.text !== '' && !this.text.endsWith(' ')) this.text += ' ';
    this.#parts.push({ start: this.text.length, row, skipped, length: words.length });
    this.text += words;
  }

  stretches(from: number, to: number): Match {
    return this.#parts.flatMap(({ start, row, skipped, length }): Stretch[] => {
      const [first, last] = [Math.max(from, start), Math.min(to, start + length)];
      if (first >= last) return [];
      return [{ row, from: first - start + skipped, to: last - start + skipped }];
    });
  }
}

function* pieces(rows: readonly DocumentRow[]): Generator<Piece> {
  let piece = new Piece();
  for (const [index, { row, block }] of rows.entries()) {
    if (index > 0 && block !== rows[index - 1]?.block) {
      yield piece;
      piece = new Piece();
    }
    piece.add(index, textOf(row));
  }
  yield piece;
}

/** The first match that is not above a row, or the first of all: a search goes round. */
export function matchFrom(matches: readonly Match[], row: number): number {
  return Math.max(
    0,
    matches.findIndex((match) => rowOfMatch(match) >= row),
  );
}

export const rowOfMatch = (match: Match): number => match[0]?.row ?? 0;

const FOUND: Style = { underline: true, bold: true };
const CURRENT: Style = { inverse: true, bold: true };

/** A row with what was found in it: underlined, and the one that one is at in reverse. */
export function withMatches(
  row: Row,
  index: number,
  matches: readonly Match[],
  current: number,
): Row {
  let shown = row;
  for (const [number, match] of matches.entries())
    for (const { row: at, from, to } of match)
      if (at === index) shown = restyled(shown, from, to, number === current ? CURRENT : FOUND);
  return shown;
}

function restyled(row: Row, from: number, to: number, style: Style): Row {
  let start = 0;
  return row.flatMap((piece): Span[] => {
    const [first, last] = [Math.max(0, from - start), Math.max(0, to - start)];
    start += piece.text.length;
    const parts = [
      { text: piece.text.slice(0, first), style: piece.style },
      { text: piece.text.slice(first, last), style: { ...piece.style, ...style } },
      { text: piece.text.slice(last), style: piece.style },
    ];
    return parts.filter(({ text }) => text !== '');
  });
}
