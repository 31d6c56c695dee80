/** A row of the emulator's screen as text for the terminal around it: the same looks, and nothing that could leave its place. */
import type { IBufferCell, IBufferLine } from '@xterm/headless';
import { sanitise } from '../../host/sanitise.ts';

const RESET = '\u001b[0m';

/** Looks of a cell: which SGR parameter each is. */
const FLAGS: readonly (readonly [
  'isBold' | 'isDim' | 'isItalic' | 'isUnderline' | 'isBlink' | 'isInverse' | 'isInvisible',
  number,
])[] = [
  ['isBold', 1],
  ['isDim', 2],
  ['isItalic', 3],
  ['isUnderline', 4],
  ['isBlink', 5],
  ['isInverse', 7],
  ['isInvisible', 8],
];

const rgb = (value: number): string =>
  `2;${(value >> 16) & 255};${(value >> 8) & 255};${value & 255}`;

/** `base` is 30 for the colour of the text and 40 for the one behind it. */
function palette(value: number, base: 30 | 40): string {
  if (value < 8) return String(base + value);
  return value < 16 ? String(base + 52 + value) : `${base + 8};5;${value}`;
}

function sgr(cell: IBufferCell): string {
  const parts = FLAGS.filter(([flag]) => cell[flag]() !== 0).map(([, code]) => String(code));
  if (cell.isStrikethrough() !== 0) parts.push('9');
  if (cell.isFgRGB()) parts.push(`38;${rgb(cell.getFgColor())}`);
  else if (cell.isFgPalette()) parts.push(palette(cell.getFgColor(), 30));
  if (cell.isBgRGB()) parts.push(`48;${rgb(cell.getBgColor())}`);
  else if (cell.isBgPalette()) parts.push(palette(cell.getBgColor(), 40));
  return parts.length === 0 ? '' : `\u001b[${parts.join(';')}m`;
}

const PLAIN = /^[\u0020-\u007e]$/;

/** Whether every terminal gives the character one column: Latin to Cyrillic and the like, and lines of boxes. */
function isOneColumn(text: string): boolean {
  if (text.length !== 1) return false;
  const code = text.charCodeAt(0);
  return code < 0x300 || (code >= 0x370 && code < 0x590) || (code >= 0x2500 && code < 0x25a0);
}

/** Half a pair, or characters that reorder a line, must not reach the terminal around the pane. */
const shown = (text: string): string => (PLAIN.test(text) ? text : sanitise(text) || ' ');

/**
 * The first `width` columns of a line that starts at column `left` (from 1) of the terminal. Blanks at its end are left
 * out. Where terminals disagree about a character's width, what follows is put in its column by name.
 */
export function rowText(line: IBufferLine, width: number, left: number, cell: IBufferCell): string {
  let [out, style, blanks, isSure] = ['', '', 0, true];
  for (let column = 0; column < width; column += 1) {
    line.getCell(column, cell);
    const columns = cell.getWidth();
    if (columns === 0) continue;
    const look = cell.isAttributeDefault() ? '' : sgr(cell);
    const text = cell.getChars();
    if (look === '' && (text === '' || text === ' ')) {
      if (style !== '') out += RESET;
      style = '';
      blanks += 1;
      continue;
    }
    if (!isSure) out += `\u001b[${left + column - blanks}G`;
    out += ' '.repeat(blanks);
    blanks = 0;
    if (look !== style) out += (style === '' ? '' : RESET) + look;
    style = look;
    // A wide character needs both of its columns.
    out += column + columns > width || text === '' ? ' ' : shown(text);
    isSure = text === '' || PLAIN.test(text) || isOneColumn(text);
  }
  return style === '' ? out : out + RESET;
}
