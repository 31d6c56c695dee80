import { describe, expect, test } from 'vitest';
import type { FreshPlan } from '../../src/app/learner.ts';
import { DocklabError } from '../../src/host/error.ts';
import { FakeLearner } from './support/fake-learner.ts';
import { expectFrame, opened } from './support/open.ts';
import type { Opened } from './support/open.ts';
import { ROOT_FAILS, ROOT_PASSES, TMP_FAILS, TMP_PASSES } from './support/verdicts.ts';

async function lesson(columns: number, rows: number, learner = new FakeLearner()): Promise<Opened> {
  const screen = opened(columns, rows, { lesson: 'read-only', learner });
  await screen.terminal.until('✔ running');
  return screen;
}

describe('hints', () => {
  test.each([
    [80, 24],
    [140, 40],
  ])('come one at a time, each in sight at %ix%i', async (columns, rows) => {
    const { terminal, learner } = await lesson(columns, rows);
    learner.verdict(ROOT_FAILS);
    await terminal.until('tasks ✘');
    terminal.type('h');
    await terminal.until('hint 1 of 3');
    terminal.type('h');
    await expectFrame(await terminal.until('hint 2 of 3'), `hints-${columns}x${rows}`);
    terminal.type('hh');
    await terminal.until('hint 3 of 3');
    await terminal.until('No more hints for this task');
    expect(learner.hints('read-only', 'root')).toHaveLength(3);
  });

  test.each([
    [80, 24],
    [140, 40],
  ])('are offered in one row, and no longer when read, at %ix%i', async (columns, rows) => {
    const { terminal, learner } = await lesson(columns, rows);
    learner.verdict(ROOT_FAILS);
    await terminal.until('tasks ✘');
    learner.offerHint('read-only', 'root');
    const offer = 'Task 1 fails the same way again: h shows hint 1 of 3';
    await expectFrame(await terminal.until(offer), `hint-offered-${columns}x${rows}`);
    terminal.type('h');
    const frame = await terminal.until('hint 1 of 3   ');
    expect(frame).not.toContain('fails the same way again');
  });

  test('go to the task that needs one when docklab opened another, that is done', async () => {
    const { terminal, learner } = await lesson(140, 40);
    learner.verdict(ROOT_FAILS);
    learner.verdict(TMP_FAILS);
    await terminal.until('tasks ✘ ✘');
    learner.verdict(TMP_PASSES);
    await terminal.until('▸ ✔ 2');
    learner.offerHint('read-only', 'root');
    await terminal.until('Task 1 fails the same way again');
    terminal.type('h');
    await terminal.until('▸ ✘ 1');
    await terminal.until('hint 1 of 3   ');
    expect(learner.hints('read-only', 'tmp')).toHaveLength(0);
  });

  test('are not spent on a task that is done', async () => {
    const { terminal, learner } = await lesson(140, 40);
    learner.verdict(ROOT_PASSES);
    await terminal.until('tasks ✔ ○ ○');
    terminal.press('tab', 'up');
    await terminal.until('✔ control check passed');
    terminal.type('h');
    await terminal.until('Nothing is left to do in “The root filesystem is read-only”');
    expect(learner.hints('read-only', 'root')).toHaveLength(0);
  });
});

describe('the reference solution', () => {
  test('is shown only after a yes', async () => {
    const { terminal, learner } = await lesson(80, 24);
    terminal.type('o');
    await expectFrame(await terminal.until('y shows it'), 'ask-solution-80x24');
    terminal.type('n');
    await terminal.until('━▶ Text');
    expect(learner.asked).not.toContain('solution read-only');
    terminal.type('oy');
    await expectFrame(await terminal.until('run.sh'), 'solution-80x24');
    terminal.type('q');
    await terminal.until('━▶ Text');
  });

  test('that cannot be read says why and leaves the lesson as it was', async () => {
    const learner = new FakeLearner();
    learner.solution = () =>
      Promise.reject(new DocklabError('not-found', 'The solution is not in this course.'));
    const { terminal } = await lesson(80, 24, learner);
    terminal.type('oy');
    await terminal.until('The solution is not in this course.');
    await terminal.until('━▶ Text');
  });
});

describe('a reset', () => {
  test('names what it removes and does nothing without a yes', async () => {
    const { terminal, learner } = await lesson(80, 24);
    terminal.type('r');
    await expectFrame(await terminal.until('network docklab-read-only'), 'ask-reset-80x24');
    terminal.press('escape');
    await terminal.until('━▶ Text');
    expect(learner.asked).not.toContain('reset read-only');
    terminal.type('r');
    await terminal.until('network docklab-read-only');
    terminal.type('y');
    await terminal.until('… stopping');
    expect(learner.asked).toContain('reset read-only');
  });

  test('cannot be confirmed before the list of removals is there', async () => {
    const learner = new FakeLearner();
    let answer: (plan: FreshPlan) => void = () => undefined;
    learner.freshPlan = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const { terminal } = await lesson(100, 30, learner);
    terminal.type('r');
    await terminal.until('Finding out what would be removed');
    terminal.type('y');
    answer({ removed: ['container read-only-web'], kept: [] });
    await terminal.until('container read-only-web');
    expect(learner.asked).not.toContain('reset read-only');
  });

  test('with more names than rows can be scrolled to the last one', async () => {
    const learner = new FakeLearner();
    learner.kept = [];
    learner.removalNames = Array.from(
      { length: 40 },
      (_, index) => `container number ${index + 1}`,
    );
    const { terminal } = await lesson(60, 16, learner);
    terminal.type('r');
    await terminal.until('container number 1');
    terminal.type('j'.repeat(40));
    await terminal.until('container number 40');
    await terminal.until('removes this');
  });
});
