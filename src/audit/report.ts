/** From facts to a report: each rule judged, counted, and whether it is bad enough to fail. */
import { BENCHMARK } from './benchmark.ts';
import type { AuditFacts } from './facts.ts';
import { EVERYTHING, isInScope, scoped, type Scope } from './scope.ts';
import { waive, type WaivedFinding, type Waiver } from './waive.ts';
import { SEVERITIES, type Outcome, type OutcomeKind, type Rule, type Severity } from './rule.ts';

export interface Judged {
  rule: Rule;
  outcome: Outcome;
  /** What is wrong as well, and accepted. */
  waived: readonly WaivedFinding[];
}

interface SectionReport {
  id: number;
  title: string;
  results: readonly Judged[];
}

export type Counts = Readonly<Record<OutcomeKind, number>>;

export interface AuditReport {
  sections: readonly SectionReport[];
  counts: Counts;
}

/** Which rules are judged: by slug, or by a number of version 1.8.0 and everything below it (`5`, `1.1`). */
export interface Selection {
  /** Empty: all. */
  include: readonly string[];
  exclude: readonly string[];
}

const names = ({ slug, cis }: Rule, word: string): boolean =>
  slug === word || cis['1.8.0'] === word || (cis['1.8.0'] ?? '').startsWith(`${word}.`);

const isSelected =
  ({ include, exclude }: Selection) =>
  (rule: Rule): boolean =>
    (include.length === 0 || include.some((word) => names(rule, word))) &&
    !exclude.some((word) => names(rule, word));

/** The words of a selection that name nothing. */
export function strangeWords({ include, exclude }: Selection): string[] {
  const rules = BENCHMARK.flatMap((section) => section.rules);
  return [...include, ...exclude].filter((word) => !rules.some((rule) => names(rule, word)));
}

/** What is accepted, and the day on which it is asked. */
export interface Acceptance {
  waivers: readonly Waiver[];
  today: string;
}

const NOTHING: Acceptance = { waivers: [], today: '' };

export function judge(
  facts: AuditFacts,
  selection: Selection,
  { waivers, today }: Acceptance = NOTHING,
  scope: Scope = EVERYTHING,
): AuditReport {
  const [isWanted, isAsked] = [isSelected(selection), isInScope(scope)];
  const judged = (rule: Rule): Judged => {
    const outcome = scoped(rule, rule.judge(facts), scope);
    return { rule, ...waive(rule.slug, outcome, waivers, today) };
  };
  const sections = BENCHMARK.map(({ id, title, rules }) => ({
    id,
    title,
    results: rules.filter((rule) => isWanted(rule) && isAsked(rule)).map(judged),
  })).filter(({ results }) => results.length > 0);
  return { sections, counts: countsOf(sections) };
}

function countsOf(sections: readonly SectionReport[]): Counts {
  const counts: Record<OutcomeKind, number> = {
    warn: 0,
    waived: 0,
    unknown: 0,
    note: 0,
    info: 0,
    pass: 0,
    'not-applicable': 0,
  };
  for (const { results } of sections) for (const { outcome } of results) counts[outcome.is] += 1;
  return counts;
}

const rank = (severity: Severity) => SEVERITIES.indexOf(severity);

/** What is wrong, the worst first, then in the order of the benchmark. */
export const wrongFirst = ({ sections }: AuditReport): Judged[] =>
  sections
    .flatMap(({ results }) => results)
    .filter(({ outcome }) => outcome.is === 'warn')
    .toSorted((a, b) => rank(b.rule.severity) - rank(a.rule.severity));

/** Whether something is wrong that is at least so bad; of some rules only, where they are named. */
export const failsAt = (
  report: AuditReport,
  severity: Severity,
  among?: ReadonlySet<string>,
): boolean =>
  wrongFirst(report).some(
    ({ rule }) => rank(rule.severity) >= rank(severity) && among?.has(rule.slug) !== false,
  );
