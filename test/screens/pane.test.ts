import { describe, expect, test } from 'vitest';
import { DocklabError } from '../../src/host/error.ts';
import { FakeLearner } from './support/fake-learner.ts';
import { FakePty } from './support/fake-pty.ts';
import { expectFrame, opened } from './support/open.ts';
import { openedShell } from './support/open-shell.ts';
import { ROOT_FAILS } from './support/verdicts.ts';

const F6 = '\u001b[17~';
const F7 = '\u001b[18~';

describe('the lesson with a shell', () => {
  test.each([
    [80, 24],
    [100, 30],
    [140, 40],
    [200, 60],
    [100, 50],
  ])('is text, shell and tasks at %ix%i, by the focus', async (columns, rows) => {
    const { terminal, learner, shell } = await openedShell(columns, rows);
    await terminal.until((frame) => (columns < 120 && rows < 38 ? true : frame.includes('lab$')));
    learner.verdict(ROOT_FAILS);
    await terminal.until('tasks ✘');
    await expectFrame(terminal.frame(), `shell-text-${columns}x${rows}`);
    terminal.type(F6);
    await terminal.until(/━▶ Your shell[^]*lab\$/);
    shell().print('docker ps -q\r\n0123456789ab\r\nlab$ ');
    await expectFrame(
      await terminal.until(/0123456789ab\s[^]*lab\$/),
      `shell-typing-${columns}x${rows}`,
    );
  });

  test('hands the terminal over where it is too small for a screen, and says so', async () => {
    const { terminal, learner } = await openedShell(80, 24);
    terminal.resize(40, 10);
    await expectFrame(await terminal.until(/too\s+small/), 'shell-too-small-40x10');
    terminal.type('s');
    await expect.poll(() => learner.asked).toContain('shell read-only');
  });

  test('hands the terminal over where there are no pseudo-terminals, and says so', async () => {
    const learner = new FakeLearner();
    const { terminal } = opened(140, 40, { lesson: 'read-only', pane: 'embedded', learner });
    const frame = await terminal.until('Your shell cannot be shown here');
    expect(frame).toContain('There is no pseudo-terminal here.');
    terminal.type(F6);
    await expect.poll(() => learner.asked).toContain('shell read-only');
  });

  test('starts the shell at the size of its pane, and changes it with the terminal', async () => {
    const { terminal, shell } = await openedShell(140, 40);
    await terminal.until('lab$');
    expect(shell().sizes).toEqual([{ columns: 80, rows: 23 }]);
    terminal.resize(80, 24);
    terminal.type(F6);
    await terminal.until('━▶ Your shell');
    await expect.poll(() => shell().sizes.at(-1)).toEqual({ columns: 80, rows: 18 });
  });

  test('keeps the size of the shell while notices come and go', async () => {
    for (const [columns, rows] of [
      [80, 24],
      [140, 40],
      [100, 50],
    ] as const) {
      const { terminal, shell, learner } = await openedShell(columns, rows);
      terminal.type(F6);
      await terminal.until('lab$');
      const sizes = shell().sizes.length;
      learner.notice('read-only', 'Your progress could not be written. '.repeat(8));
      await terminal.until('could not be written');
      expect(terminal.frame()).toContain('lab$');
      learner.notice('read-only', undefined);
      await terminal.until((frame) => !frame.includes('could not be written'));
      expect(shell().sizes).toHaveLength(sizes);
    }
  });
});

describe('the focus', () => {
  test('goes to the shell and back with F6 or Ctrl-^, and every other key follows it', async () => {
    const { terminal, shell, learner } = await openedShell(140, 40);
    await terminal.until('lab$');
    terminal.type('v');
    await expect.poll(() => learner.asked).toContain('verify read-only');
    terminal.type(F6);
    await terminal.until('━▶ Your shell');
    terminal.type('vq?\u0003\u001a\t\u001b');
    await expect.poll(() => shell().typed).toBe('vq?\u0003\u001a\t\u001b');
    terminal.type('\u001e');
    await terminal.until(/━▶ (?!Your shell)/);
    terminal.type('\u001e');
    await terminal.until('━▶ Your shell');
    expect(learner.asked.filter((asked) => asked === 'verify read-only')).toHaveLength(1);
  });

  test('what is typed in one go with F6 goes where it is meant to', async () => {
    const { terminal, shell } = await openedShell(140, 40);
    await terminal.until('lab$');
    terminal.type(`nn${F6}ls\r${F6}?`);
    await terminal.until('Anywhere in a lesson');
    expect(shell().typed).toBe('ls\r');
  });

  test('goes to the shell out of a search and out of the contents, which wait', async () => {
    const { terminal, shell } = await openedShell(140, 40);
    await terminal.until('lab$');
    terminal.type('/tmpfs');
    await terminal.until('find: tmpfs▏');
    terminal.type(`${F6}ls`);
    const frame = await terminal.until('━▶ Your shell');
    expect(frame).not.toContain('find:');
    await expect.poll(() => shell().typed).toBe('ls');
    terminal.type(F6);
    await terminal.until('find: tmpfs▏');
    terminal.press('escape');
    await terminal.until((shown) => !shown.includes('find:'));
    terminal.type('t');
    await terminal.until('━▶ Contents');
    terminal.type(`${F6}pwd`);
    await terminal.until('━▶ Your shell');
    await expect.poll(() => shell().typed).toBe('lspwd');
    terminal.type(F6);
    await terminal.until('━▶ Contents');
  });

  test('comes back to the tasks when it was there', async () => {
    const { terminal } = await openedShell(140, 40);
    await terminal.until('lab$');
    terminal.press('tab');
    await terminal.until('━▶ Tasks');
    terminal.type(F6);
    await terminal.until('━▶ Your shell');
    terminal.type(F6);
    await terminal.until('━▶ Tasks');
  });

  test('has the cursor with it', async () => {
    const { terminal } = await openedShell(140, 40);
    await terminal.until('lab$');
    expect(terminal.stdout.isCursorShown).toBe(false);
    terminal.type(F6);
    await terminal.until('━▶ Your shell');
    await expect.poll(() => terminal.stdout.isCursorShown).toBe(true);
    expect(terminal.cursor()).toEqual({ column: 65, row: 3 });
  });
});

