import { describe, expect, test } from 'vitest';
import { calm } from '../../src/ui/state/calm.ts';
import { FakeLearner } from './support/fake-learner.ts';
import { expectFrame, opened } from './support/open.ts';
import { ROOT_FAILS, SIZE_PASSES, TMP_PASSES } from './support/verdicts.ts';

/** A lesson whose lab is at a step; nothing moves by itself. */
function starting(fraction: number) {
  const learner = new FakeLearner();
  const at = (share: number) =>
    learner.lab('read-only', { is: 'starting', step: 'build web', fraction: share });
  learner.onEnter = () => at(fraction);
  const { terminal } = opened(80, 24, { learner, lesson: 'read-only', motion: 'reduced' });
  return { learner, terminal, at };
}

describe('with reduced motion', () => {
  test('how far a lab is comes in words and quarters, without a bar', async () => {
    const { terminal, at } = starting(0.1);
    await terminal.until(/starting {2}build web +x stops$/m);
    at(0.26);
    await terminal.until('build web, a quarter done');
    at(0.74);
    await expectFrame(await terminal.until('build web, half done'), 'starting-calm-80x24');
    expect(terminal.frame()).not.toMatch(/[█░%]/);
    at(1);
    await terminal.until('build web, three quarters done');
  });

  test('nothing changes while a step goes on within a quarter', () => {
    const learner = new FakeLearner();
    const at = (fraction: number) => {
      learner.lab('read-only', { is: 'starting', step: 'build web', fraction });
      return calm(learner.lesson('read-only'));
    };
    expect(at(0.3)).toEqual(at(0.45));
    expect(at(0.3)).not.toEqual(at(0.5));
  });

  test('a task that was judged keeps its sign while it is looked at again', async () => {
    const { terminal, learner } = opened(80, 24, { lesson: 'read-only', motion: 'reduced' });
    await terminal.until('✔ running');
    for (const verdict of [ROOT_FAILS, TMP_PASSES]) learner.verdict(verdict);
    await terminal.until('tasks ✘ ✔ ○');
    for (const task of ['root', 'tmp', 'size']) learner.checking('read-only', task);
    await terminal.until('tasks ✘ ✔ …');
    learner.verdict(SIZE_PASSES);
    await terminal.until('tasks ✘ ✔ ✔');
  });
});
