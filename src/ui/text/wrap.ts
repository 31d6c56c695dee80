/** Breaking styled text into rows of a width, aware of wide characters, emoji and combining marks. */
import { characters, joined, span, widthOf } from './span.ts';
import type { Row, Span, Style } from './span.ts';

/** A row and how many characters of the text come before it: the place that survives a resize. */
export interface WrappedRow {
  readonly row: Row;
  readonly at: number;
}

interface Word {
  readonly pieces: readonly Span[];
  readonly width: number;
  /** Blank space before the word, dropped when the word starts a row. */
  readonly space: string;
  readonly spaceStyle: Style;
  /** True when a line break of the author's comes before it. */
  readonly forced: boolean;
}

/** Punctuation of East Asian scripts that must not begin a row. */
const CLOSING = /^[、。，．：；！？）」』】〉》〕]/u;

interface Draft {
  words: Word[];
  pieces: Span[];
  space: string;
  spaceStyle: Style;
  forced: boolean;
}

function finishWord(draft: Draft): void {
  if (draft.pieces.length === 0) return;
  const width = draft.pieces.reduce((sum, { text }) => sum + widthOf(text), 0);
  const { pieces, space, spaceStyle, forced } = draft;
  draft.words.push({ pieces, width, space, spaceStyle, forced });
  draft.pieces = [];
  draft.space = '';
  draft.forced = false;
}

/** Adds the letters of a word; a row may break before every wide character but closing punctuation. */
function addLetters(draft: Draft, text: string, style: Style): void {
  if (widthOf(text) === text.length) {
    draft.pieces.push({ text, style });
    return;
  }
  let run = '';
  const flush = (): void => {
    if (run !== '') draft.pieces.push({ text: run, style });
    run = '';
  };
  for (const character of characters(text)) {
    const wide = widthOf(character) > 1;
    if (wide && !CLOSING.test(character)) {
      flush();
      finishWord(draft);
      draft.pieces.push({ text: character, style });
      continue;
    }
    run += character;
  }
  flush();
}

function wordsOf(spans: readonly Span[]): Word[] {
  const draft: Draft = { words: [], pieces: [], space: '', spaceStyle: {}, forced: false };
  for (const { text, style } of spans) {
    for (const part of text.match(/\n| +|[^ \n]+/g) ?? []) {
      if (part === '\n') {
        // An empty word keeps the empty row of two line breaks in a row.
        if (draft.forced) draft.pieces.push({ text: '', style });
        finishWord(draft);
        draft.forced = true;
        draft.space = '';
      } else if (part.startsWith(' ')) {
        finishWord(draft);
        draft.space = part;
        draft.spaceStyle = style;
      } else addLetters(draft, part, style);
    }
  }
  finishWord(draft);
  return draft.words;
}

/** Splits a word that is wider than a row, such as a long address, at any character. */
function chop(word: Word, width: number): Word[] {
  const parts: Word[] = [];
  let pieces: Span[] = [];
  let used = 0;
  const flush = (): void => {
    const { spaceStyle } = word;
    const first = parts.length === 0;
    const space = first ? word.space : '';
    parts.push({ pieces, width: used, space, spaceStyle, forced: first && word.forced });
    pieces = [];
    used = 0;
  };
  for (const { text, style } of word.pieces) {
    let run = '';
    for (const character of characters(text)) {
      const columns = widthOf(character);
      if (used + columns > width && used > 0) {
        if (run !== '') pieces.push({ text: run, style });
        run = '';
        flush();
      }
      run += character;
      used += columns;
    }
    if (run !== '') pieces.push({ text: run, style });
  }
  flush();
  return parts;
}

/** Rows of at most `width` columns (at least one), each with its place in the text. */
export function wrapPlaces(spans: readonly Span[], width: number): WrappedRow[] {
  const room = Math.max(1, width);
  const rows: WrappedRow[] = [];
  let row: Span[] = [];
  let used = 0;
  let at = 0;
  let rowAt = 0;
  const flush = (): void => {
    rows.push({ row: joined(row), at: rowAt });
    row = [];
    used = 0;
  };
  const words = wordsOf(spans).flatMap((word) => (word.width > room ? chop(word, room) : [word]));
  for (const [index, word] of words.entries()) {
    const gap = index === 0 ? 0 : word.space.length;
    const started = index > 0 && (word.forced || used + gap + word.width > room);
    if (started) flush();
    at += word.space.length + (word.forced ? 1 : 0);
    if (used === 0 && row.length === 0) rowAt = at;
    else if (gap > 0) {
      row.push({ text: word.space, style: word.spaceStyle });
      used += gap;
    }
    row.push(...word.pieces);
    used += word.width;
    at += word.pieces.reduce((sum, { text }) => sum + text.length, 0);
  }
  if (row.length > 0 || rows.length === 0) flush();
  return rows;
}

export function wrap(spans: readonly Span[], width: number): Row[] {
  return wrapPlaces(spans, width).map(({ row }) => row);
}

/** Plain words of one style as rows. */
export function wrapText(text: string, width: number, style: Style = {}): Row[] {
  return wrap([span(text, style)], width);
}

/** `label  text`, the text hanging beside the label. */
export function labelled(
  label: Row,
  labelWidth: number,
  body: readonly Span[],
  width: number,
): Row[] {
  const gap = { text: ' '.repeat(labelWidth), style: {} };
  const used = label.reduce((sum, { text }) => sum + widthOf(text), 0);
  const pad = { text: ' '.repeat(Math.max(0, labelWidth - used)), style: {} };
  return wrap(body, width - labelWidth).map((row, index) =>
    index === 0 ? [...label, pad, ...row] : [gap, ...row],
  );
}
