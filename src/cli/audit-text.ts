/** The report of an audit for people: what is wrong first and the worst before all, then each section in a line. */
import type { Difference, Differences } from '../audit/diff.ts';
import type { AuditFacts } from '../audit/facts.ts';
import { wrongFirst, type AuditReport, type Judged } from '../audit/report.ts';
import type { Finding, OutcomeKind, Severity } from '../audit/rule.ts';
import { countOf, countWords } from './audit-words.ts';
import type { Paint, Style } from './paint.ts';

/** How much is told: what is wrong, or every rule. */
export type Extent = 'wrong' | 'all';

const SHOWN = 8;

const STYLE: Record<Severity, Style> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'dim',
};

export function auditText(
  facts: AuditFacts,
  report: AuditReport,
  extent: Extent,
  paint: Paint,
  since?: Differences,
): string {
  return [
    ...headLines(facts, paint),
    '',
    ...wrongLines(report, paint),
    ...(since === undefined ? [] : sinceLines(since, paint)),
    ...waivedLines(report, paint),
    ...(extent === 'all' ? allLines(report, paint) : openLines(report, paint)),
    paint('bold', 'Sections'),
    ...report.sections.map(({ id, title, results }) => {
      const counts = countOf(results);
      return `  ${id} ${title.padEnd(20)} ${countWords(counts)}`;
    }),
    '',
    `In all: ${countWords(report.counts)}.`,
    ...(extent === 'all' ? [] : [paint('dim', 'Every rule: docklab audit --all')]),
  ].join('\n');
}

const headLines = ({ engine }: AuditFacts, paint: Paint) => [
  paint('bold', `CIS Docker Benchmark 1.8.0: ${engine.hostname}`),
  `Docker ${engine.version}, ${engine.os}, kernel ${engine.kernel}`,
];

function wrongLines(report: AuditReport, paint: Paint): string[] {
  const wrong = wrongFirst(report);
  if (wrong.length === 0) return [paint('green', 'Nothing is wrong.'), ''];
  return [
    paint('bold', `Wrong: ${wrong.length}`),
    ...wrong.flatMap(({ rule, outcome }) => [
      '',
      `${paint(STYLE[rule.severity], rule.severity.padEnd(8))} ${paint('bold', numbered({ rule }))}`,
      ...('findings' in outcome ? findingLines(outcome.findings, Infinity, paint) : []),
      `         gives an attacker: ${rule.gain}`,
      `         put right: ${rule.fix}`,
    ]),
    '',
  ];
}

/** Number, title, and the name under which to include or exclude it. */
const numbered = ({ rule }: Pick<Judged, 'rule'>) =>
  `${rule.cis['1.8.0']} ${rule.title} [${rule.slug}]`;

function findingLines(findings: readonly Finding[], most: number, paint: Paint): string[] {
  const limit = most === Infinity ? SHOWN : most;
  const lines = findings
    .slice(0, limit)
    .map(
      ({ subject, saw }) =>
        `         - ${subject === '' ? saw : `${paint('bold', subject)} ${saw}`}`,
    );
  const rest = findings.length - lines.length;
  return rest > 0 ? [...lines, `         - and ${rest} more (--json has all)`] : lines;
}

function sinceLines({ appeared, gone }: Differences, paint: Paint): string[] {
  const lines = (all: readonly Difference[]) =>
    all.map(({ rule, subject, saw }) => `  [${rule}] ${subject} ${saw}`.replace('  ', ' '));
  return [
    paint('bold', `New since that report: ${appeared.length}`),
    ...lines(appeared),
    paint('bold', `Put right since: ${gone.length}`),
    ...lines(gone),
    '',
  ];
}

/** Never hidden: what is accepted is still wrong. */
function waivedLines({ sections }: AuditReport, paint: Paint): string[] {
  const lines = sections
    .flatMap(({ results }) => results)
    .flatMap(({ rule, waived }) =>
      waived.map(
        ({ subject, reason, until }) =>
          `  ${rule.cis['1.8.0']} ${subject || 'the engine'} [${rule.slug}], until ${until}: ${reason}`,
      ),
    );
  return lines.length === 0 ? [] : [paint('bold', `Accepted: ${lines.length}`), ...lines, ''];
}

/** What could not be seen, and what a person must look at: never left out, since neither is a pass. */
function openLines(report: AuditReport, paint: Paint): string[] {
  const all = report.sections.flatMap(({ results }) => results);
  const unknown = all.filter(({ outcome }) => outcome.is === 'unknown');
  if (unknown.length === 0) return [];
  const whys = Map.groupBy(unknown, ({ outcome }) => ('why' in outcome ? outcome.why : ''));
  return [
    paint('bold', `Not seen: ${unknown.length}`),
    ...[...whys].flatMap(([why, rules]) => [
      `  ${why}`,
      `    ${rules.map(({ rule }) => rule.cis['1.8.0']).join(', ')}`,
    ]),
    '',
  ];
}

const MARK: Record<OutcomeKind, string> = {
  warn: '✗',
  waived: '~',
  unknown: '?',
  note: '→',
  info: 'i',
  pass: '✓',
  'not-applicable': '–',
};

function allLines(report: AuditReport, paint: Paint): string[] {
  return report.sections.flatMap(({ id, title, results }) => [
    paint('bold', `${id} ${title}`),
    ...results.flatMap((judged) => [
      `  ${MARK[judged.outcome.is]} ${numbered(judged)}`,
      ...sawLines(judged, paint),
    ]),
    '',
  ]);
}

function sawLines({ outcome }: Judged, paint: Paint): string[] {
  if ('findings' in outcome) return findingLines(outcome.findings, SHOWN, paint);
  return [`         ${'saw' in outcome ? outcome.saw : outcome.why}`];
}
