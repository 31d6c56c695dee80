/** `docklab audit`: the CIS Docker Benchmark for the engine and its host. Looks only, changes nothing. */
import type { Command } from 'commander';
import { collectCompatFacts } from '../app/audit/collect-compat.ts';
import { collectFacts } from '../app/audit/collect.ts';
import type { AuditSources } from '../app/audit/sources.ts';
import { compatReport } from '../audit/compat/report.ts';
import { judge, failsAt, strangeWords, type Selection } from '../audit/report.ts';
import { SEVERITIES, type Severity } from '../audit/rule.ts';
import { auditJson } from './audit-json.ts';
import { auditText } from './audit-text.ts';
import { type Cli, print, printJson, usage } from './cli.ts';
import { painter } from './paint.ts';
import { progressLine } from './progress-line.ts';

const FAILED = 1;

interface Options {
  json?: true;
  compat?: true;
  all?: true;
  failOn: string;
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
    .option('--compat', "docker-bench-security's own verdicts, in its JSON")
    .option('--all', 'also what is right, and what there is nothing of')
    .option('--fail-on <severity>', `exit code 1 from here on: ${levels}, or never`, 'medium')
    .option('--include <rules>', 'only these: names or numbers, with commas between', words, [])
    .option('--exclude <rules>', 'without these', words, [])
    .action(async (options: Options) => {
      const failOn = severityOf(options.failOn);
      const selection = selectionOf(options);
      const sources = await cli.auditSources();
      if (options.compat) return printCompat(cli, sources);
      const progress = progressLine(cli);
      if (cli.terminal.stderr.isTTY) progress.step('look at the engine and its host');
      const facts = await collectFacts(sources, cli.signal).finally(progress.clear);
      const report = judge(facts, selection);
      if (options.json) printJson(cli, auditJson(facts, report));
      else
        print(
          cli,
          auditText(facts, report, options.all ? 'all' : 'wrong', painter(cli.terminal.stdout)),
        );
      if (failOn !== 'never' && failsAt(report, failOn)) cli.finish(FAILED);
    });
}

async function printCompat(cli: Cli, sources: AuditSources): Promise<void> {
  const facts = await collectCompatFacts(sources, cli.signal);
  printJson(cli, compatReport(facts, new Date()));
}

const levels = SEVERITIES.join(', ');

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
