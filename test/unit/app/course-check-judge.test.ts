import { describe, expect, test } from 'vitest';
import { judgeNearMiss, judgeSolved, judgeUntouched } from '../../../src/app/course-check-judge.ts';
import type { Expectation } from '../../../src/course/expect.ts';
import { worst, type CheckStatus, type LessonVerdict } from '../../../src/verify/verdict.ts';

const TEXT = { kind: 'control', expected: 'x', why: 'x', see: 'x' } as const;

/** Verdicts of tasks by their checks' statuses; a check says `it is STATUS`. */
function verdict(tasks: Record<string, Record<string, CheckStatus>>): LessonVerdict {
  const all = Object.entries(tasks).map(([task, checks]) => ({
    lesson: 'x',
    task,
    status: worst(Object.values(checks)),
    checks: Object.entries(checks).map(([id, status]) => ({
      ...TEXT,
      id,
      status,
      observed: `it is ${status}`,
    })),
    ms: 1,
  }));
  return { lesson: 'x', status: worst(all.map(({ status }) => status)), tasks: all };
}

const expecting = (
  fails: readonly (readonly [task: string, check: string, text: string])[],
  untried: readonly string[] = [],
): Expectation => ({
  about: 'x',
  fails: fails.map(([task, check, text]) => ({ task, check, feedback: { is: 'text', text } })),
  untried,
});

describe('an untouched lab', () => {
  test('is proven when every task fails', () => {
    expect(judgeUntouched(verdict({ a: { one: 'fail', two: 'pass' } }))).toEqual({ is: 'proven' });
  });
  test('fails when one task passes', () => {
    expect(judgeUntouched(verdict({ a: { one: 'fail' }, b: { one: 'pass' } })).is).toBe('failed');
  });
  test('fails when a check breaks, even where another one fails', () => {
    expect(judgeUntouched(verdict({ a: { one: 'fail', two: 'error' } })).is).toBe('failed');
  });
  test('is unsupported where a check cannot be made', () => {
    expect(judgeUntouched(verdict({ a: { one: 'unsupported' } })).is).toBe('unsupported');
  });
  test('fails when there are no tasks at all', () => {
    expect(judgeUntouched(verdict({})).is).toBe('failed');
  });
  test('fails when a task has no checks', () => {
    expect(judgeUntouched(verdict({ a: {} })).is).toBe('failed');
  });
});

describe('a right way', () => {
  test('is proven when every check passes', () => {
    expect(judgeSolved(verdict({ a: { one: 'pass' }, b: { two: 'pass' } })).is).toBe('proven');
  });
  test.each(['fail', 'error'] as const)('fails when one check is %s', (status) => {
    expect(judgeSolved(verdict({ a: { one: 'pass', two: status } })).is).toBe('failed');
  });
  test('is unsupported when one check is, and fails when another one fails as well', () => {
    expect(judgeSolved(verdict({ a: { one: 'pass', two: 'unsupported' } })).is).toBe('unsupported');
    expect(judgeSolved(verdict({ a: { one: 'fail', two: 'unsupported' } })).is).toBe('failed');
  });
});

describe('a service that the lab can do without', () => {
  const refused = { tunnel: 'unsupported' };
  test('does not hinder the proof of the rest, and is told', () => {
    const found = verdict({ a: { one: 'pass' }, b: { two: 'unsupported' } });
    expect(judgeSolved(found, refused)).toEqual({
      is: 'proven',
      without: [expect.stringContaining('b/two')],
    });
  });
  test('excuses nothing that fails or breaks', () => {
    const broken = verdict({ a: { one: 'fail' }, b: { two: 'unsupported' } });
    expect(judgeSolved(broken, refused).is).toBe('failed');
  });
  test('excuses nothing that cannot be shown for another reason', () => {
    const other = verdict({ b: { two: 'unsupported' } });
    expect(judgeSolved(other, { tunnel: 'no rights' }).is).toBe('unsupported');
  });
});

describe('a near miss', () => {
  const found = verdict({ a: { one: 'fail', two: 'pass' }, b: { one: 'pass' } });

  test('is proven when exactly the named checks fail, with their feedback', () => {
    expect(judgeNearMiss(found, expecting([['a', 'one', 'is fail']])).is).toBe('proven');
  });
  test('fails when a check fails that is not named', () => {
    const both = verdict({ a: { one: 'fail', two: 'fail' } });
    expect(judgeNearMiss(both, expecting([['a', 'one', 'is fail']]))).toEqual({
      is: 'failed',
      details: ['a/two fails: expected it to pass (it is fail)'],
    });
  });
  test('fails when a task fails that is not named at all', () => {
    const other = verdict({ a: { one: 'fail' }, b: { one: 'fail' } });
    expect(judgeNearMiss(other, expecting([['a', 'one', 'is fail']])).is).toBe('failed');
  });
  test('fails when the feedback is another one', () => {
    expect(judgeNearMiss(found, expecting([['a', 'one', 'root']]))).toEqual({
      is: 'failed',
      details: ['a/one fails, but says "it is fail": expected "root"'],
    });
  });
  test('fails when a named check or task does not exist', () => {
    expect(judgeNearMiss(found, expecting([['a', 'three', 'x']])).is).toBe('failed');
    const stray = expecting([
      ['a', 'one', 'is fail'],
      ['c', 'one', 'x'],
    ]);
    expect(judgeNearMiss(found, stray)).toEqual({
      is: 'failed',
      details: ['expected a failure of task c, which has no verdict'],
    });
  });
  test('an untried task must fail, at whichever check', () => {
    const expected = expecting([['a', 'one', 'is fail']], ['b']);
    const tried = (b: CheckStatus) => verdict({ a: { one: 'fail' }, b: { one: 'pass', two: b } });
    expect(judgeNearMiss(tried('fail'), expected).is).toBe('proven');
    expect(judgeNearMiss(tried('pass'), expected).is).toBe('failed');
  });
  test('is unsupported when the check that should fail cannot be made', () => {
    const hidden = verdict({ a: { one: 'unsupported' } });
    expect(judgeNearMiss(hidden, expecting([['a', 'one', 'x']])).is).toBe('unsupported');
  });
});
