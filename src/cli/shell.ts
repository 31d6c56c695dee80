/** `docklab shell LESSON`: the learner's own shell, in the workspace and with the lab's names. */
import type { Command } from 'commander';
import { lessonOf } from '../app/labs.ts';
import { shellEnv } from '../app/workspace.ts';
import { DocklabError } from '../host/error.ts';
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
      const env = shellEnv(world, lab, await world.connect());
      const shell = world.env['SHELL'] || 'bash';
      if (cli.terminal.stdin.isTTY)
        cli.terminal.stderr.write(`Your files and $LAB_… names are here; exit brings you back.\n`);
      const end = await world.processes.interactive([shell], { cwd: lab.names.workspace, env });
      if (end.is === 'not-started')
        throw new DocklabError('tool-missing', `Your shell ${shell} could not be started.`, {
          why: end.reason,
          next: ['Name another one: SHELL=/bin/bash docklab shell …'],
        });
      // As every shell's caller expects: the code of the last command.
      if (end.is === 'exited') cli.finish(end.code);
    });
}
