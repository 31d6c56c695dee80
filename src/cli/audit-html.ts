/** The report of an audit as one page: no script, nothing from elsewhere, to be kept or sent. */
import type { AuditFacts } from '../audit/facts.ts';
import { wrongFirst, type AuditReport, type Judged } from '../audit/report.ts';
import { countOf, countWords, VERDICT } from './audit-words.ts';
import { escapeMarkup as text } from './markup.ts';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
code { font-size: 0.9em; }
details { margin: 0.3rem 0; }
summary { cursor: pointer; }
li { overflow-wrap: anywhere; }
.verdict { display: inline-block; min-width: 11rem; }
.warn .verdict, .critical, .high { font-weight: bold; color: light-dark(#a30000, #ff8a80); }
.unknown .verdict, .medium { color: light-dark(#7a4b00, #ffca5c); }
.pass .verdict { color: light-dark(#0a6b2d, #7fdc9b); }
`;

export function auditHtml(facts: AuditFacts, report: AuditReport): string {
  const title = `CIS Docker Benchmark 1.8.0: ${facts.engine.hostname}`;
  const { version, os, kernel } = facts.engine;
  return [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(title)}</title>`,
    // Whatever a name holds: nothing runs, and nothing is loaded.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<style>${STYLE}</style></head>`,
    '<body>',
    `<h1>${text(title)}</h1>`,
    `<p>Docker ${text(version)}, ${text(os)}, kernel ${text(kernel)}</p>`,
    `<p>${text(countWords(report.counts))}.</p>`,
    ...wrongLines(wrongFirst(report)),
    ...report.sections.flatMap(({ id, title: name, results }) => [
      `<h2>${id} ${text(name)}</h2>`,
      `<p>${text(countWords(countOf(results)))}.</p>`,
      ...results.map(ruleLine),
    ]),
    '</body>',
    '</html>',
  ].join('\n');
}

function wrongLines(wrong: readonly Judged[]): string[] {
  if (wrong.length === 0) return ['<p>Nothing is wrong.</p>'];
  return [
    '<h2>Wrong, the worst first</h2>',
    '<ul>',
    ...wrong.map(
      ({ rule }) =>
        `<li><span class="${rule.severity}">${rule.severity}</span> <a href="#${rule.slug}">${text(`${rule.cis['1.8.0']} ${rule.title}`)}</a></li>`,
    ),
    '</ul>',
  ];
}

function ruleLine({ rule, outcome, waived }: Judged): string {
  const open = outcome.is === 'warn' ? ' open' : '';
  const saw =
    'findings' in outcome
      ? outcome.findings.map(({ subject, saw: what }) =>
          subject === '' ? text(what) : `<b>${text(subject)}</b> ${text(what)}`,
        )
      : [text('saw' in outcome ? outcome.saw : outcome.why)];
  const accepted = waived.map(
    ({ subject, reason, until }) =>
      `accepted until ${text(until)}: <b>${text(subject)}</b> ${text(reason)}`,
  );
  return [
    `<details class="${outcome.is}" id="${rule.slug}"${open}>`,
    `<summary><span class="verdict">${VERDICT[outcome.is]}</span> ${text(`${rule.cis['1.8.0']} ${rule.title}`)}</summary>`,
    `<ul>${[...saw, ...accepted].map((line) => `<li>${line}</li>`).join('')}</ul>`,
    `<p>Severity: ${rule.severity}. An attacker gains: ${text(rule.gain)}</p>`,
    `<p>Put right: <code>${text(rule.fix)}</code></p>`,
    '</details>',
  ].join('\n');
}
