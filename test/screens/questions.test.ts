import { describe, expect, test } from 'vitest';
import { FakeLearner } from './support/fake-learner.ts';
import { expectFrame, opened } from './support/open.ts';
import { ROOT_PASSES, SIZE_PASSES, TMP_PASSES } from './support/verdicts.ts';

function withTasksDone(): FakeLearner {
  const learner = new FakeLearner();
  for (const verdict of [ROOT_PASSES, TMP_PASSES, SIZE_PASSES]) learner.verdict(verdict);
  return learner;
}

describe('the questions at the end', () => {
  test.each([
    [60, 16],
    [80, 24],
    [140, 40],
  ])('explain a wrong answer and let one try again at %ix%i', async (columns, rows) => {
    const { terminal, learner } = opened(columns, rows, { lesson: 'read-only' });
    await terminal.until('✔ running');
    terminal.type('a');
    await expectFrame(await terminal.until('Question 1 of 3'), `question-${columns}x${rows}`);
    terminal.press('enter');
    await expectFrame(await terminal.until('✘ 1'), `question-wrong-${columns}x${rows}`);
    expect(learner.lesson('read-only').answers[0]).toBe(0);
    terminal.type('2');
    await expectFrame(await terminal.until('✔ 2'), `question-right-${columns}x${rows}`);
    expect(learner.lesson('read-only').answers[0]).toBe(1);
  });

  test('do not take the number of an answer that is not there', async () => {
    const { terminal, learner } = opened(80, 24, { lesson: 'read-only' });
    await terminal.until('✔ running');
    terminal.type('an');
    await terminal.until('Question 2 of 3');
    terminal.type('9p');
    await terminal.until('Question 1 of 3');
    expect(learner.lesson('read-only').answers).toEqual([undefined, undefined, undefined]);
  });

  test('lead to what was learned and what is next', async () => {
    const { terminal, learner } = opened(80, 24, { lesson: 'read-only', learner: withTasksDone() });
    await terminal.until('✔ running');
    terminal.type('a');
    await terminal.until('Question 1 of 3');
    terminal.type('2n1n2');
    await terminal.until('All questions answered');
    terminal.type('f');
    await expectFrame(await terminal.until('What you learned'), 'finish-80x24');
    terminal.press('enter');
    await terminal.until('docklab  4 Limits');
    expect(learner.asked).toContain('leave read-only');
    expect(learner.asked).toContain('enter cgroups');
  });

  test('say which one is still open when a later one is right', async () => {
    const { terminal } = opened(80, 24, { lesson: 'read-only' });
    await terminal.until('✔ running');
    terminal.type('ann2');
    await terminal.until('p goes back to what is still open: question 1, 2.');
  });

  test('that are still open are named at the end', async () => {
    const { terminal } = opened(140, 40, { lesson: 'read-only' });
    await terminal.until('✔ running');
    terminal.type('f');
    await expectFrame(await terminal.until('Still open'), 'finish-open-140x40');
  });

  test('of the last open lesson say that it was the last', async () => {
    const learner = withTasksDone();
    for (const { id } of learner.course.lessons)
      if (id !== 'read-only') learner.setProgress(id, 'solved');
    const { terminal } = opened(100, 30, { lesson: 'read-only', learner });
    await terminal.until('✔ running');
    terminal.type('f');
    await terminal.until('That was the last open lesson');
  });
});
