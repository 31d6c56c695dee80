import { describe, expect, test } from 'vitest';
import { HintOffers } from '../../../src/app/hint-offers.ts';
import type { TaskVerdict } from '../../../src/verify/verdict.ts';

function verdict(observed: string, status: TaskVerdict['status'] = 'fail'): TaskVerdict {
  const check = { id: 'sized', kind: 'control', expected: '', why: '', see: '' } as const;
  return { lesson: 'one', task: 'size', status, checks: [{ ...check, status, observed }], ms: 1 };
}

/** What a series of tries of one task is answered with. */
const offersOf = (offers: HintOffers, level: number, ...observed: string[]) =>
  observed.map((words) => offers.tried(verdict(words), level));

describe('a hint', () => {
  test('is offered when the same failure comes the third time', () => {
    expect(offersOf(new HintOffers(), 1, 'no size', 'no size', 'no size')).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('is offered also when other failures came between', () => {
    const tries = offersOf(new HintOffers(), 1, 'no size', 'not running', 'no size', 'no size');
    expect(tries).toEqual([false, false, false, true]);
  });

  test('is not offered for failures that differ', () => {
    expect(offersOf(new HintOffers(), 1, 'no size', 'no mount', 'rw')).not.toContain(true);
  });

  test('counts a failure as the same when only numbers or ids in it differ', () => {
    const words = ['32 MB in 4f414167895f', '64 MB in 8996e44c8978', '1 MB in a7f2bb9dc999'];
    expect(offersOf(new HintOffers(), 1, ...words)).toEqual([false, false, true]);
  });

  test('of one level is offered once, the next one after as many tries again', () => {
    const offers = new HintOffers();
    const same = Array.from({ length: 6 }, () => 'no size');
    expect(offersOf(offers, 1, ...same).filter(Boolean)).toHaveLength(1);
    offers.restart();
    expect(offersOf(offers, 1, ...same)).not.toContain(true);
    offers.restart();
    expect(offersOf(offers, 2, 'no size', 'no size', 'no size')).toEqual([false, false, true]);
  });

  test('is not offered for what passes, cannot be shown here, or broke', () => {
    const offers = new HintOffers();
    for (const status of ['pass', 'unsupported', 'error'] as const)
      for (let count = 0; count < 4; count += 1)
        expect(offers.tried(verdict('so', status), 1)).toBe(false);
  });
});
