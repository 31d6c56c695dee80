/** `docklab doctor`: what this machine and its engine can do for the course. */
import type { Command } from 'commander';
import { examine, type DoctorReport, type EngineReport } from '../app/doctor.ts';
import type { Readiness } from '../app/learner.ts';
import { type Cli, print, printJson, worldOf } from './cli.ts';
import { painter, type Paint } from './paint.ts';
import { progressLine } from './progress-line.ts';

const LACKS = 3;

export function registerDoctor(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .description('what this host can and cannot run, and how to get what is missing')
    .option('--json', 'for programs')
    .action(async (options: { json?: true }, command: Command) => {
      const world = await worldOf(cli, command);
      const progress = progressLine(cli);
      if (cli.terminal.stderr.isTTY) progress.step('look at the engine');
      const report = await examine(world).finally(progress.clear);
      if (options.json) printJson(cli, toJson(report));
      else print(cli, toText(report, painter(cli.terminal.stdout)));
      if (report.engine.is === 'missing') cli.finish(LACKS);
    });
}

const toJson = ({ engine, kernel, tools, lessons }: DoctorReport) => ({
  engine:
    engine.is === 'missing'
      ? { found: false, error: omitIs(engine) }
      : {
          found: true,
          ...engine.info,
          endpoint: engine.endpoint,
          baseImage: engine.hasBaseImage,
        },
  kernel,
  tools: tools.map(({ name, path, isNeeded, use }) => ({
    name,
    path: path ?? null,
    needed: isNeeded,
    use,
  })),
  lessons: lessons.map(({ lesson, readiness }) => ({
    id: lesson.id,
    ready: readiness.is,
    ...('why' in readiness ? { why: readiness.why, next: readiness.next } : {}),
  })),
});

const omitIs = ({ code, message, why, next }: EngineReport & { is: 'missing' }) => ({
  code,
  message,
  why,
  next,
});

function toText({ engine, kernel, tools, lessons }: DoctorReport, paint: Paint): string {
  const width = Math.max(...lessons.map(({ lesson }) => lesson.id.length));
  const mark = { yes: paint('green', '✓'), no: paint('yellow', '–'), unknown: '?' };
  return [
    paint('bold', 'Engine'),
    ...engineLines(engine, paint),
    ...(kernel.length === 0 ? [] : ['', paint('bold', 'Kernel of the engine’s host')]),
    ...kernel.map(({ name, state, about }) => `  ${mark[state]} ${name.padEnd(16)} ${about}`),
    '',
    paint('bold', 'Programs here'),
    ...tools.map(({ name, path, isNeeded, use }) => {
      const isThere = path === undefined ? 'no' : 'yes';
      const need = path === undefined && isNeeded ? paint('red', ' (needed)') : '';
      return `  ${mark[isThere]} ${name.padEnd(16)} ${path ?? `not on PATH: ${use}`}${need}`;
    }),
    '',
    paint('bold', 'Lessons'),
    ...lessons.flatMap(({ lesson, readiness }) =>
      readinessLines(lesson.id.padEnd(width), readiness, paint),
    ),
  ].join('\n');
}

function engineLines(engine: EngineReport, paint: Paint): string[] {
  if (engine.is === 'missing')
    return [
      `  ${paint('red', '✗')} ${engine.message}`,
      ...(engine.why === '' ? [] : [`    ${engine.why}`]),
      ...engine.next.map((action) => `    → ${action}`),
    ];
  const { info, endpoint } = engine;
  const kind = info.desktop ? 'Docker Desktop' : info.rootless ? 'rootless' : 'as root';
  const cgroups = `cgroups v${info.cgroupVersion}, driver ${info.cgroupDriver}`;
  const image = engine.hasBaseImage ? 'is there' : 'is made at the first start of a lab';
  return [
    `  ${paint('green', '✓')} Docker ${info.version} (API ${info.apiVersion}), ${kind}`,
    `    at ${endpoint.url} (${endpoint.from})`,
    `    ${info.os}, kernel ${info.kernel}, ${info.architecture}`,
    `    ${cgroups}, storage ${info.storageDriver}`,
    `    base image ${image}`,
  ];
}

function readinessLines(name: string, readiness: Readiness, paint: Paint): string[] {
  switch (readiness.is) {
    case 'ready':
      return [`  ${paint('green', '✓')} ${name}  ready`];
    case 'unknown':
      return [`  ? ${name}  not known`];
    case 'partly':
    case 'not-here':
      return [
        `  ${paint('yellow', '–')} ${name}  ${readiness.is === 'partly' ? 'partly' : 'not here'}: ${readiness.why}`,
        `    ${' '.repeat(name.length)}  → ${readiness.next}`,
      ];
  }
}
