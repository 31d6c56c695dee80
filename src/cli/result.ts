/** `docklab result [LESSON]`: what an exam earned, to print. */
import type { Command } from 'commander';
import { examOf } from '../app/exam-of.ts';
import { examResult } from '../app/result.ts';
import { verifyLab } from '../app/verifying.ts';
import type { World } from '../app/world.ts';
import type { Lesson } from '../course/types.ts';
import { oneLine } from '../host/sanitise.ts';
import type { TaskVerdict } from '../verify/verdict.ts';
import { type Cli, print, printJson, usage, worldOf } from './cli.ts';
import { progressLine } from './progress-line.ts';
import { openProgress } from './progress.ts';
import { resultText } from './result-text.ts';
import { runningLab } from './running-lab.ts';
import { recordPasses } from './verify.ts';

const NAME = 60;

interface Options {
  name?: string;
  json?: true;
}

export function registerResult(program: Command, cli: Cli): void {
  program
    .command('result')
    .argument('[lesson]', 'the exam where none is named')
    .description('judge an exam now, and print its result')
    .option('--name <name>', 'whose result it is')
    .option('--json', 'for programs')
    .action(async (id: string | undefined, options: Options, command: Command) => {
      const world = await worldOf(cli, command);
      const lesson = examOf(world, id);
      if (lesson.kind !== 'exam')
        throw usage(`${lesson.id} is a lesson: only an exam has a result.`, [
          `See how you stand: docklab verify ${lesson.id}`,
        ]);
      const lab = await runningLab(world, lesson);
      const verdicts = await judged(cli, world, lesson);
      const { store } = await openProgress(cli, world);
      const result = await examResult(world, lab, {
        name: nameOf(options.name),
        version: cli.version,
        verdicts,
        progress: store.progress(),
        at: new Date(),
      });
      if (options.json) printJson(cli, result);
      else print(cli, resultText(result));
    });
}

/** A name as one line that is safe to print; none where nothing is left of it. */
function nameOf(name: string | undefined): string | undefined {
  const line = oneLine(name ?? '', NAME);
  return line === '' ? undefined : line;
}

async function judged(cli: Cli, world: World, lesson: Lesson): Promise<readonly TaskVerdict[]> {
  const progress = progressLine(cli);
  const lab = await runningLab(world, lesson);
  try {
    progress.step('verify all tasks');
    const tell = ({ task, status }: TaskVerdict) => progress.step(`${task}: ${status}`);
    const { tasks } = await verifyLab(world, lab, undefined, tell, cli.signal);
    await recordPasses(cli, world, lesson, tasks);
    return tasks;
  } finally {
    progress.clear();
  }
}
