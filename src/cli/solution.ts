/** `docklab solution LESSON`: the reference solution, as text. */
import type { Command } from 'commander';
import { lessonOf } from '../app/lesson-of.ts';
import { solutionFiles } from '../app/solution-files.ts';
import { type Cli, print, printJson, worldOf } from './cli.ts';
import { painter } from './paint.ts';

export function registerSolution(program: Command, cli: Cli): void {
  program
    .command('solution')
    .argument('<lesson>')
    .description('the reference solution of a lesson')
    .option('--json', 'for programs')
    .action(async (id: string, options: { json?: true }, command: Command) => {
      const world = await worldOf(cli, command);
      const lesson = lessonOf(world, id);
      const files = await solutionFiles(world.files, lesson);
      if (options.json) return printJson(cli, { lesson: lesson.id, files });
      const paint = painter(cli.terminal.stdout);
      for (const { name, text } of files) print(cli, `${paint('bold', name)}\n${text.trimEnd()}\n`);
    });
}
