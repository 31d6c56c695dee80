/** `docklab shell LESSON`: the learner's own shell, in the workspace and with the lab's names. */
import type { Command } from 'commander';
import { lessonOf } from '../app/lesson-of.ts';
import { runShell } from '../app/learner-shell.ts';
import { type Cli, worldOf } from './cli.ts';
import { launched } from './start.ts';

export function registerShell(program: Command, cli: Cli): void {
  program
    .command('shell')
    .argument('<lesson>')
    .description('your own shell in the lab of a lesson')
    .action(async (id: string, _options: object, command: Command) => {
      const world = await worldOf(cli, command);
      const lab = await launched(cli, world, lessonOf(world, id));
      if (cli.terminal.stdin.isTTY)
        cli.terminal.stderr.write('Your files and the $LAB_… names are here; exit to leave.\n');
      const end = await runShell(world, lab);
      // As every shell's caller expects: the code of the last command.
      if (end.is === 'exited') cli.finish(end.code);
    });
}
