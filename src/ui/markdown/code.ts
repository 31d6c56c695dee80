/** Code blocks: a number beside each command, a bar along the code, long lines continued and never cut. */
import type { Block, Proof } from '../../course/block.ts';
import { BOLD, MUTED, characters, joined, prefixed, span, widthOf } from '../text/span.ts';
import type { Row, Span } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';
import type { Highlight } from './highlight.ts';

export type CodeBlock = Extract<Block, { is: 'code' }>;

/** Columns left of the code: number, bar and blanks. */
const GUTTER = 5;
const BAR = ' │ ';
/** A long line goes on below this. */
const CONTINUED = ' ↳ ';
const OUTPUT_BAR = ' ┆ ';

/** Rows of a code block for a width, in order, with what is to be said about it. */
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
  const lines = linesOf(isOutput ? [span(block.text)] : spansOf(block, highlight));
  const bar = isOutput ? OUTPUT_BAR : BAR;
  const rows = lines.flatMap((line) => {
    const parts = chopped(line, Math.max(8, width - GUTTER));
    return parts.map((part, index) => [
      { text: `  ${index === 0 ? bar : CONTINUED}`, style: MUTED },
      ...part,
    ]);
  });
  const first = rows[0];
  const number = numberOf(block.proof);
  if (first !== undefined && number !== undefined)
    rows[0] = [
      { text: String(number).padStart(2), style: BOLD },
      { text: bar, style: MUTED },
      ...first.slice(1),
    ];
  return rows;
}

function numberOf(proof: Proof): number | undefined {
  return proof.is === 'none' ? undefined : proof.number;
}

/** Files say what they are; commands and their output need no words. */
function labelRows({ language, proof }: CodeBlock): Row[] {
  if (proof.is !== 'none' || language === '' || language === 'output' || language === 'text')
    return [];
  return [[span(`   ${language}`, { tone: 'muted', italic: true })]];
}

function noteRows(proof: Proof, width: number): Row[] {
  if (proof.is !== 'no-run') return [];
  const words = `only shown: ${proof.reason}`;
  const rows = wrapText(words, width - GUTTER, { tone: 'muted', italic: true });
  return prefixed(rows, [span(' '.repeat(GUTTER))]);
}

function spansOf(block: CodeBlock, highlight: Highlight): readonly Span[] {
  return highlight(block.text, block.language) ?? [span(block.text)];
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
