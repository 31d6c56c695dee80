import { describe, expect, test } from 'vitest';
import { rowText } from '../../src/ui/shell/cells.ts';
import { ShellScreen, loadEmulator } from '../../src/ui/shell/shell-screen.ts';
import { both } from '../../src/ui/shell/touched-rows.ts';
import type { Touched } from '../../src/ui/shell/touched-rows.ts';
import { FakePty } from './support/fake-pty.ts';

const [COLUMNS, ROWS] = [24, 8];
const makeTerminal = await loadEmulator();
const KEY = Buffer.from('k');

/** A shell, the rows that were drawn last, and what became different without being touched. */
function followed() {
  const shell = new FakePty({ columns: COLUMNS, rows: ROWS });
  const screen = new ShellScreen(shell, makeTerminal({ columns: COLUMNS, rows: ROWS }));
  const rows: string[] = [];
  const missed: string[] = [];
  let touched: Touched;
  screen.subscribe(() => {
    touched = screen.touched();
    for (let row = 0; row < ROWS; row += 1) {
      const { line, cell } = screen.line(row);
      const text = line === undefined ? '' : rowText(line, COLUMNS, 1, cell);
      const isSeen = both(touched, { start: row, end: row });
      const covers = touched === 'all' || JSON.stringify(isSeen) === JSON.stringify(touched);
      if (text !== (rows[row] ?? '') && !covers) missed.push(`row ${row}: ${text}`);
      rows[row] = text;
    }
  });
  /** What comes after a key is drawn at once. */
  const print = (text: string): void => {
    screen.type(KEY);
    shell.print(text);
  };
  return { screen, print, rows, missed, touched: () => touched };
}

/** The same numbers from 0 to `below` for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = [
  'word ',
  'a longer text that wraps around the end of the row',
  '\r\n',
  '\n\n\n',
  '\b\b',
  '\t',
  '\u001b[A',
  '\u001b[H',
  '\u001b[5;3H',
  '\u001b[K',
  '\u001b[1K',
  '\u001b[J',
  '\u001b[1J',
  '\u001b[2J',
  '\u001b[3J',
  '\u001b[2L',
  '\u001b[2M',
  '\u001b[3P',
  '\u001b[3@',
  '\u001b[3X',
  '\u001b[2S',
  '\u001b[2T',
  '\u001b[2;5r',
  '\u001b[r',
  '\u001bM',
  '\u001bD',
  '\u001b7',
  '\u001b8',
  '\u001b[7m',
  '\u001b[0m',
  '\u001b[?1049h',
  '\u001b[?1049l',
  '\u001b[4h',
  '\u001b[4l',
  '\u001b#8',
  '\u001bc',
  '\u001b[!p',
  '日本é',
] as const;

describe('what a program touches', () => {
  test('is one row for the echo of a key', () => {
    const { print, touched } = followed();
    print('one\r\ntwo\r\nlab> ');
    print('x');
    expect(touched()).toEqual({ start: 2, end: 2 });
  });

  test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
    'holds every row that looks another way, whatever it prints (%i)',
    (seed) => {
      const next = numbers(seed);
      const { screen, print, missed } = followed();
      for (let step = 0; step < 300; step += 1) {
        const text = Array.from({ length: 1 + next(4) }, () => PIECES[next(PIECES.length)]).join(
          '',
        );
        // Programs are read in the middle of a sequence as well.
        const cut = next(text.length + 1);
        print(text.slice(0, cut));
        print(text.slice(cut));
        if (next(20) === 0) screen.scroll(next(5) - 2);
      }
      expect(missed).toEqual([]);
    },
  );

  test('is everything once what scrolled away no longer fits and rows move', () => {
    const { print, touched, missed } = followed();
    print('line\r\n'.repeat(150));
    for (let times = 0; times < 60; times += 1) print('line of many\r\n'.repeat(70));
    print('\u001b[3;1Hhere\u001b[8;1H');
    print('\r\n');
    expect(touched()).toBe('all');
    expect(missed).toEqual([]);
  });
});
