/** The report of an audit as JUnit XML: a suite for each section, a case for each rule. */
import type { AuditReport, Judged } from '../audit/report.ts';
import type { Finding } from '../audit/rule.ts';
import { escapeMarkup as escape } from './markup.ts';

export function auditJunit({ sections, counts }: AuditReport): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="docklab audit" tests="${total}" failures="${counts.warn}">`,
    ...sections.flatMap(({ id, title, results }) => [
      `  <testsuite name="${escape(`${id} ${title}`)}" tests="${results.length}" failures="${failures(results)}" skipped="${skips(results)}">`,
      ...results.flatMap(caseLines),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ].join('\n');
}

const failures = (results: readonly Judged[]) =>
  results.filter(({ outcome }) => outcome.is === 'warn').length;
const skips = (results: readonly Judged[]) =>
  results.filter((judged) => skipped(judged) !== undefined).length;

/** What was not decided is skipped, with the reason: no pass, and no failure. */
function skipped({ outcome, waived }: Judged): string | undefined {
  switch (outcome.is) {
    case 'unknown':
    case 'not-applicable':
      return `${outcome.is}: ${outcome.why}`;
    case 'note':
      return `for a person: ${said(outcome.findings)}`;
    case 'waived':
      return `accepted: ${waived.map(({ reason, until }) => `${reason} (until ${until})`).join('; ')}`;
    case 'pass':
    case 'info':
    case 'warn':
      return undefined;
  }
}

const said = (findings: readonly Finding[]): string =>
  findings.map(({ subject, saw }) => (subject === '' ? saw : `${subject} ${saw}`)).join('\n');

function caseLines(judged: Judged): string[] {
  const { rule, outcome } = judged;
  const name = escape(`${rule.cis['1.8.0']} ${rule.title}`);
  const open = `    <testcase classname="docklab.audit.${rule.slug}" name="${name}"`;
  const skip = skipped(judged);
  if (skip !== undefined)
    return [`${open}>`, `      <skipped message="${escape(skip)}"/>`, '    </testcase>'];
  if (outcome.is !== 'warn') return [`${open}/>`];
  const text = `${said(outcome.findings)}\nPut right: ${rule.fix}`;
  return [
    `${open}>`,
    `      <failure type="${rule.severity}" message="${escape(rule.gain)}">${escape(text)}</failure>`,
    '    </testcase>',
  ];
}
