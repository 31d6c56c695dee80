import { describe, expect, test } from 'vitest';
import { betterScore, pointsWords, reasonWords, scoreOf } from '../../../src/app/score.ts';
import type { Lesson } from '../../../src/course/types.ts';
import { worst, type CheckVerdict, type TaskVerdict } from '../../../src/verify/verdict.ts';

const STATUS = { p: 'pass', f: 'fail', u: 'unsupported', e: 'error' } as const;
const KIND = { A: 'attack', S: 'service', C: 'control' } as const;

/** `Ap Sf Ce`: an attack that passes, a service that fails, a control that broke. */
function verdict(task: string, words: string): TaskVerdict {
  const checks = words.split(' ').map((word, index): CheckVerdict => {
    const kind = KIND[word[0] as keyof typeof KIND];
    const status = STATUS[word[1] as keyof typeof STATUS];
    const observed = `it is ${status}`;
    return { id: `${kind}-${index}`, kind, status, observed, expected: '', why: '', see: '' };
  });
  const status = worst(checks.map((check) => check.status));
  return { lesson: 'exam', task, status, checks, ms: 1 };
}

const lessonOf = (...points: number[]) => ({
  tasks: points.map((one, at) => ({ id: `t${at}`, title: `T${at}`, points: one, hints: [] })),
});
const one = (points: number, words: string) =>
  scoreOf(lessonOf(points), [verdict('t0', words)]).tasks[0];

describe('one task', () => {
  test.each([
    // What it is, points, checks, earned, max, reason
    ['the untouched lab', 10, 'Af Sp Cf', 0, 10, 'part'],
    ['the untouched lab, its service broken', 10, 'Af Sf Cf', 0, 10, 'no-service'],
    ['everything passes', 10, 'Ap Sp Cp', 10, 10, 'full'],
    ['one of two', 10, 'Ap Sp Cf', 5, 10, 'part'],
    ['two of three, rounded down', 10, 'Ap Sp Cp Cf', 6, 10, 'part'],
    ['all of three', 10, 'Ap Sp Cp Cp', 10, 10, 'full'],
    [
      'a stopped container: attacks do not work, and neither does the service',
      10,
      'Ap Sf Cp',
      0,
      10,
      'no-service',
    ],
    ['one of two services fails', 10, 'Ap Sp Sf Cp', 0, 10, 'no-service'],
    ['a service check that broke', 10, 'Ap Se Cp', 0, 10, 'no-service'],
    ['a check that broke is no credit, and stays in the total', 10, 'Ap Sp Ce', 5, 10, 'part'],
    ['all checks broke', 10, 'Ae Sp Ce', 0, 10, 'part'],
    ['what cannot be shown leaves the total', 10, 'Ap Sp Cu', 5, 5, 'full'],
    ['what cannot be shown, and the rest fails', 10, 'Af Sp Cu', 0, 5, 'part'],
    ['nothing can be shown', 10, 'Au Sp Cu', 0, 0, 'not-here'],
    ['the service cannot be shown', 10, 'Ap Su Cp', 0, 0, 'not-here'],
    ['no service check at all', 10, 'Ap Cp', 0, 10, 'part'],
    ['a service check alone', 10, 'Sp', 0, 0, 'part'],
    ['less than a point each', 1, 'Ap Sp Cf', 0, 1, 'part'],
  ] as const)('%s', (_, points, words, earned, max, reason) => {
    expect(one(points, words)).toMatchObject({ earned, max, points, reason: { is: reason } });
  });

  test('that was not verified earns nothing, and stays in the total', () => {
    expect(scoreOf(lessonOf(7), []).tasks).toMatchObject([
      { earned: 0, max: 7, reason: { is: 'not-verified' } },
    ]);
  });
});

test('no order of passes and failures earns all points but all passes', () => {
  for (const words of ['Af Sp Cp', 'Ap Sf Cp', 'Ap Sp Cf', 'Ae Sp Cp', 'Ap Se Cp', 'Ap Sp Ce'])
    expect(one(100, words)?.earned).toBeLessThan(100);
});

test('the sum says what was earned, what can be, and what left the total', () => {
  const verdicts = [verdict('t0', 'Ap Sp Cf'), verdict('t1', 'Au Sp Cu'), verdict('t2', 'Ap Sp')];
  const score = scoreOf(lessonOf(10, 20, 5), verdicts);
  expect(score).toMatchObject({ earned: 10, max: 15, left: 20 });
  expect(pointsWords(score)).toBe('10 of 15 points');
});

test('verdicts of other tasks earn nothing', () => {
  expect(scoreOf(lessonOf(10), [verdict('other', 'Ap Sp')]).earned).toBe(0);
});

describe('the score that is kept', () => {
  const exam = { ...lessonOf(10, 5), kind: 'exam', id: 'exam' } as unknown as Lesson;
  const all = [verdict('t0', 'Ap Sp Cf'), verdict('t1', 'Ap Sp')];
  const best = (earned: number) => ({ earned, max: 15, at: '2026-01-01T00:00:00.000Z' });

  test('is the first that is more than nothing, and each that is better', () => {
    const change = { is: 'scored', lesson: 'exam', earned: 10, max: 15 };
    expect(betterScore(exam, all, undefined)).toEqual(change);
    expect(betterScore(exam, all, best(9))).toEqual(change);
    expect(betterScore(exam, all, best(10))).toBeUndefined();
    const nothing = [verdict('t0', 'Af Sp Cf'), verdict('t1', 'Af Sp')];
    expect(betterScore(exam, nothing, undefined)).toBeUndefined();
  });
  test('is that of all tasks, and of an exam', () => {
    expect(betterScore(exam, all.slice(1), undefined)).toBeUndefined();
    expect(betterScore({ ...exam, kind: 'lesson' }, all, undefined)).toBeUndefined();
  });
});

test.each([
  ['Ap Sp Cp', ''],
  ['Ap Sp Cf', '1 of 2 checks that earn points pass.'],
  ['Ap Sf Cp', 'No points while the service fails (service-1): it is fail'],
  ['Au Sp', 'This host cannot show it, so it is not part of the total: it is unsupported'],
])('%s is said in words', (words, said) => {
  expect(reasonWords(one(10, words)?.reason ?? { is: 'not-verified' })).toBe(said);
});
