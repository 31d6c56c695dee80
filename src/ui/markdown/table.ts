/** Tables fitted to a width: columns shrink in proportion, cells wrap; when that is hopeless, a row becomes a list. */
import type { Block, Inline } from '../../course/block.ts';
import { MUTED, PLAIN, rowWidth, textOf, widthOf } from '../text/span.ts';
import type { Row, Style } from '../text/span.ts';
import { labelled, wrap } from '../text/wrap.ts';
import { inlineSpans, inlineText } from './inline.ts';

export type Table = Extract<Block, { is: 'table' }>;
type Cell = readonly Inline[];

const GAP = ' │ ';
const NARROWEST = 8;

/** Rows of a table, grouped by the table's own rows: the head with its rule first. */
export function tableRows(table: Table, width: number): Row[][] {
  const columns = columnWidths(table, width);
  if (columns === undefined) return table.rows.map((cells) => listedRow(table.head, cells, width));
  const rule = columns.map((size) => '─'.repeat(size)).join('─┼─');
  const head = gridRow(table, table.head, columns, { bold: true });
  return [
    [...head, [{ text: rule, style: MUTED }]],
    ...table.rows.map((cells) => gridRow(table, cells, columns, PLAIN)),
  ];
}

/** Widths that fit, or undefined when a column would get too narrow to read. */
function columnWidths(table: Table, width: number): number[] | undefined {
  const count = table.head.length;
  const natural = Array.from({ length: count }, (_, index) =>
    Math.max(1, ...[table.head, ...table.rows].map((cells) => cellWidth(cells[index]))),
  );
  const room = width - GAP.length * (count - 1);
  const widths = [...natural];
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

function cellWidth(cell: Cell | undefined): number {
  return cell === undefined ? 0 : widthOf(inlineText(cell));
}

function gridRow(table: Table, cells: readonly Cell[], widths: readonly number[], style: Style) {
  const wrapped = widths.map((size, index) => wrap(inlineSpans(cells[index] ?? [], style), size));
  const height = Math.max(1, ...wrapped.map((rows) => rows.length));
  return Array.from({ length: height }, (_, line): Row =>
    widths.flatMap((size, index) => {
      const row = aligned(wrapped[index]?.[line] ?? [], size, table.align[index] ?? 'left');
      return index === 0 ? row : [{ text: GAP, style: MUTED }, ...row];
    }),
  );
}

function aligned(row: Row, width: number, align: 'left' | 'right' | 'center'): Row {
  const missing = Math.max(0, width - rowWidth(row));
  const before = align === 'left' ? 0 : align === 'right' ? missing : Math.floor(missing / 2);
  const blank = (count: number): Row =>
    count > 0 ? [{ text: ' '.repeat(count), style: PLAIN }] : [];
  return [...blank(before), ...row, ...blank(missing - before)];
}

/** `Head: cell` lines, for a terminal too narrow for a grid. */
function listedRow(head: readonly Cell[], cells: readonly Cell[], width: number): Row[] {
  const rows = cells.flatMap((cell, index) => {
    const label = inlineSpans(head[index] ?? [], { bold: true });
    const words = textOf(label) === '' ? [] : [...label, { text: ': ', style: PLAIN }];
    return labelled(
      [{ text: index === 0 ? '-' : '', style: PLAIN }],
      2,
      [...words, ...inlineSpans(cell)],
      width,
    );
  });
  return rows;
}
