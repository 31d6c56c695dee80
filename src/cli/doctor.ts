/** `docklab doctor`: what this machine and its engine can do for the course. */
import type { Command } from 'commander';
import { examine, type DoctorReport, type EngineReport } from '../app/doctor.ts';
import { refreshVersions, type Refreshed } from '../app/known-versions.ts';
import type { Readiness } from '../app/learner.ts';
import { reportVersions, type VersionReport } from '../app/version-report.ts';
import type { World } from '../app/world.ts';
import { machineJson, machineLines, machineReport, type MachineReport } from './doctor-machine.ts';
import { type Cli, print, printJson, worldOf } from './cli.ts';
import { painter, type Paint } from './paint.ts';
import { progressLine, type ProgressLine } from './progress-line.ts';
import { refreshJson, refreshLine, versionLines, versionsJson } from './version-text.ts';

const LACKS = 3;

export function registerDoctor(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .description('what this host can and cannot run, and how to get what is missing')
    .option('--json', 'for programs')
    .option(
      '--refresh',
      'first fetch newer data of versions, from the address that the course names',
    )
    .action(async (options: { json?: true; refresh?: true }, command: Command) => {
      const world = await worldOf(cli, command);
      const progress = progressLine(cli);
      const found = await look(cli, world, progress, options.refresh).finally(progress.clear);
      if (options.json) printJson(cli, toJson(found));
      else print(cli, toText(found, painter(cli.terminal.stdout)));
      const isAskedInVain = found.refreshed !== undefined && !HEARD.has(found.refreshed.is);
      if (found.report.engine.is === 'missing' || isAskedInVain) cli.finish(LACKS);
    });
}

/** Somebody answered. */
const HEARD: ReadonlySet<Refreshed['is']> = new Set(['fetched', 'not-newer']);

interface Found {
  report: DoctorReport;
  versions: VersionReport;
  /** Undefined when nobody asked for newer data. */
  refreshed: Refreshed | undefined;
  machine: MachineReport;
}

async function look(
  cli: Cli,
  world: World,
  progress: ProgressLine,
  refresh: true | undefined,
): Promise<Found> {
  const step = (words: string) => cli.terminal.stderr.isTTY && progress.step(words);
  if (refresh) step('fetch newer data of versions');
  const now = new Date();
  const refreshed = refresh && (await refreshVersions(world, now, cli.signal));
  step('look at the engine');
  const report = await examine(world);
  const { engine } = report;
  const info = engine.is === 'here' ? engine.info : undefined;
  const versions = await reportVersions(world, info, now);
  return { report, versions, refreshed, machine: await machineReport(cli, progress.listen) };
}

const toJson = ({ report, versions, refreshed, machine }: Found) => ({
  ...reportJson(report),
  versions: versionsJson(versions),
  ...(refreshed === undefined ? {} : { refresh: refreshJson(refreshed) }),
  machine: machineJson(machine),
});

const reportJson = ({ engine, kernel, tools, lessons }: DoctorReport) => ({
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

function toText({ report, versions, refreshed, machine }: Found, paint: Paint): string {
  const { engine, kernel, tools, lessons } = report;
  const compared = versionLines(versions, paint);
  const width = Math.max(...lessons.map(({ lesson }) => lesson.id.length));
  const mark = { yes: paint('green', '✓'), no: paint('yellow', '–'), unknown: '?' };
  return [
    paint('bold', 'Engine'),
    ...engineLines(engine, paint),
    ...(kernel.length === 0 ? [] : ['', paint('bold', 'Kernel of the engine’s host')]),
    ...kernel.map(({ name, state, about }) => `  ${mark[state]} ${name.padEnd(16)} ${about}`),
    ...(refreshed === undefined && compared.length === 0 ? [] : ['']),
    ...(refreshed === undefined ? [] : [refreshLine(refreshed)]),
    ...compared,
    '',
    paint('bold', 'Programs here'),
    ...tools.map(({ name, path, isNeeded, use }) => {
      const isThere = path === undefined ? 'no' : 'yes';
      const need = path === undefined && isNeeded ? paint('red', ' (needed)') : '';
      return `  ${mark[isThere]} ${name.padEnd(16)} ${path ?? `not on PATH: ${use}`}${need}`;
    }),
    '',
    paint('bold', 'Lab machine'),
    ...machineLines(machine, paint),
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
