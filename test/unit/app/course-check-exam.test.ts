import { describe, expect, test } from 'vitest';
import { withoutGifts, withScore } from '../../../src/app/course-check-exam.ts';
import type { Lesson } from '../../../src/course/types.ts';
import type { CheckKind } from '../../../src/verify/contract.ts';
import { worst, type CheckStatus, type LessonVerdict } from '../../../src/verify/verdict.ts';

const PROVEN = { is: 'proven' } as const;

const lesson = (kind: Lesson['kind']) =>
  ({ kind, tasks: [{ id: 'a', title: 'A', points: 10, hints: [] }] }) as unknown as Lesson;

function verdict(checks: readonly (readonly [CheckKind, CheckStatus])[]): LessonVerdict {
  const all = checks.map(([kind, status], index) => {
    return { id: `c${index}`, kind, status, observed: '', expected: '', why: '', see: '' };
  });
  const status = worst(all.map((check) => check.status));
  return { lesson: 'x', status, tasks: [{ lesson: 'x', task: 'a', status, checks: all, ms: 1 }] };
}

describe('the untouched lab of an exam', () => {
  const judged = (...checks: readonly (readonly [CheckKind, CheckStatus])[]) =>
    withoutGifts(lesson('exam'), verdict(checks), PROVEN);

  test('earns nothing', () => {
    expect(judged(['attack', 'fail'], ['service', 'pass'], ['control', 'fail'])).toEqual(PROVEN);
  });
  test('must not earn what was there before', () => {
    expect(judged(['attack', 'fail'], ['service', 'pass'], ['control', 'pass'])).toEqual({
      is: 'failed',
      details: ['a/c2 passes in the untouched lab: in an exam that earns points'],
    });
  });
  test('needs a service check and one that earns points, for each task', () => {
    expect(judged(['attack', 'fail'])).toMatchObject({
      details: ['a has no service check: its points need a service'],
    });
    expect(judged(['service', 'fail'])).toMatchObject({
      details: ['a has no attack or control check that earns its points'],
    });
  });
  test('of a lesson may pass some of its checks', () => {
    const passing = verdict([['control', 'pass']]);
    expect(withoutGifts(lesson('lesson'), passing, PROVEN)).toEqual(PROVEN);
  });
  test('keeps what was wrong before', () => {
    const failed = { is: 'failed', details: ['before'] } as const;
    const gift = verdict([
      ['control', 'pass'],
      ['service', 'pass'],
    ]);
    expect(withoutGifts(lesson('exam'), gift, failed)).toMatchObject({
      details: ['before', expect.stringContaining('a/c0')],
    });
  });
});

describe('the score of a near miss', () => {
  const half = verdict([
    ['attack', 'fail'],
    ['service', 'pass'],
    ['control', 'pass'],
  ]);
  test('is as its author says', () => {
    expect(withScore(lesson('exam'), half, 5, PROVEN)).toEqual(PROVEN);
    expect(withScore(lesson('exam'), half, undefined, PROVEN)).toEqual(PROVEN);
  });
  test('is another one', () => {
    expect(withScore(lesson('exam'), half, 10, PROVEN)).toEqual({
      is: 'failed',
      details: ['it earns 5 of 10 points: expected 10'],
    });
  });
  test('cannot be compared where the host cannot show all, and that is said', () => {
    const some = verdict([
      ['attack', 'unsupported'],
      ['service', 'pass'],
      ['control', 'fail'],
    ]);
    expect(withScore(lesson('exam'), some, 5, PROVEN)).toEqual({
      is: 'proven',
      without: ['a score of 5: 5 points left the total'],
    });
  });
});
