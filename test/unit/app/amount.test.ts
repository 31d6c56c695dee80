import { describe, expect, test } from 'vitest';
import { amountWords, stepEvent } from '../../../src/app/amount.ts';

describe('how far long work is', () => {
  test.each([
    [{ done: 3_140_000, total: 12_400_000 }, '3.1 of 12.4 MB'],
    [{ done: 3_140_000, of: 'bytes' }, '3.1 MB'],
    [{ done: 1, total: 7, of: 'steps' }, 'step 2 of 7'],
    [{ done: 7, total: 7, of: 'steps' }, 'step 7 of 7'],
    [{}, ''],
    [{ of: 'steps' }, ''],
  ] as const)('is said of %o as “%s”', (counted, words) => {
    expect(amountWords(counted)).toBe(words);
  });

  test('is a share where the whole is known, and nothing where it is not', () => {
    expect(stepEvent({ step: 'pull', done: 1, total: 4 })).toMatchObject({ fraction: 0.25 });
    expect(stepEvent({ step: 'pull', done: 5, total: 4 })).toMatchObject({ fraction: 1 });
    expect(stepEvent({ step: 'pull', done: 5, total: 0 })).not.toHaveProperty('fraction');
    expect(stepEvent({ step: 'pull' })).toEqual({ is: 'step', step: 'pull' });
  });
});