describe('the shell', () => {
  test('is as it was when one comes back to the lesson', async () => {
    const { terminal, shell, shells } = await openedShell(140, 40);
    shell().print('echo kept\r\nkept\r\nlab$ ');
    await terminal.until('kept');
    terminal.type('q');
    await terminal.until('Lessons');
    shell().print('printed meanwhile\r\nlab$ ');
    terminal.press('enter');
    await terminal.until('printed meanwhile');
    expect(terminal.frame()).toContain('echo kept');
    expect(shells).toHaveLength(1);
  });

  test('says that it ended, and Enter opens a new one', async () => {
    const { terminal, shell, shells } = await openedShell(140, 40);
    terminal.type(F6);
    await terminal.until('━▶ Your shell');
    shell().end({ is: 'exited', code: 3 });
    await terminal.until('Your shell ended (exit code 3). Enter opens a new one.');
    terminal.press('enter');
    await terminal.until(/━▶ Your shell[^]*lab\$/);
    expect(shells).toHaveLength(2);
    terminal.type('x');
    await expect.poll(() => shell().typed).toBe('x');
  });

  test('that could not be opened this time can be tried again', async () => {
    const learner = new FakeLearner();
    learner.onOpenShell = () => Promise.reject(new DocklabError('engine-unreachable', 'Gone.'));
    const { terminal } = opened(140, 40, { lesson: 'read-only', pane: 'embedded', learner });
    await terminal.until('Your shell could not be opened. Gone. Enter tries again.');
    learner.onOpenShell = (size) => {
      const shell = new FakePty(size);
      setTimeout(() => shell.print('lab$ '), 1);
      return Promise.resolve(shell);
    };
    terminal.type(F6);
    await terminal.until('━▶ Your shell');
    terminal.press('enter');
    await terminal.until('lab$');
  });

  test('that is new takes keys, also when one looked back in the last one', async () => {
    const { terminal, shell, learner } = await openedShell(140, 40);
    await terminal.until('lab$');
    terminal.type(F6 + F7);
    await terminal.until('back to typing');
    learner.lab('read-only', { is: 'stopping' });
    shell().hangUp();
    await terminal.until('Your shell opens here as soon as the lab runs.');
    learner.lab('read-only', { is: 'running' });
    await terminal.until('lab$');
    terminal.type('x');
    await expect.poll(() => shell().typed).toBe('x');
  });

  test('that ended takes what is typed for no keys of the lesson', async () => {
    const { terminal, shell, learner } = await openedShell(140, 40);
    terminal.type(F6);
    await terminal.until('━▶ Your shell');
    shell().end({ is: 'exited', code: 0 });
    await terminal.until('Enter opens a new one');
    terminal.type('very quick\r');
    await terminal.until('lab$');
    expect(terminal.frame()).not.toContain('Remove the lab');
    expect(learner.asked).not.toContain('verify read-only');
  });

  test('that cannot be had gives the keys back to the text', async () => {
    const learner = new FakeLearner();
    const { promise, reject } = Promise.withResolvers<never>();
    learner.onOpenShell = () => promise;
    const { terminal } = opened(140, 40, { lesson: 'read-only', pane: 'embedded', learner });
    await terminal.until('Opening your shell');
    terminal.type(F6);
    await terminal.until('━▶ Your shell');
    reject(new DocklabError('tool-missing', 'None here.'));
    await terminal.until(/━▶ (?!Your shell)[^]*None here/);
  });

  test('of a lab that was reset is followed by one of the new lab', async () => {
    const { terminal, shell, shells, learner } = await openedShell(140, 40);
    await terminal.until('lab$');
    learner.lab('read-only', { is: 'stopping' });
    shell().hangUp();
    await terminal.until('Your shell opens here as soon as the lab runs.');
    learner.lab('read-only', { is: 'running' });
    await terminal.until('lab$');
    expect(shells).toHaveLength(2);
  });

  test('shows with F7 what scrolled away, and typing goes on at its end', async () => {
    const { terminal, shell } = await openedShell(140, 40);
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`).join('\r\n');
    shell().print(`${lines}\r\nlab$ `);
    await terminal.until('line 59');
    terminal.type(F6 + F7);
    await terminal.until('back to typing');
    terminal.press('pageup', 'up');
    await terminal.until(/scrolled back: ↑[^]*line 15\b/);
    terminal.type('g');
    await terminal.until(/line 0\b/);
    terminal.press('escape');
    await terminal.until('line 59');
    terminal.type('x');
    await expect.poll(() => shell().typed).toBe('x');
  });
});
