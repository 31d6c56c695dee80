import { SMALLEST } from '../layout.ts';
import type { Size } from '../layout.ts';
import { BOLD } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';

/** Says what is needed, what can be had all the same, and what went wrong with it; never more rows than there are. */
export function tooSmallRows(size: Size, offer: 'nothing' | 'shell', said: string): Row[] {
  const { columns, rows } = size;
  const needs = `docklab needs ${SMALLEST.columns} columns and ${SMALLEST.rows} rows; this terminal has ${columns} and ${rows}.`;
  const shell = offer === 'shell' ? ' s gives your shell all of it.' : '';
  return [
    ...wrapText('This terminal is too small.', columns, BOLD),
    ...wrapText(said === '' ? needs : said, columns),
    ...wrapText(`Make it larger: you come back to where you were.${shell} q quits.`, columns),
  ].slice(0, Math.max(1, rows));
}
