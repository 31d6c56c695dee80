import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { showLastScreen } from '../../../src/main/last-screen.ts';

const ENTER = '\u001b[?1049h';
const LEAVE = '\u001b[?25h\u001b[?1049l';
const FRAME = '\u001b[?2026h\u001b[H\u001b[2J\u001b[1;1H\u001b[1mlessons\u001b[0m\u001b[?2026l';

let dir: string;
let file: string;
const before = process.listeners('exit');

beforeEach(() => {
  vi.useFakeTimers();
  dir = mkdtempSync(join(tmpdir(), 'docklab-screen-'));
  file = join(dir, 'cache', 'screen.json');
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(dir, { recursive: true, force: true });
  for (const listener of process.listeners('exit'))
    if (!before.includes(listener)) process.off('exit', listener);
});

/** One start of docklab: a terminal, and what came to it, in order. */
function start({ columns = 100, looks = ['a'], isTTY = true } = {}) {
  const written: string[] = [];
  const modes: boolean[] = [];
  const output = (name: string) => ({
    isTTY,
    columns,
    rows: 30,
    write: (text: unknown) => written.push(`${name}${String(text)}`) > 0,
  });
  const stdin = { isTTY, setRawMode: (isRaw: boolean) => modes.push(isRaw) };
  const [stdout, stderr] = [output(''), output('!')];
  showLastScreen({ stdin, stdout, stderr, file, looks });
  return { stdout, stderr, written, modes };
}

/** What the course writes when it comes. */
function draw({ stdout }: ReturnType<typeof start>, frame = FRAME): void {
  stdout.write(`${ENTER}\u001b[H`);
  stdout.write(frame);
  vi.runAllTimers();
}

describe('the home screen of the last time', () => {
  test('is shown at once, without echo of keys, and only replaced where it differs', () => {
    draw(start());
    const again = start();
    expect(again).toMatchObject({ written: [ENTER + FRAME], modes: [true] });
    draw(again);
    expect(again.written.slice(1).join('')).toBe('\u001b[H');
    const third = start();
    draw(third, FRAME.replace('lessons', 'other lessons'));
    expect(third.written.at(-1)).toContain('other lessons');
  });

  test.each([
    ['at another size', { columns: 80 }],
    ['with other colours or another course', { looks: ['b'] }],
    ['where there is no terminal', { isTTY: false }],
  ])('is not shown %s', (_where, other) => {
    draw(start());
    expect(start(other).written).toEqual([]);
  });

  test.each([
    ['no JSON', '{'],
    ['something else', '[]'],
    ['more than text and colours', undefined],
  ])('is not shown when what was kept is %s', (_what, kept) => {
    draw(start());
    const hostile = readFileSync(file, 'utf8').replace('lessons', '\\u001b]0;title\\u0007');
    writeFileSync(file, kept ?? hostile);
    expect(start().written).toEqual([]);
  });

  test('is taken away before anything else is said', () => {
    draw(start());
    const { stderr, written, modes } = start();
    stderr.write('The course has mistakes.');
    expect(written.slice(1)).toEqual([LEAVE, '!The course has mistakes.']);
    expect(modes).toEqual([true, false]);
  });

  test('leaves streams as they were once the course has drawn', () => {
    const begun = start();
    draw(begun);
    begun.stdout.write('\u001b[H\u001b[2Jlater');
    vi.runAllTimers();
    expect(readFileSync(file, 'utf8')).not.toContain('later');
    expect(readdirSync(join(dir, 'cache'))).toEqual(['screen.json']);
  });

  test('is not kept where nothing can be written', () => {
    writeFileSync(join(dir, 'cache'), 'a file in the place of the folder');
    draw(start());
    expect(start().written).toEqual([]);
  });
});
