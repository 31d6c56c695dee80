/** `docklab course check`: lints a course and proves it on the engine. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { checkCourse, withTemporaryPaths } from '../app/course-check.ts';
import { formatReport } from '../app/course-check-format.ts';
import type { CheckReport } from '../app/course-check-report.ts';
import { type Cli, print, printJson, worldOf } from './cli.ts';
import { progressLine } from './progress-line.ts';

interface Options {
  lesson: string[];
  static?: true;
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
  course
    .command('check')
    .description('find mistakes, and prove every lesson on the engine')
    .option('--lesson <id>', 'only this lesson; may be given again', collect, [])
    .option('--static', 'only look for mistakes: needs no engine')
    .option('--json', 'for programs')
    .action(async (options: Options, command: Command) => {
      const world = await worldOf(cli, command);
      const progress = progressLine(cli);
      const dir = join(world.paths.state, `check-${world.session}`);
      const depth = options.static ? 'static' : 'proof';
      const check = { lessons: options.lesson, depth } as const;
      const aside = withTemporaryPaths(world, dir);
      const report = await checkCourse(aside, check, progress.listen, cli.signal).finally(
        async () => {
          progress.clear();
          await world.files.remove(dir);
        },
      );
      if (options.json) printJson(cli, report);
      else print(cli, formatReport(report).join('\n'));
      cli.finish(exitOf(report));
    });
}

const collect = (value: string, all: string[]) => [...all, value];

/** Mistakes in files are a matter of usage, as everywhere; a lesson that does not hold is a failure. */
const exitOf = ({ status, problems }: CheckReport) =>
  problems.some(({ severity }) => severity === 'error') ? 2 : EXIT[status];
