import { SMALLEST } from '../layout.ts';
import type { Size } from '../layout.ts';
import { BOLD } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';

/** Says what is needed; never more rows than there are. */
export function tooSmallRows({ columns, rows }: Size): Row[] {
  const needs = `docklab needs ${SMALLEST.columns} columns and ${SMALLEST.rows} rows; this terminal has ${columns} and ${rows}.`;
  return [
    ...wrapText('This terminal is too small.', columns, BOLD),
    ...wrapText(needs, columns),
    ...wrapText('Make it larger: you come back to where you were. q quits.', columns),
  ].slice(0, Math.max(1, rows));
}
