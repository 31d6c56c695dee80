/** What changed between an earlier report and this one, finding by finding. */
import type { AuditReport } from './report.ts';

export interface Difference {
  rule: string;
  subject: string;
  saw: string;
}

export interface Differences {
  /** Wrong now, and not then. */
  appeared: readonly Difference[];
  /** Wrong then, and not now. */
  gone: readonly Difference[];
}

export const wrongOf = ({ sections }: AuditReport): Difference[] =>
  sections
    .flatMap(({ results }) => results)
    .flatMap(({ rule, outcome }) =>
      outcome.is === 'warn'
        ? outcome.findings.map(({ subject, saw }) => ({ rule: rule.slug, subject, saw }))
        : [],
    );

/** One finding is another's when rule and object are the same: how it is told may change with a version of docklab. */
const key = ({ rule, subject }: Difference) => `${rule} ${subject}`;

export function differences(
  before: readonly Difference[],
  after: readonly Difference[],
): Differences {
  const [then, now] = [new Set(before.map(key)), new Set(after.map(key))];
  return {
    appeared: after.filter((one) => !then.has(key(one))),
    gone: before.filter((one) => !now.has(key(one))),
  };
}
