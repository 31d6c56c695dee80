import { describe, expect, test } from 'vitest';
import { Painter } from '../../src/ui/shell/painter.ts';
import { ShellScreen, loadEmulator } from '../../src/ui/shell/shell-screen.ts';
import { putOnPrompt } from '../../src/ui/shell/prompt.ts';
import { TestTerminal } from '../support/terminal.ts';
import { FakePty } from './support/fake-pty.ts';

const makeTerminal = await loadEmulator();

/** A shell of 20 columns and 4 rows in the middle of a terminal that is otherwise full of marks. */
function painted(columns = 20, rows = 4) {
  const terminal = new TestTerminal(columns + 10, rows + 4);
  const shell = new FakePty({ columns, rows });
  const screen = new ShellScreen(shell, makeTerminal({ columns, rows }));
  const marks = `${'#'.repeat(columns + 10)}\r\n`.repeat(rows + 4).trimEnd();
  terminal.stdout.write(`\u001b[?1049h\u001b[H${marks}`);
  const painter = new Painter(
    (text) => terminal.stdout.write(text),
    () => terminal.stdout.write(painter.over('all')),
  );
  const hole = { left: 6, top: 3, width: columns, height: rows };
  painter.show({ screen, hole, hasFocus: true });
  const inside = (frame: string): string[] =>
    frame
      .split('\n')
      .slice(2, 2 + rows)
      .map((row) => row.slice(5, 5 + columns).trimEnd());
  const outside = (frame: string): boolean =>
    frame
      .split('\n')
      .every((row, index) =>
        index < 2 || index >= 2 + rows
          ? row === '#'.repeat(columns + 10)
          : row.startsWith('#####') && row.endsWith('#####'),
      );
  return { terminal, shell, screen, painter, inside, outside };
}

describe('the shell in its hole', () => {
  test('is drawn with its colours and attributes', async () => {
    const { terminal, shell } = painted();
    shell.print('\u001b[1;31mred\u001b[0m \u001b[7minverse\u001b[0m \u001b[38;5;42mx\u001b[0m');
    await terminal.until('inverse');
    expect(terminal.styleOf('red')).toMatchObject({ color: 1, isBold: true });
    expect(terminal.styleOf('inverse')).toMatchObject({ isInverse: true });
    expect(terminal.styleOf('x')).toMatchObject({ color: 42 });
  });

  test('shows wide and combining characters, cut where they do not fit', async () => {
    const { terminal, shell, inside, outside } = painted();
    shell.print('日本語 e\u0301 🐳 é\r\n0123456789012345678日x');
    const frame = await terminal.until('日本語');
    expect(inside(frame)[0]).toContain('日本語 e\u0301');
    expect(outside(frame)).toBe(true);
  });

  test('writes only what changed', async () => {
    const { terminal, shell } = painted();
    shell.print('lab$ ');
    await terminal.until('lab$');
    const before = terminal.bytes;
    shell.print('x');
    await terminal.until('lab$ x');
    expect(terminal.bytes - before).toBeLessThan(80);
  });

  test('has the cursor where the program has it, and none where it hides it', async () => {
    const { terminal, shell } = painted();
    shell.print('lab$ ');
    await terminal.until('lab$');
    expect(terminal.cursor()).toEqual({ column: 10, row: 2 });
    shell.print('\u001b[?25l.');
    await terminal.until('lab$ .');
    expect(terminal.stdout.isCursorShown).toBe(false);
    shell.print('\u001bcnew');
    await terminal.until('new');
    expect(terminal.stdout.isCursorShown).toBe(true);
  });
});

