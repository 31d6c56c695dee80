/** The report of an audit as SARIF 2.1.0, for code scanning: a result for each thing that is wrong. */
import type { AuditReport, Judged } from '../audit/report.ts';
import type { Finding, Rule, Severity } from '../audit/rule.ts';

const LEVEL: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** As scanners weigh it, from 0 to 10. */
const WEIGHT: Record<Severity, string> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.0',
  low: '2.0',
};

export function auditSarif({ sections }: AuditReport, version: string) {
  const all = sections.flatMap(({ results }) => results);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'docklab audit', version, rules: all.map(({ rule }) => ruleOf(rule)) },
        },
        results: all.flatMap(resultsOf),
      },
    ],
  };
}

const ruleOf = (rule: Rule) => ({
  id: rule.slug,
  name: rule.slug,
  shortDescription: { text: rule.title },
  fullDescription: { text: `${rule.title}. What an attacker gains otherwise: ${rule.gain}` },
  help: { text: rule.fix },
  defaultConfiguration: { level: LEVEL[rule.severity] },
  properties: {
    'security-severity': WEIGHT[rule.severity],
    tags: ['security', `cis-docker-1.8.0/${rule.cis['1.8.0']}`],
  },
});

function resultsOf({ rule, outcome, waived }: Judged) {
  const wrong = outcome.is === 'warn' ? outcome.findings : [];
  return [
    ...wrong.map((finding) => resultOf(rule, finding)),
    ...waived.map((finding) => ({
      ...resultOf(rule, finding),
      suppressions: [
        { kind: 'external', justification: `${finding.reason} (until ${finding.until})` },
      ],
    })),
  ];
}

const resultOf = (rule: Rule, { subject, saw }: Finding) => ({
  ruleId: rule.slug,
  level: LEVEL[rule.severity],
  message: { text: subject === '' ? saw : `${subject} ${saw}` },
  // There is no file in a repository to point at; scanners ask for one all the same.
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: encodeURI(subject === '' ? 'engine' : subject) },
      },
      logicalLocations: [{ name: subject === '' ? 'engine' : subject, kind: 'resource' }],
    },
  ],
  partialFingerprints: { 'docklab/v1': `${rule.slug}:${subject}` },
});
