/** `docklab solution LESSON`: the reference solution, as text. That of an exam is for who has ended it. */
import type { Command } from 'commander';
import { recordOf } from '../course/progress.ts';
import { GIVE_UP, maySeeSolution } from '../course/exam.ts';
import type { Lesson } from '../course/types.ts';
import { DocklabError } from '../host/error.ts';
import type { World } from '../app/world.ts';
import { openProgress } from './progress.ts';
import { lessonOf } from '../app/lesson-of.ts';
import { solutionFiles } from '../app/solution-files.ts';
import { type Cli, print, printJson, worldOf } from './cli.ts';
import { painter } from './paint.ts';

interface Options {
  giveUp?: true;
  json?: true;
}

export function registerSolution(program: Command, cli: Cli): void {
  program
    .command('solution')
    .argument('<lesson>')
    .description('the reference solution of a lesson')
    .option('--give-up', 'of an exam that is not ended: its result will say so')
    .option('--json', 'for programs')
    .action(async (id: string, options: Options, command: Command) => {
      const world = await worldOf(cli, command);
      const lesson = lessonOf(world, id);
      if (lesson.kind === 'exam') await endExam(cli, world, lesson, options);
      const files = await solutionFiles(world.files, lesson);
      if (options.json) return printJson(cli, { lesson: lesson.id, files });
      const paint = painter(cli.terminal.stdout);
      for (const { name, text } of files) print(cli, `${paint('bold', name)}\n${text.trimEnd()}\n`);
    });
}

/** Notes that the solution is read, where that is fair. */
async function endExam(cli: Cli, world: World, lesson: Lesson, { giveUp }: Options): Promise<void> {
  const store = await openProgress(cli, world);
  if (!giveUp && !maySeeSolution(lesson, recordOf(store.progress(), lesson.id)))
    throw new DocklabError('usage', 'The solution of an exam is for who has ended it.', {
      why: 'Not all of its tasks have passed so far.',
      next: [`Give up and read it: docklab solution ${lesson.id} --give-up`, GIVE_UP],
    });
  await store.record({ is: 'solution-seen', lesson: lesson.id });
}
