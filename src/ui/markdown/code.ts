/**
 * Code blocks. What stands in the rows of the code is blank or the code itself, so that the mouse selects commands that
 * can be pasted; the number of a command is in a row of its own above. Long lines go on below and are never cut.
 */
import type { Block, Proof } from '../../course/block.ts';
import { BOLD, MUTED, characters, joined, prefixed, span, widthOf } from '../text/span.ts';
import type { Row, Span } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';
import type { Highlight } from './highlight.ts';

export type CodeBlock = Extract<Block, { is: 'code' }>;

const GUTTER = 3;
const BLANK = ' '.repeat(GUTTER);
/** A long line goes on below this. */
const CONTINUED = ' ↳ ';
const OUTPUT_BAR = ' ┆ ';

/** The row above a command: its number. */
export function commandHead(number: number): Row {
  return [span('── ', MUTED), span(String(number), BOLD), span(' ──', MUTED)];
}

/** The same row when this is the command that a key acts on: heavier, so that it shows without colour. */
export function markedHead(number: number): Row {
  const style = { tone: 'accent', bold: true } as const;
  return [span('━▶ ', style), span(String(number), style), span(' ━━', style)];
}

/** Rows below the head of a code block for a width, in order, with what is to be said about it. */
export function codeRows(block: CodeBlock, width: number, highlight: Highlight): Row[] {
  return [
    ...labelRows(block),
    ...codeBody(block, width, highlight),
    ...noteRows(block.proof, width),
  ];
}

/** The code alone. */
export function codeBody(block: CodeBlock, width: number, highlight: Highlight): Row[] {
  const isOutput = block.language === 'output';
  const lines = colouredLines(block, highlight);
  const first = span(isOutput ? OUTPUT_BAR : BLANK, MUTED);
  const continued = span(CONTINUED, MUTED);
  return lines.flatMap((line) => {
    const parts = chopped(line, Math.max(8, width - GUTTER));
    return parts.map((part, index) => [index === 0 ? first : continued, ...part]);
  });
}

interface Coloured {
  readonly highlight: Highlight;
  readonly lines: readonly Row[];
}

const coloured = new WeakMap<CodeBlock, Coloured>();

/** The lines with their colours, which are the same at every width: finding them takes longer than all the rest. */
function colouredLines(block: CodeBlock, highlight: Highlight): readonly Row[] {
  const known = coloured.get(block);
  if (known?.highlight === highlight) return known.lines;
  const text = withoutTabs(block.text);
  const spans = block.language === 'output' ? undefined : highlight(text, block.language);
  const lines = linesOf(spans ?? [span(text)]);
  coloured.set(block, { highlight, lines });
  return lines;
}

/** Files say what they are; commands and their output need no words. */
function labelRows({ language, proof }: CodeBlock): Row[] {
  if (proof.is !== 'none' || language === '' || language === 'output' || language === 'text')
    return [];
  return [[span(`── ${language} ──`, MUTED)]];
}

function noteRows(proof: Proof, width: number): Row[] {
  if (proof.is !== 'no-run') return [];
  const words = `(only shown: ${proof.reason})`;
  const rows = wrapText(words, width - GUTTER, { tone: 'muted', italic: true });
  return prefixed(rows, [span(BLANK)]);
}

const TAB_STOP = 8;

/** Blanks up to the columns that a terminal would go to: tables of a program stay in line. */
function withoutTabs(text: string): string {
  if (!text.includes('\t')) return text;
  return text
    .split('\n')
    .map((line) =>
      line.split('\t').reduce((shown, part) => {
        const missing = TAB_STOP - (widthOf(shown) % TAB_STOP);
        return shown + ' '.repeat(missing) + part;
      }),
    )
    .join('\n');
}

function linesOf(spans: readonly Span[]): Row[] {
  const lines: Span[][] = [[]];
  for (const { text, style } of spans)
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: part, style });
    }
  return lines;
}

/** A long line is broken after a blank where one is near the edge, else anywhere: no character is added or lost. */
function chopped(line: Row, width: number): Row[] {
  const letters = line.flatMap(({ text, style }) =>
    characters(text).map((character): Span => ({ text: character, style })),
  );
  const rows: Row[] = [];
  let from = 0;
  while (from < letters.length || rows.length === 0) {
    const end = breakAfter(letters, from, width);
    rows.push(joined(letters.slice(from, end)));
    from = end;
  }
  return rows;
}

/** Index after the last letter of the row that starts at `from`. */
function breakAfter(letters: readonly Span[], from: number, width: number): number {
  let end = from;
  let used = 0;
  while (end < letters.length) {
    const columns = widthOf(letters[end]?.text ?? '');
    if (used + columns > width && end > from) break;
    used += columns;
    end += 1;
  }
  if (end === letters.length) return end;
  const blank = letters.slice(from, end).findLastIndex(({ text }) => text === ' ');
  return blank + 1 > width * 0.6 ? from + blank + 1 : end;
}
