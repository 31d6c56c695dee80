import { describe, expect, test } from 'vitest';
import type { LessonState } from '../../src/app/learner.ts';
import { rowWidth, textOf } from '../../src/ui/text/span.ts';
import { taskStrip } from '../../src/ui/views/task-strip.ts';
import type { TaskVerdict } from '../../src/verify/verdict.ts';
import { FakeLearner } from './support/fake-learner.ts';
import {
  ROOT_FAILS,
  ROOT_PASSES,
  SIZE_PASSES,
  SIZE_UNSUPPORTED,
  TMP_FAILS,
  TMP_PASSES,
} from './support/verdicts.ts';

/** The state of the lesson after these verdicts, one after the other. */
function after(...verdicts: TaskVerdict[]): LessonState {
  const learner = new FakeLearner();
  for (const verdict of verdicts) learner.verdict(verdict);
  return learner.lesson('read-only');
}

const textAt = (state: LessonState, width: number) => taskStrip(state, 'shell', width).map(textOf);

describe('the strip of tasks', () => {
  test('says how each task stands, and what the check nearest to done observed', () => {
    expect(textAt(after(TMP_FAILS, ROOT_FAILS), 80)).toEqual([
      ' Tasks 0 of 3 passed  ✘ 1 root 1 of 3 pass  ✘ 2 tmp 0 of 2 pass  ○ 3 size',
      ' ✘ 1 root: It is mounted rw: your container was started without --read-only.',
    ]);
  });

  test('leaves out words, then names, where they do not fit', () => {
    const state = after(TMP_FAILS, ROOT_FAILS);
    expect(textAt(state, 60)[0]).toBe(' Tasks 0 of 3 passed  ✘ 1 root  ✘ 2 tmp  ○ 3 size');
    expect(textAt(state, 40)[0]).toBe(' Tasks 0 of 3 passed  ✘1  ✘2  ○3');
  });

  test('is two rows that fit, whatever the width and the state', () => {
    for (const state of [after(), after(ROOT_FAILS), after(ROOT_PASSES, TMP_PASSES, SIZE_PASSES)])
      for (const width of [10, 20, 40, 80, 200]) {
        const rows = taskStrip(state, 'shell', width);
        expect(rows).toHaveLength(2);
        for (const row of rows) expect(rowWidth(row)).toBeLessThanOrEqual(width);
      }
  });

  test('speaks of the task that broke again before any other', () => {
    const state = after(ROOT_FAILS, TMP_PASSES, TMP_FAILS);
    expect(textAt(state, 80)[1]).toBe(' ✘ 2 tmp: broke again. There is no mount on /tmp.');
  });

  test('says of a task that was not verified that it was not', () => {
    expect(textAt(after(), 80)[1]).toBe('   1 root: not verified yet');
  });

  test('says that nothing is left to do, and which keys say what is next, also when this host cannot show a task', () => {
    const state = after(ROOT_PASSES, TMP_PASSES, SIZE_UNSUPPORTED);
    expect(textAt(state, 80)).toEqual([
      ' Tasks 2 of 3 passed  ✔ 1 root  ✔ 2 tmp  ? 3 size',
      ' ✔ Nothing is left to do: F6, then f says what is next.',
    ]);
    expect(textOf(taskStrip(state, 'text', 80)[1] ?? [])).toBe(
      ' ✔ Nothing is left to do: f says what is next.',
    );
  });
});
