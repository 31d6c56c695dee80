/** `docklab stop [LESSON]`: stops one lab, or all that run. */
import type { Command } from 'commander';
import { findLab, stopLab } from '../app/labs.ts';
import { lessonOf } from '../app/lesson-of.ts';
import type { World } from '../app/world.ts';
import type { Lesson } from '../course/types.ts';
import { type Cli, print, printJson, worldOf } from './cli.ts';
import { progressLine } from './progress-line.ts';

export function registerStop(program: Command, cli: Cli): void {
  program
    .command('stop')
    .argument('[lesson]', 'only the lab of this lesson')
    .description('stop the labs that run')
    .option('--json', 'for programs')
    .action(async (id: string | undefined, options: { json?: true }, command: Command) => {
      const world = await worldOf(cli, command);
      const lessons = id === undefined ? await runningLessons(world) : [lessonOf(world, id)];
      const progress = progressLine(cli);
      for (const lesson of lessons) await stopLab(world, lesson, progress.listen);
      progress.clear();
      const stopped = lessons.map((lesson) => lesson.id);
      if (options.json) return printJson(cli, { stopped });
      print(cli, stopped.length === 0 ? 'No lab runs.' : `Stopped: ${stopped.join(', ')}`);
    });
}

/** Lessons whose lab is launched, in the course's order. */
export async function runningLessons(world: World): Promise<Lesson[]> {
  const running: Lesson[] = [];
  for (const lesson of world.course.lessons)
    if ((await findLab(world, lesson)) !== undefined) running.push(lesson);
  return running;
}
