import { describe, expect, onTestFinished, test } from 'vitest';
import { openLinear } from '../../../src/ui/linear/open.ts';
import { TestTerminal } from '../../support/terminal.ts';
import { FakeLearner } from '../support/fake-learner.ts';
import { ROOT_PASSES, SIZE_PASSES, TMP_FAILS } from '../support/verdicts.ts';

function opened() {
  const learner = new FakeLearner();
  const terminal = new TestTerminal(100, 30);
  const { stdin, stdout } = terminal;
  const outcome = openLinear(learner, { stdin, stdout, lesson: 'read-only' });
  outcome.catch((error: unknown) => terminal.fail(error));
  onTestFinished(() => terminal.press('ctrl-c'));
  return { learner, terminal, outcome };
}

describe('lines of words on a terminal', () => {
  test('say what happens on lines of their own and give back what was typed so far', async () => {
    const { learner, terminal } = opened();
    await terminal.until(/read-only:$/m);
    terminal.type('task');
    await terminal.until('read-only: task');
    learner.verdict(ROOT_PASSES);
    await terminal.until(/read-only: task\nTask 1 of 3, root, passed\. .*\nread-only: task\n*$/);
    terminal.type('s 1\r');
    await terminal.until('It is worth 10 points.');
  });

  test('take lines that come before they are asked for, one for each question', async () => {
    const { terminal } = opened();
    terminal.type('tasks\r1\rlab\r');
    await terminal.until(
      /Number of a task, or Enter for none: 1\n[^]*read-only: lab\nThe lab runs/,
    );
  });

  test('stay on the main screen, where what was said can be read again', async () => {
    const { terminal } = opened();
    await terminal.until('The text has 5 sections');
    expect(terminal.isAlternateScreen()).toBe(false);
    expect(terminal.colors()).toEqual([]);
  });

  test('give the terminal to the shell and say what changed when it comes back', async () => {
    const { learner, terminal } = opened();
    const { promise: left, resolve: leave } = Promise.withResolvers<void>();
    learner.inShell = async () => {
      expect(terminal.isRestored()).toBe(true);
      terminal.stdout.write('lab$ \n');
      await left;
    };
    await terminal.until('The lab runs.');
    terminal.type('shell\r');
    await terminal.until('lab$');
    for (const verdict of [TMP_FAILS, SIZE_PASSES, ROOT_PASSES]) learner.verdict(verdict);
    expect(terminal.frame()).not.toContain('passed.');
    leave();
    await terminal.until(/Task 1 of 3, root, passed\.[^]*You are back in the lesson/);
    await terminal.until('3 tasks: 2 passed, 1 to do.');
    terminal.type('tasks 1\r');
    await terminal.until(/^read-only: tasks 1\n[^]*It is worth 10 points\./m);
    expect(learner.asked).toContain('verify read-only');
  });

  test('say why a shell could not be opened', async () => {
    const { learner, terminal } = opened();
    learner.inShell = () => Promise.reject(new Error('no shell here'));
    for (const verdict of [TMP_FAILS, SIZE_PASSES, ROOT_PASSES]) learner.verdict(verdict);
    await terminal.until('The lab runs.');
    terminal.type('shell\r');
    await terminal.until(/no shell here[^]*You are back in the lesson/);
  });

  test('end on Ctrl-C with the terminal as it was', async () => {
    const { learner, terminal, outcome } = opened();
    await terminal.until('The lab runs.');
    terminal.type('ver');
    terminal.press('ctrl-c');
    expect(await outcome).toEqual({ is: 'interrupted' });
    expect(terminal.isRestored()).toBe(true);
    expect(learner.asked).toEqual(['enter read-only']);
  });

  test('end on quit with the terminal as it was', async () => {
    const { terminal, outcome } = opened();
    await terminal.until('The lab runs.');
    terminal.type('quit\r');
    expect(await outcome).toEqual({ is: 'quit' });
    expect(terminal.isRestored()).toBe(true);
  });
});