/** Everything with which a program could reach beyond its own screen. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['a title', '\u001b]0;owned\u0007\u001b]2;owned\u001b\\\u001bkowned\u001b\\'],
  ['the clipboard', '\u001b]52;c;b3duZWQ=\u0007'],
  ['the alternate screen', '\u001b[?1049h\u001b[2J\u001b[?1049l\u001b[?47h\u001b[?47l'],
  ['the cursor far away', '\u001b[999;999H*\u001b[1;1H'],
  ['scrolling regions', '\u001b[1;999r\u001b[999S\u001b[999T\u001b[r'],
  ['margins and origin', '\u001b[?69h\u001b[1;5s\u001b[?6h\u001b[?6l'],
  ['resets', '\u001bc\u001b[!p'],
  ['a window size', '\u001b[8;100;300t\u001b[4;1;1t\u001b[3;0;0t\u001b[9;1t'],
  ['132 columns', '\u001b[?40h\u001b[?3h'],
  ['mouse and focus reports', '\u001b[?1000h\u001b[?1003h\u001b[?1006h\u001b[?1004h'],
  ['bracketed paste off', '\u001b[?2004l'],
  ['wrap off', '\u001b[?7l'],
  ['synchronised output for ever', '\u001b[?2026h'],
  ['colours of the palette', '\u001b]4;1;rgb:ff/ff/ff\u0007\u001b]11;red\u0007\u001b]104\u0007'],
  ['strings without end', '\u001b]0;never closed \u001bP never closed \u001b_ never closed'],
  ['other character sets', '\u001b(0lqqk\u001b(B\u000e\u000f'],
  ['bidirectional overrides', 'a\u202eevil\u202c\u2066b\u2069'],
  ['half characters', '\ud83d x \udc33'],
  ['C1 controls', '\u009b2J\u009d0;owned\u009c\u0090q\u009c'],
  ['bells and backspaces', '\u0007'.repeat(50) + '\u0008'.repeat(500)],
  ['tabs and newlines', '\t'.repeat(200) + '\n'.repeat(200)],
  ['a million combining marks', 'e' + '\u0301'.repeat(1_000)],
];

describe('a hostile program', () => {
  test.each(HOSTILE)('that writes %s stays in its hole', async (_, text) => {
    const { terminal, shell, outside } = painted();
    shell.print(text);
    // Whatever string or mode is open then.
    shell.print('\u0018\u001b\\\u001bcstill here');
    const frame = await terminal.until('still here');
    expect(outside(frame)).toBe(true);
    expect(terminal.isAlternateScreen()).toBe(true);
    expect(terminal.title).toBe('');
  });

  test('that writes ten million characters without a newline stays in its hole', async () => {
    const { terminal, shell, outside } = painted();
    for (let piece = 0; piece < 160; piece += 1) {
      shell.print('x'.repeat(65_536));
      while (shell.isPaused) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    shell.print('\u001bcdone');
    expect(outside(await terminal.until('done'))).toBe(true);
    expect(shell.pauses).toBeGreaterThan(0);
  });

  test('that asks what terminal this is gets an answer, and not without end', async () => {
    const { terminal, shell } = painted();
    shell.print('\u001b[c');
    await expect.poll(() => shell.typed).toMatch(/^\u001b\[\?[\d;]+c$/);
    shell.print(`${'\u001b[c\u001b[6n\u001b[5n'.repeat(100_000)}done`);
    await terminal.until('done');
    expect(shell.typed.length).toBeLessThan(10_000);
  });
});

describe('a command put on the prompt', () => {
  const prompt = async (...printed: string[]) => {
    const all = painted();
    all.shell.print([...printed, 'lab$ '].join(''));
    await all.terminal.until('lab$');
    return all;
  };

  test('comes as a paste, so that nothing runs before Enter', async () => {
    const { screen, shell } = await prompt('\u001b[?2004h');
    expect(putOnPrompt(screen, 'echo a\necho b')).toEqual({ is: 'put' });
    expect(shell.typed).toBe('\u001b[200~echo a\necho b\u001b[201~');
  });

  test('comes as typed where the shell knows no pastes, if it is one line', async () => {
    const { screen, shell } = await prompt();
    expect(putOnPrompt(screen, 'echo a')).toEqual({ is: 'put' });
    expect(putOnPrompt(screen, 'echo a\necho b')).toMatchObject({ is: 'refused' });
    expect(shell.typed).toBe('echo a');
  });

  test('takes the place of the one that was put there just before', async () => {
    const { screen, shell } = await prompt('\u001b[?2004h');
    putOnPrompt(screen, 'echo a\necho b');
    putOnPrompt(screen, 'echo c');
    const [first, second] = [
      '\u001b[200~echo a\necho b\u001b[201~',
      '\u001b[200~echo c\u001b[201~',
    ];
    expect(shell.typed).toBe(`${first}\u0015\u0015\u0015${second}`);
  });

  test('leaves alone what the learner typed', async () => {
    const { screen, shell } = await prompt();
    putOnPrompt(screen, 'echo a');
    screen.type(Buffer.from(' > file; '));
    putOnPrompt(screen, 'echo b');
    expect(shell.typed).toBe('echo a > file; echo b');
  });

  test('is refused while a program has the screen', async () => {
    const { screen, shell } = await prompt('\u001b[?2004h\u001b[?1049h');
    expect(putOnPrompt(screen, 'echo a')).toMatchObject({ is: 'refused' });
    expect(shell.typed).toBe('');
  });

  test('is refused when it could end the paste', async () => {
    const { screen, shell } = await prompt('\u001b[?2004h');
    expect(putOnPrompt(screen, 'a\u001b[201~\nrm x')).toMatchObject({ is: 'refused' });
    expect(shell.typed).toBe('');
  });
});
