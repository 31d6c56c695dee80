/** `docklab audit`: the CIS Docker Benchmark for the engine and its host. Looks only, changes nothing. */
import type { Command } from 'commander';
import { collectCompatFacts } from '../app/audit/collect-compat.ts';
import { collectFacts } from '../app/audit/collect.ts';
import type { AuditSources } from '../app/audit/sources.ts';
import { compatReport } from '../audit/compat/report.ts';
import { differences, wrongOf, type Differences } from '../audit/diff.ts';
import type { AuditFacts } from '../audit/facts.ts';
import { failsAt, judge, strangeWords, type AuditReport, type Selection } from '../audit/report.ts';
import { SEVERITIES, type Severity } from '../audit/rule.ts';
import { strangeNames } from '../audit/scope.ts';
import { dayOf, expired, type Waiver } from '../audit/waive.ts';
import { sanitise } from '../host/sanitise.ts';
import { auditHtml } from './audit-html.ts';
import { auditJson } from './audit-json.ts';
import { auditJunit } from './audit-junit.ts';
import { auditSarif } from './audit-sarif.ts';
import { auditText } from './audit-text.ts';
import { type Cli, print, printJson, usage } from './cli.ts';
import { painter } from './paint.ts';
import { progressLine } from './progress-line.ts';

const FAILED = 1;

const FORMATS = ['text', 'json', 'compat', 'junit', 'sarif', 'html'] as const;
type Format = (typeof FORMATS)[number];

interface Options {
  format?: string;
  json?: true;
  compat?: true;
  all?: true;
  failOn: string;
  waivers?: string;
  diff?: string;
  container: readonly string[];
  image: readonly string[];
  include: readonly string[];
  exclude: readonly string[];
}

const words = (list: string, before: readonly string[]): string[] => [
  ...before,
  ...list.split(',').filter((word) => word !== ''),
];

export function registerAudit(program: Command, cli: Cli): void {
  program
    .command('audit')
    .description('check the engine, its host and its containers against the CIS Docker Benchmark')
    .option('--json', 'for programs')
    .option('--format <format>', FORMATS.join(', '))
    .option('--compat', "docker-bench-security's own verdicts, in its JSON")
    .option('--all', 'also what is right, and what there is nothing of')
    .option('--fail-on <severity>', `exit code 1 from here on: ${levels}, or never`, 'medium')
    .option('--include <rules>', 'only these: names or numbers, with commas between', words, [])
    .option('--exclude <rules>', 'without these', words, [])
    .option('--container <names>', 'only these containers; * stands for any letters', words, [])
    .option('--image <names>', 'only these images', words, [])
    .option('--diff <file>', 'what changed since that report of --json; only what is new fails')
    .option('--waivers <file>', 'what is accepted, with reasons, and until when')
    .action((options: Options) => audit(cli, options));
}

async function audit(cli: Cli, options: Options): Promise<void> {
  const format = formatOf(options);
  const failOn = severityOf(options.failOn);
  const selection = selectionOf(options);
  const sources = await cli.auditSources();
  const today = dayOf(new Date());
  const waivers = options.waivers === undefined ? [] : await readWaivers(sources, options.waivers);
  for (const { rule, reason } of expired(waivers, today))
    cli.terminal.stderr.write(sanitise(`The waiver of ${rule} (${reason}) has expired.\n`));
  const progress = progressLine(cli);
  if (cli.terminal.stderr.isTTY) progress.step('look at the engine and its host');
  if (format === 'compat') {
    const facts = await collectCompatFacts(sources, cli.signal).finally(progress.clear);
    return printJson(cli, compatReport(facts, new Date()));
  }
  const facts = await collectFacts(sources, cli.signal).finally(progress.clear);
  const scope = { containers: options.container, images: options.image };
  refuseStrange(strangeNames(facts, scope));
  const report = judge(facts, selection, { waivers, today }, scope);
  const since = await sinceThen(sources, options.diff, report);
  show(cli, format, { facts, report, since }, options);
  const among = since && new Set(since.appeared.map(({ rule }) => rule));
  if (failOn !== 'never' && failsAt(report, failOn, among)) cli.finish(FAILED);
}

function refuseStrange(names: readonly string[]): void {
  if (names.length === 0) return;
  throw usage(`Nothing is named ${names.map((name) => `"${name}"`).join(' or ')}.`, [
    'See the names: docker ps --all, docker image ls',
  ]);
}

async function sinceThen(
  { files }: AuditSources,
  path: string | undefined,
  report: AuditReport,
): Promise<Differences | undefined> {
  if (path === undefined) return undefined;
  const { readReport } = await import('../app/audit/read-report.ts');
  return differences(await readReport(files, path), wrongOf(report));
}

interface Told {
  facts: AuditFacts;
  report: AuditReport;
  since: Differences | undefined;
}

function show(
  cli: Cli,
  format: Exclude<Format, 'compat'>,
  { facts, report, since }: Told,
  options: Options,
): void {
  switch (format) {
    case 'json':
      return printJson(cli, auditJson(facts, report, since));
    case 'sarif':
      return printJson(cli, auditSarif(report, cli.version));
    case 'html':
      return print(cli, auditHtml(facts, report));
    case 'junit':
      return print(cli, auditJunit(report));
    case 'text': {
      const extent = options.all ? 'all' : 'wrong';
      return print(cli, auditText(facts, report, extent, painter(cli.terminal.stdout), since));
    }
  }
}

const levels = SEVERITIES.join(', ');

function formatOf({ format, json, compat }: Options): Format {
  const usual = json ? 'json' : compat ? 'compat' : 'text';
  const known = FORMATS.find((one) => one === (format ?? usual));
  if (known !== undefined) return known;
  throw usage(`There is no format "${format}".`, [`Choose one of ${FORMATS.join(', ')}.`]);
}

async function readWaivers({ files }: AuditSources, path: string): Promise<Waiver[]> {
  // Its parser is only loaded where there is something to parse.
  const reader = await import('../app/audit/read-waivers.ts');
  return reader.readWaivers(files, path);
}

function severityOf(word: string): Severity | 'never' {
  const known = SEVERITIES.find((severity) => severity === word);
  if (known !== undefined || word === 'never') return known ?? 'never';
  throw usage(`There is no severity "${word}".`, [`Choose one of ${levels}, or never.`]);
}

function selectionOf({ include, exclude }: Options): Selection {
  const selection = { include, exclude };
  const strange = strangeWords(selection);
  if (strange.length === 0) return selection;
  throw usage(`No rule is named ${strange.map((word) => `"${word}"`).join(' or ')}.`, [
    'See all names and numbers: docklab audit --all',
  ]);
}
