/** The report of an audit for programs. Slugs never change; numbers are given for each version of the benchmark. */
import type { Differences } from '../audit/diff.ts';
import type { AuditFacts } from '../audit/facts.ts';
import type { AuditReport, Judged } from '../audit/report.ts';

export const auditJson = (
  { engine }: AuditFacts,
  { sections, counts }: AuditReport,
  since: Differences | undefined,
) => ({
  engine: { host: engine.hostname, version: engine.version, os: engine.os },
  counts,
  ...(since === undefined ? {} : { since }),
  sections: sections.map(({ id, title, results }) => ({
    id,
    title,
    rules: results.map(ruleJson),
  })),
});

const ruleJson = ({ rule, outcome, waived }: Judged) => ({
  rule: rule.slug,
  cis: rule.cis,
  title: rule.title,
  severity: rule.severity,
  by: rule.by,
  verdict: outcome.is,
  ...('findings' in outcome ? { findings: outcome.findings } : {}),
  ...('saw' in outcome ? { saw: outcome.saw } : {}),
  ...('why' in outcome ? { why: outcome.why } : {}),
  ...(waived.length > 0 ? { waived } : {}),
  gain: rule.gain,
  fix: rule.fix,
});
