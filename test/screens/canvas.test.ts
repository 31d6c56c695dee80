import { describe, expect, test } from 'vitest';
import { Canvas } from '../../src/ui/canvas.ts';
import type { Painted } from '../../src/ui/canvas.ts';
import { TestTerminal } from '../support/terminal.ts';

const ENTER = '\u001b[?1049h';
const LEAVE = '\u001b[?1049l';

const painted = (...rows: string[]): Painted[] =>
  rows.map((text) => ({ text, width: text.length }));

/** A canvas on a terminal of 12 columns and 4 rows, with all that was written to it. */
function drawing() {
  const terminal = new TestTerminal(12, 4);
  const written: string[] = [];
  const write = (text: string): void => {
    written.push(text);
    terminal.stdout.write(text);
  };
  const canvas = new Canvas(write, { over: () => '' });
  terminal.stdout.write(ENTER);
  canvas.sees(ENTER);
  return { canvas, terminal, written };
}

const left = { x: 0, y: 0, width: 5, height: 2 };
const right = { x: 6, y: 0, width: 6, height: 2 };

describe('the canvas', () => {
  test('shows rows at their places, in one piece however many changed', async () => {
    const { canvas, terminal, written } = drawing();
    canvas.place(left, left, painted('one', 'two'));
    canvas.place(right, right, painted('three', 'four'));
    await terminal.until((frame) => frame === 'one   three\ntwo   four\n\n');
    expect(written).toHaveLength(1);
  });

  test('writes only the rows that changed', async () => {
    const { canvas, terminal, written } = drawing();
    canvas.place(left, left, painted('one', 'two'));
    canvas.place(right, right, painted('three', 'four'));
    await terminal.until('three');
    canvas.place(left, left, painted('one', 'no'));
    await terminal.until((frame) => frame === 'one   three\nno    four\n\n');
    expect(written.at(-1)).not.toMatch(/one|three|four/);
  });

  test('writes nothing when nothing changed', async () => {
    const { canvas, terminal, written } = drawing();
    canvas.place(left, left, painted('one'));
    await terminal.until('one');
    canvas.place(left, left, painted('one'));
    canvas.place(right, right, painted('six'));
    await terminal.until('six');
    expect(written).toHaveLength(2);
    expect(written.at(-1)).not.toContain('one');
  });

  test('blanks what moved or went', async () => {
    const { canvas, terminal } = drawing();
    canvas.place(left, left, painted('one', 'two'));
    canvas.place(right, right, painted('three', 'four'));
    await terminal.until('three');
    canvas.remove(right);
    canvas.place(left, { ...left, y: 2 }, painted('one', 'two'));
    await terminal.until((frame) => frame === '\n\none\ntwo');
  });

  test('draws all of it again when something else drew, or the size is another', async () => {
    const { canvas, terminal } = drawing();
    canvas.place(left, left, painted('one', 'two'));
    await terminal.until('two');
    terminal.stdout.write('\u001b[Hxxxxxxxxxxxx');
    canvas.sees('xxxxxxxxxxxx');
    await terminal.until((frame) => frame === 'one\ntwo\n\n');
  });

  test('is silent while the terminal is not its own, and whole when it comes back', async () => {
    const { canvas, terminal, written } = drawing();
    canvas.place(left, left, painted('one'));
    await terminal.until('one');
    terminal.stdout.write(LEAVE);
    canvas.sees(LEAVE);
    canvas.place(left, left, painted('two'));
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(written).toHaveLength(1);
    terminal.stdout.write(ENTER);
    canvas.sees(ENTER);
    await terminal.until((frame) => frame === 'two\n\n\n');
  });

  test('keeps what is beside characters whose width terminals disagree on', async () => {
    const { canvas, terminal } = drawing();
    const beside = { ...left, width: 6 };
    canvas.place(right, right, painted('three', 'four'));
    canvas.place(left, beside, [{ text: 'ab\u{1f433}', width: 4 }]);
    await terminal.until('three');
    canvas.place(left, beside, [{ text: 'abcdef\u{1f433}', width: 6 }]);
    await terminal.until((frame) => frame.startsWith('abcdefthree'));
    canvas.place(left, beside, painted('abc'));
    await terminal.until((frame) => frame.startsWith('abc   three'));
  });
});
