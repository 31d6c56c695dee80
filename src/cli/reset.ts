/** `docklab reset [LESSON|--all]`: a lab as new, after asking. */
import type { Command } from 'commander';
import { removalsOf, resetLab } from '../app/labs.ts';
import { lessonOf } from '../app/lesson-of.ts';
import type { World } from '../app/world.ts';
import type { Lesson } from '../course/types.ts';
import { type Cli, print, printJson, usage, worldOf } from './cli.ts';
import { confirm } from './confirm.ts';
import { progressLine } from './progress-line.ts';
import { openProgress } from './progress.ts';
import { runningLessons } from './stop.ts';

interface Options {
  all?: true;
  yes?: true;
  json?: true;
}

export function registerReset(program: Command, cli: Cli): void {
  program
    .command('reset')
    .argument('[lesson]', 'the lesson; the one whose lab runs when it is the only one')
    .description(
      'make a lab as new: what you changed in it and your answers go, your files are kept aside',
    )
    .option('--all', 'every lab that runs')
    .option('--yes', 'do not ask')
    .option('--json', 'for programs')
    .action(async (id: string | undefined, options: Options, command: Command) => {
      const world = await worldOf(cli, command);
      const lessons = await chosen(world, id, options);
      const items = (await Promise.all(lessons.map((one) => removalsOf(world, one)))).flat();
      const question = `Remove ${items.length} objects and launch ${namesOf(lessons)} anew?`;
      const { yes } = options;
      const isAgreed = lessons.length === 0 || (await confirm(cli, { question, items, yes }));
      const progress = progressLine(cli);
      const store = isAgreed ? await openProgress(cli, world) : undefined;
      for (const lesson of isAgreed ? lessons : []) {
        await resetLab(world, lesson, progress.listen, cli.signal);
        await store?.record({ is: 'fresh', lesson: lesson.id });
      }
      progress.clear();
      const reset = isAgreed ? lessons.map((lesson) => lesson.id) : [];
      if (options.json) return printJson(cli, { reset, removed: isAgreed ? items : [] });
      print(cli, reset.length === 0 ? 'Nothing was reset.' : `As new: ${namesOf(lessons)}`);
    });
}

const namesOf = (lessons: readonly Lesson[]) => lessons.map((lesson) => lesson.id).join(', ');

async function chosen(world: World, id: string | undefined, options: Options): Promise<Lesson[]> {
  if (id !== undefined && options.all) throw usage('Name a lesson or --all, not both.');
  if (id !== undefined) return [lessonOf(world, id)];
  const running = await runningLessons(world);
  if (options.all || running.length === 1) return running;
  throw usage(
    running.length === 0
      ? 'No lab runs: name the lesson to reset.'
      : `Several labs run (${namesOf(running)}): name the lesson to reset.`,
    ['Reset one: docklab reset LESSON', 'Reset all that run: docklab reset --all'],
  );
}
