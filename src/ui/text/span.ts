/** Styled text before any theme: what is drawn is rows of spans, so that views are pure and tested as text. */
import stringWidth from 'string-width';
import { sanitise } from '../../host/sanitise.ts';

/** What a colour means; a theme decides which colour that is, if any. */
export type Tone =
  | 'heading'
  | 'code'
  | 'link'
  | 'muted'
  | 'ok'
  | 'bad'
  | 'warn'
  | 'accent'
  | 'keyword'
  | 'string'
  | 'comment'
  | 'variable'
  | 'number';

export interface Style {
  readonly tone?: Tone;
  readonly bold?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strike?: true;
  readonly inverse?: true;
  /** Where the text leads; followed only on terminals that have links. */
  readonly link?: string;
}

export interface Span {
  readonly text: string;
  readonly style: Style;
}

/** One row of the screen. */
export type Row = readonly Span[];

export const PLAIN: Style = {};
export const BOLD: Style = { bold: true };
export const MUTED: Style = { tone: 'muted' };

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A span of text that is safe to draw: control sequences are gone, tabs are spaces.
 * Every span is made here, so nothing that a container printed can steer the terminal.
 */
export function span(text: string, style: Style = PLAIN): Span {
  if (PRINTABLE_ASCII.test(text)) return { text, style };
  return { text: sanitise(text).replaceAll('\t', '    '), style };
}

/** Columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  return PRINTABLE_ASCII.test(text) ? text.length : stringWidth(text);
}

export function rowWidth(row: Row): number {
  return row.reduce((sum, { text }) => sum + widthOf(text), 0);
}

/** What a reader sees as characters: an emoji with its joiners is one. */
export function characters(text: string): string[] {
  if (PRINTABLE_ASCII.test(text)) return [...text];
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

/** Neighbours of the same style become one span. */
export function joined(spans: readonly Span[]): Row {
  const out: Span[] = [];
  for (const next of spans) {
    const last = out[out.length - 1];
    if (last !== undefined && last.style === next.style)
      out[out.length - 1] = { text: last.text + next.text, style: next.style };
    else if (next.text !== '') out.push(next);
  }
  return out;
}

/** The row without styles, for tests and for searching. */
export function textOf(row: Row): string {
  return row.map(({ text }) => text).join('');
}

/** The first `width` columns of a row; a wide character that would straddle the edge is left out. */
function cut(row: Row, width: number): Row {
  const kept: Span[] = [];
  let room = width;
  for (const piece of row) {
    const size = widthOf(piece.text);
    if (size <= room) {
      kept.push(piece);
      room -= size;
      continue;
    }
    let text = '';
    for (const character of characters(piece.text)) {
      const columns = widthOf(character);
      if (columns > room) break;
      text += character;
      room -= columns;
    }
    if (text !== '') kept.push({ text, style: piece.style });
    break;
  }
  return kept;
}

/** At most `width` columns, ending in `…` when something had to go. */
export function fit(row: Row, width: number): Row {
  if (rowWidth(row) <= width) return row;
  if (width <= 0) return [];
  return [...cut(row, width - 1), { text: '…', style: row[row.length - 1]?.style ?? PLAIN }];
}

/** Exactly `width` columns: cut with `…` or filled with spaces. */
export function fill(row: Row, width: number, style: Style = PLAIN): Row {
  const fitted = fit(row, width);
  const missing = width - rowWidth(fitted);
  return missing > 0 ? [...fitted, { text: ' '.repeat(missing), style }] : fitted;
}

/** `left` and `right` at the two ends of a row; when both do not fit, `left` is cut. */
export function ends(left: Row, right: Row, width: number, style: Style = PLAIN): Row {
  const room = width - rowWidth(right) - 1;
  if (room < 1) return fill(left, width, style);
  return [...fill(left, room, style), { text: ' ', style }, ...right];
}

/** Rows all starting with the same prefix; the first may have another of the same width. */
export function prefixed(rows: readonly Row[], prefix: Row, first: Row = prefix): Row[] {
  return rows.map((row, index) => [...(index === 0 ? first : prefix), ...row]);
}
