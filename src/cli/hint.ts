/** `docklab hint LESSON TASK`: one more hint each time. */
import type { Command } from 'commander';
import { lessonOf } from '../app/lesson-of.ts';
import { NO_HINTS } from '../course/exam.ts';
import { recordOf } from '../course/progress.ts';
import { type Cli, print, printJson, usage, worldOf } from './cli.ts';
import { taskOf } from './verify.ts';
import { openProgress } from './progress.ts';

export function registerHint(program: Command, cli: Cli): void {
  program
    .command('hint')
    .argument('<lesson>')
    .argument('<task>')
    .description('one more hint for a task')
    .option('--json', 'for programs')
    .action(async (id: string, name: string, options: { json?: true }, command: Command) => {
      const world = await worldOf(cli, command);
      const lesson = lessonOf(world, id);
      const task = taskOf(lesson, name);
      if (lesson.kind === 'exam')
        throw usage(NO_HINTS, [`See where you stand: docklab verify ${lesson.id} ${task}`]);
      const all = lesson.tasks.find((one) => one.id === task)?.hints ?? [];
      const store = await openProgress(cli, world);
      const seen = recordOf(store.progress(), lesson.id).hints[task] ?? 0;
      if (seen < all.length) await store.record({ is: 'hinted', lesson: lesson.id, task });
      const hints = all.slice(0, seen + 1);
      const left = all.length - hints.length;
      if (options.json) return printJson(cli, { lesson: lesson.id, task, hints, left });
      for (const [index, hint] of hints.entries()) print(cli, `${index + 1}. ${hint}`);
      const more = left === 0 ? 'That was the last one.' : `${left} more: the same command again.`;
      cli.terminal.stderr.write(`${more}\n`);
    });
}
