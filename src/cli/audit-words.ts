/** The words of a report that people read. */
import type { Counts, Judged } from '../audit/report.ts';
import type { OutcomeKind } from '../audit/rule.ts';

export const VERDICT: Record<OutcomeKind, string> = {
  warn: 'wrong',
  waived: 'accepted',
  unknown: 'not seen',
  note: 'for you to look at',
  info: 'to know',
  pass: 'right',
  'not-applicable': 'nothing of it here',
};

const KINDS = Object.keys(VERDICT) as OutcomeKind[];

export const countWords = (counts: Counts): string =>
  KINDS.filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${VERDICT[kind]}`)
    .join(', ');

/** How many of these came out so. */
export const countOf = (results: readonly Judged[]): Counts => {
  const of = (kind: OutcomeKind) => results.filter(({ outcome }) => outcome.is === kind).length;
  return {
    warn: of('warn'),
    waived: of('waived'),
    unknown: of('unknown'),
    note: of('note'),
    info: of('info'),
    pass: of('pass'),
    'not-applicable': of('not-applicable'),
  };
};
