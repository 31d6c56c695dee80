/** Tables fitted to a width: columns shrink in proportion, cells wrap; when that is hopeless, a row becomes a list. */
import type { Block, Inline } from '../../course/block.ts';
import { BOLD, MUTED, PLAIN, rowWidth, textOf } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { labelled, wrap } from '../text/wrap.ts';
import { inlineSpans } from './inline.ts';
import type { Cite } from './inline.ts';

export type Table = Extract<Block, { is: 'table' }>;
type Align = Table['align'][number];

/** A table whose cells are words with their styles. */
interface Grid {
  readonly head: readonly Row[];
  readonly rows: readonly (readonly Row[])[];
  readonly align: readonly Align[];
}

const GAP = ' │ ';
const NARROWEST = 8;

/** Rows of a table. `cite` is called once for each link, in reading order. */
export function tableRows(table: Table, width: number, cite?: Cite): Row[] {
  const cell = (content: readonly Inline[]): Row => inlineSpans(content, PLAIN, cite);
  const head = table.head.map((content) => inlineSpans(content, BOLD, cite));
  const grid = { head, rows: table.rows.map((cells) => cells.map(cell)), align: table.align };
  const columns = columnWidths(grid, width);
  if (columns === undefined) return grid.rows.flatMap((cells) => listedRow(head, cells, width));
  const rule = columns.map((size) => '─'.repeat(size)).join('─┼─');
  return [
    ...gridRow(grid, head, columns),
    [{ text: rule, style: MUTED }],
    ...grid.rows.flatMap((cells) => gridRow(grid, cells, columns)),
  ];
}

/** Widths that fit, or undefined when a column would get too narrow to read. */
function columnWidths({ head, rows }: Grid, width: number): number[] | undefined {
  const widths = head.map((_, index) =>
    Math.max(1, ...[head, ...rows].map((cells) => cellWidth(cells[index] ?? []))),
  );
  const room = width - GAP.length * (head.length - 1);
  let excess = widths.reduce((sum, size) => sum + size, 0) - room;
  // Take from the widest column first: short ones (names, numbers) stay whole.
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) return undefined;
    const index = widths.indexOf(widest);
    widths[index] = widest - 1;
    excess -= 1;
  }
  return widths;
}

/** Columns of a cell that is not wrapped: of its longest line, where the author broke it. */
function cellWidth(cell: Row): number {
  return Math.max(...wrap(cell, Infinity).map(rowWidth));
}

function gridRow({ align }: Grid, cells: readonly Row[], widths: readonly number[]): Row[] {
  const wrapped = widths.map((size, index) => wrap(cells[index] ?? [], size));
  const height = Math.max(1, ...wrapped.map((rows) => rows.length));
  return Array.from({ length: height }, (_, line): Row =>
    widths.flatMap((size, index) => {
      const row = aligned(wrapped[index]?.[line] ?? [], size, align[index] ?? 'left');
      return index === 0 ? row : [{ text: GAP, style: MUTED }, ...row];
    }),
  );
}

function aligned(row: Row, width: number, align: Align): Row {
  const missing = Math.max(0, width - rowWidth(row));
  const before = align === 'left' ? 0 : align === 'right' ? missing : Math.floor(missing / 2);
  const blank = (count: number): Row =>
    count > 0 ? [{ text: ' '.repeat(count), style: PLAIN }] : [];
  return [...blank(before), ...row, ...blank(missing - before)];
}

/** `Head: cell` lines, for a terminal too narrow for a grid. */
function listedRow(head: readonly Row[], cells: readonly Row[], width: number): Row[] {
  return cells.flatMap((cell, index) => {
    const label = head[index] ?? [];
    const words = textOf(label) === '' ? [] : [...label, { text: ': ', style: PLAIN }];
    const mark = [{ text: index === 0 ? '-' : '', style: PLAIN }];
    return labelled(mark, 2, [...words, ...cell], width);
  });
}
