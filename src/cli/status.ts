/** `docklab status`: the labs that run, and the tasks that passed. */
import type { Command } from 'commander';
import { findLab } from '../app/labs.ts';
import { recordOf } from '../course/progress.ts';
import { type Cli, print, printJson, worldOf } from './cli.ts';
import { statusOf } from './list.ts';
import { labJson } from './start.ts';
import { openProgress } from './progress.ts';

export function registerStatus(program: Command, cli: Cli): void {
  program
    .command('status')
    .description('the labs that run, and your progress')
    .option('--json', 'for programs')
    .action(async (options: { json?: true }, command: Command) => {
      const world = await worldOf(cli, command);
      const store = await openProgress(cli, world);
      const labs = [];
      for (const lesson of world.course.lessons) {
        const lab = await findLab(world, lesson);
        if (lab !== undefined) labs.push(lab);
      }
      const progress = store.progress();
      const lessons = world.course.lessons.map((lesson) => {
        const passed = recordOf(progress, lesson.id).tasks;
        return {
          id: lesson.id,
          status: statusOf(progress, lesson),
          passed: lesson.tasks.filter(({ id }) => Object.hasOwn(passed, id)).length,
          tasks: lesson.tasks.length,
        };
      });
      if (options.json) return printJson(cli, { labs: labs.map(labJson), lessons });
      const solved = lessons.filter(({ status }) => status === 'solved').length;
      print(cli, `${solved} of ${lessons.length} lessons solved.`);
      for (const { id, passed, tasks, status } of lessons)
        if (status === 'started') print(cli, `  ${id}: ${passed} of ${tasks} tasks`);
      print(cli, labs.length === 0 ? 'No lab runs.' : 'Labs that run:');
      for (const lab of labs)
        print(cli, `  ${lab.lesson.id}: your files in ${lab.names.workspace}`);
    });
}
