import { describe, expect, test } from 'vitest';
import { differences, wrongOf } from '../../../src/audit/diff.ts';
import { failsAt, judge } from '../../../src/audit/report.ts';
import { strangeNames } from '../../../src/audit/scope.ts';
import { BAD, factsOf, GOOD, IMAGE } from './support.ts';

const ALL = { include: [], exclude: [] };
const FACTS = factsOf({
  containers: [GOOD, BAD, { ...BAD, name: 'other' }],
  images: [
    { ...IMAGE, tags: ['a:1', 'a:latest'] },
    { ...IMAGE, tags: ['b:1'] },
  ],
});
const scopedTo = (containers: string[], images: string[] = []) =>
  judge(FACTS, ALL, undefined, { containers, images });
const subjects = (report: ReturnType<typeof scopedTo>) => [
  ...new Set(wrongOf(report).map(({ subject }) => subject)),
];

describe('a report about some containers or images', () => {
  test('has the rules about them only, and finds nothing elsewhere', () => {
    const report = scopedTo(['audit-test-b*']);
    expect(subjects(report)).toEqual(['audit-test-bad']);
    const rules = report.sections.flatMap(({ results }) => results);
    expect(rules.map(({ rule }) => rule.cis['1.8.0'])).not.toContain('5.1');
    expect(rules).toHaveLength(32);
    expect(failsAt(scopedTo(['audit-test-good']), 'low')).toBe(false);
  });

  test('an image is found by any of its tags', () => {
    expect(subjects(scopedTo([], ['a:latest']))).toEqual(['a:1, a:latest']);
    expect(subjects(scopedTo([], ['*']))).toEqual(['a:1, a:latest', 'b:1']);
  });

  test('a name that nothing has is told', () => {
    const scope = { containers: ['audit-test-*', 'nope'], images: ['a:*', 'c'] };
    expect(strangeNames(FACTS, scope)).toEqual(['nope', 'c']);
    expect(strangeNames(FACTS, { containers: ['audit.test.bad'], images: [] })).toHaveLength(1);
  });
});

describe('differences', () => {
  const one = { rule: 'seccomp', subject: 'a', saw: 'x' };

  test('are told by rule and object, not by words', () => {
    const two = { ...one, subject: 'b' };
    expect(differences([one], [{ ...one, saw: 'other words' }, two])).toEqual({
      appeared: [two],
      gone: [],
    });
    expect(differences([one, two], [two])).toEqual({ appeared: [], gone: [one] });
  });

  test('only rules with something new fail', () => {
    const report = judge(FACTS, ALL);
    expect(failsAt(report, 'low', new Set(['seccomp']))).toBe(true);
    expect(failsAt(report, 'critical', new Set(['seccomp']))).toBe(false);
    expect(failsAt(report, 'low', new Set())).toBe(false);
  });
});
