import type { Row } from '../text/span.ts';
import { linked } from './links.ts';
import { sgrOf } from './theme.ts';
import type { Theme } from './theme.ts';

const RESET = '\u001b[0m';

/** A row as text with SGR sequences. Colours are written here, not by Ink, so that the theme alone decides. */
export function paint(row: Row, theme: Theme): string {
  let out = '';
  for (const { text, style } of row) {
    const codes = sgrOf(style, theme);
    const styled = codes === '' ? text : `\u001b[${codes}m${text}${RESET}`;
    out += style.link !== undefined && theme.hasLinks ? linked(styled, style.link) : styled;
  }
  return out;
}
