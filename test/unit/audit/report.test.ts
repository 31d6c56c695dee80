import { describe, expect, test } from 'vitest';
import { BENCHMARK } from '../../../src/audit/benchmark.ts';
import { failsAt, judge, strangeWords, wrongFirst } from '../../../src/audit/report.ts';
import { expired } from '../../../src/audit/waive.ts';
import { BAD, factsOf, GOOD } from './support.ts';

const ALL = { include: [], exclude: [] };
const RULES = BENCHMARK.flatMap(({ rules }) => rules);
const range = (prefix: string, last: number) =>
  Array.from({ length: last }, (_, index) => `${prefix}${index + 1}`);

describe('the benchmark', () => {
  test('has every number of both versions, once, in order', () => {
    const shared = (daemon: number) => [
      ...range('1.1.', 18),
      ...range('1.2.', 2),
      ...range('2.', daemon),
      ...range('3.', 24),
      ...range('4.', 12),
      ...range('5.', 32),
      ...range('6.', 2),
      ...range('7.', 9),
    ];
    const numbers = (version: '1.6.0' | '1.8.0') => RULES.flatMap(({ cis }) => cis[version] ?? []);
    expect(numbers('1.6.0')).toEqual(shared(18));
    expect(numbers('1.8.0')).toEqual(shared(19));
  });

  test('names every rule once', () => {
    expect(new Set(RULES.map(({ slug }) => slug)).size).toBe(RULES.length);
    expect(RULES.filter(({ slug }) => !/^[a-z0-9-]+$/.test(slug))).toEqual([]);
  });

  test('says of every rule what it means and how to put it right', () => {
    for (const { title, gain, fix } of RULES)
      expect([title, gain, fix].every((text) => text.length > 3)).toBe(true);
  });
});

describe('a report', () => {
  test('counts every rule', () => {
    const { counts } = judge(factsOf(), ALL);
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(118);
  });

  test('tells the worst first', () => {
    const worst = wrongFirst(judge(factsOf({ containers: [GOOD, BAD] }), ALL));
    expect(worst[0]?.rule.severity).toBe('critical');
    expect(worst.at(-1)?.rule.severity).toBe('low');
  });

  test('selects by name, by number and by section', () => {
    const slugs = (include: string[], exclude: string[]) =>
      judge(factsOf(), { include, exclude }).sections.flatMap(({ results }) =>
        results.map(({ rule }) => rule.cis['1.8.0']),
      );
    expect(slugs(['5.1', 'seccomp'], [])).toEqual(['5.1', '5.22']);
    expect(slugs(['6'], [])).toEqual(['6.1', '6.2']);
    expect(slugs(['1'], ['1.1'])).toEqual(['1.2.1', '1.2.2']);
    expect(strangeWords({ include: ['seccomp', 'nope'], exclude: ['9'] })).toEqual(['nope', '9']);
  });

  test('fails at a severity and above', () => {
    const only = (severity: 'low' | 'medium' | 'high' | 'critical') =>
      failsAt(judge(factsOf(), { include: ['no-icc'], exclude: [] }), severity);
    expect([only('low'), only('medium'), only('high'), only('critical')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('judges 1,000 containers quickly, and in proportion to their number', () => {
    const containers = Array.from({ length: 1000 }, (_, index) => ({
      ...BAD,
      id: `${index}`.padStart(64, '0'),
      name: `c${index}`,
    }));
    const { counts } = judge(factsOf({ containers }), ALL);
    expect(counts.warn).toBeGreaterThan(20);
  });
});

describe('what is accepted', () => {
  const TODAY = '2026-11-25';
  const waiver = {
    rule: 'seccomp',
    subject: 'audit-test-*',
    reason: 'an old kernel',
    until: TODAY,
  };
  const judged = (...waivers: (typeof waiver)[]) => {
    const only = { include: ['seccomp'], exclude: [] };
    const facts = factsOf({ containers: [BAD, { ...BAD, name: 'other' }] });
    return judge(facts, only, { waivers, today: TODAY });
  };
  const result = (...waivers: (typeof waiver)[]) => judged(...waivers).sections[0]?.results[0];

  test('is taken out of what is wrong, and told with its reason', () => {
    expect(result(waiver)).toMatchObject({
      outcome: { is: 'warn', findings: [{ subject: 'other' }] },
      waived: [{ subject: 'audit-test-bad', reason: 'an old kernel', until: TODAY }],
    });
  });

  test('a rule of which nothing else is wrong is waived, and does not fail', () => {
    const report = judged({ ...waiver, subject: '*' });
    expect(report.counts).toMatchObject({ warn: 0, waived: 1, pass: 0 });
    expect(failsAt(report, 'low')).toBe(false);
  });

  test('holds to its day, for its rule and its object', () => {
    expect(result({ ...waiver, until: '2026-11-24' })?.waived).toEqual([]);
    expect(result({ ...waiver, rule: 'apparmor' })?.waived).toEqual([]);
    expect(result({ ...waiver, subject: 'audit.test.*' })?.waived).toEqual([]);
    expect(expired([waiver], '2026-11-26')).toEqual([waiver]);
    expect(expired([waiver], TODAY)).toEqual([]);
  });
});
