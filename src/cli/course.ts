/** `docklab course check`: lints a course and proves it on the engine. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { checkCourse, withTemporaryPaths } from '../app/course-check.ts';
import { lessonDigest } from '../app/course-digest.ts';
import { lessonOf } from '../app/lesson-of.ts';
import { formatReport } from '../app/course-check-format.ts';
import type { CheckReport } from '../app/course-check-report.ts';
import { removeOrTell } from '../app/workspace.ts';
import type { World } from '../app/world.ts';
import { type Cli, print, printJson, worldOf } from './cli.ts';
import { progressLine } from './progress-line.ts';

/** All labs share docklab's outer limits. */
const MOST_JOBS = 16;
const AS_MANY = Math.min(availableParallelism(), MOST_JOBS);

interface Options {
  lesson: string[];
  static?: true;
  jobs: number;
  json?: true;
}

const EXIT: Record<CheckReport['status'], number> = {
  proven: 0,
  linted: 0,
  failed: 1,
  unsupported: 3,
};

export function registerCourse(program: Command, cli: Cli): void {
  const course = program.command('course').description('for whoever writes a course');
  registerDigest(course, cli);
  course
    .command('check')
    .description('find mistakes, and prove every lesson on the engine')
    .option('--lesson <id>', 'only this lesson; may be given again', collect, [])
    .option('--static', 'only look for mistakes: needs no engine')
    .option('--jobs <n>', 'lessons proven at the same time', countOf, AS_MANY)
    .option('--json', 'for programs')
    .action(async (options: Options, command: Command) => {
      const world = await worldOf(cli, command);
      const report = await check(cli, world, options);
      if (options.json) printJson(cli, report);
      else print(cli, formatReport(report).join('\n'));
      cli.finish(exitOf(report));
    });
}

function registerDigest(course: Command, cli: Cli): void {
  course
    .command('digest')
    .argument('<lesson>')
    .description('one digest of all files that decide a lesson, as a result names it')
    .action(async (id: string, _: object, command: Command) => {
      const world = await worldOf(cli, command);
      print(cli, await lessonDigest(world, lessonOf(world, id)));
    });
}

/** The report of a check in folders of its own, which are removed afterwards. */
async function check(cli: Cli, world: World, options: Options): Promise<CheckReport> {
  const progress = progressLine(cli);
  const dir = join(world.paths.state, `check-${world.session}`);
  const depth = options.static ? 'static' : 'proof';
  const wanted = { lessons: options.lesson, depth, jobs: options.jobs } as const;
  try {
    return await checkCourse(withTemporaryPaths(world, dir), wanted, progress.listen, cli.signal);
  } finally {
    progress.clear();
    await removeOrTell(world, dir, progress.listen);
  }
}

function countOf(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_JOBS) return count;
  throw new InvalidArgumentError(`Expected a number from 1 to ${MOST_JOBS}.`);
}

const collect = (value: string, all: string[]) => [...all, value];

/** Mistakes in files are a matter of usage, as everywhere; a lesson that does not hold is a failure. */
const exitOf = ({ status, problems }: CheckReport) =>
  problems.some(({ severity }) => severity === 'error') ? 2 : EXIT[status];
