import { describe, expect, test } from 'vitest';
import { FakeLearner } from './support/fake-learner.ts';
import { opened } from './support/open.ts';
import type { Opened } from './support/open.ts';
import { ROOT_FAILS, ROOT_PASSES, TMP_FAILS } from './support/verdicts.ts';

async function lesson(columns: number, rows: number): Promise<Opened> {
  const screen = opened(columns, rows, { lesson: 'read-only' });
  await screen.terminal.until('✔ running');
  return screen;
}

/** First row of text below the heads. */
const firstRow = (frame: string): string => frame.split('\n')[3] ?? '';

describe('scrolling a lesson', () => {
  test('goes by line, page and section, to the end and back', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.press('down');
    await terminal.until((frame) => firstRow(frame).startsWith(' runc, on the host'));
    terminal.type(' ');
    await terminal.until((frame) => !firstRow(frame).includes('runc'));
    terminal.type('g');
    await terminal.until((frame) => firstRow(frame).startsWith(' In February 2019'));
    terminal.type('nn');
    await terminal.until((frame) => firstRow(frame) === ' How it works');
    terminal.type('p');
    await terminal.until((frame) => firstRow(frame) === ' See the attack work');
    terminal.type('G');
    await terminal.until('That is all.');
    await terminal.until('↑ end');
    terminal.press('down', 'pagedown');
    terminal.press('up');
    await terminal.until('↓ 1 more row');
  });

  test('has the last section on top as well when one goes there, and stays there', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.type('nnnn');
    await terminal.until((frame) => firstRow(frame) === ' What it does not stop');
    const before = await terminal.until('↑ end');
    terminal.press('down', 'pagedown');
    terminal.press('left', 'right');
    await terminal.until((frame) => frame === before);
    terminal.press('up');
    await terminal.until((frame) => frame.includes('That is all.\n Space'));
  });

  test('keeps the place when the terminal changes its size', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.type('nnnj');
    const at = firstRow(await terminal.until((frame) => firstRow(frame).startsWith(' ──')));
    for (const [columns, rows] of [
      [140, 24],
      [61, 17],
      [99, 30],
      [80, 24],
    ] as const) {
      terminal.resize(columns, rows);
      await terminal.until(
        (frame) => frame.split('\n').length === rows && firstRow(frame).startsWith(at),
      );
      expect(terminal.frame()).toContain('Harden it');
    }
  });

  test('keeps the place while one is on the home screen', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.type('nn');
    await terminal.until('━▶ How it works');
    terminal.type('q');
    await terminal.until('q quit');
    terminal.press('enter');
    await terminal.until('━▶ How it works');
  });

  test('leaves nothing of the old frame when the terminal shrinks and grows', async () => {
    const { terminal } = await lesson(140, 40);
    const wide = terminal.frame();
    terminal.resize(70, 20);
    await terminal.until((frame) => !frame.includes('── Tasks') && frame.includes('q back'));
    terminal.resize(140, 40);
    await terminal.until((frame) => frame === wide);
  });
});

describe('choosing a task', () => {
  test('is done with the arrows once the tasks have the keys', async () => {
    const { terminal, learner } = await lesson(140, 40);
    learner.verdict(ROOT_FAILS);
    learner.verdict(TMP_FAILS);
    await terminal.until('tasks ✘ ✘');
    terminal.press('tab', 'down', 'down');
    await terminal.until('▸ ○ 3');
    terminal.press('down');
    terminal.press('up');
    await terminal.until('▸ ✘ 2');
    await terminal.until('There is no mount on /tmp');
  });

  test('is left to the learner while the task they chose is open', async () => {
    const { terminal, learner } = await lesson(140, 40);
    learner.verdict(ROOT_FAILS);
    learner.verdict(TMP_FAILS);
    await terminal.until('▸ ✘ 1');
    terminal.press('tab', 'down');
    await terminal.until('▸ ✘ 2');
    learner.verdict(ROOT_PASSES);
    await terminal.until(/✔ 1 The root .*passed/);
    expect(terminal.frame()).toContain('▸ ✘ 2');
  });

  test('follows the task whose state changed while the learner chose none', async () => {
    const { terminal, learner } = await lesson(140, 40);
    learner.verdict(TMP_FAILS);
    learner.verdict(ROOT_FAILS);
    await terminal.until('▸ ✘ 1');
    learner.verdict({ ...TMP_FAILS, checks: TMP_FAILS.checks.slice(0, 1) });
    await terminal.until('▸ ✘ 2');
  });
});

describe("the learner's shell", () => {
  test('gets the terminal, and the lesson is back in the same place after it', async () => {
    const { terminal, learner } = await lesson(80, 24);
    terminal.type('nn');
    const before = await terminal.until('━▶ How it works');
    let leaveShell: () => void = () => undefined;
    learner.inShell = () => {
      terminal.stdout.write('learner$ ');
      return new Promise((resolve) => {
        leaveShell = resolve;
      });
    };
    terminal.type('s');
    await terminal.until('learner$');
    expect(terminal.isRestored()).toBe(true);
    expect(terminal.frame()).toContain('Type exit to go back to it.');
    learner.verdict(ROOT_FAILS);
    leaveShell();
    await terminal.until('━▶ How it works');
    expect(await terminal.until('tasks ✘')).toBe(before.replace('tasks ○', 'tasks ✘'));
    expect(terminal.isAlternateScreen()).toBe(true);
    expect(learner.asked).toEqual(['enter read-only', 'shell read-only', 'verify read-only']);
  });

  test('that does not start says why', async () => {
    const { terminal, learner } = await lesson(80, 24);
    learner.inShell = () => Promise.reject(new Error('no shell at /bin/zsh'));
    terminal.type('s');
    await terminal.until('! no shell at /bin/zsh');
  });
});

describe('what containers say', () => {
  test('cannot steer the terminal', async () => {
    const { terminal, learner } = await lesson(140, 40);
    const [check] = ROOT_FAILS.checks;
    if (check === undefined) throw new Error('the verdict has no check');
    const observed = 'evil \u001b]0;title\u0007\u001b[2J\u001b[31mred\u009b5A\u202e done';
    learner.verdict({ ...ROOT_FAILS, checks: [{ ...check, observed }] });
    const frame = await terminal.until('evil red');
    expect(frame).toContain('docklab  3 Read-only root filesystem');
    expect(terminal.styleOf('red').color).toBeUndefined();
  });
});

describe('drawing', () => {
  test('is done once for many changes in a row, and not at all without one', async () => {
    const learner = new FakeLearner();
    const { terminal } = opened(140, 40, { lesson: 'read-only', learner });
    await terminal.until('✔ running');
    await terminal.until(() => terminal.styleOf('"#!/bin/sh"').color !== undefined);
    const before = terminal.writes;
    for (let percent = 0; percent <= 100; percent += 1)
      learner.lab('read-only', { is: 'starting', step: 'building', fraction: percent / 100 });
    await terminal.until('100 %');
    expect(terminal.writes - before).toBeLessThan(12);
  });
});
