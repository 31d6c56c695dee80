/** `docklab` and `docklab learn LESSON`: the course on the terminal. */
import type { Command } from 'commander';
import { meant } from '../course/problem.ts';
import { oneLine } from '../host/sanitise.ts';
import { type Cli, usage, worldOf } from './cli.ts';
import { addLookOptions, lookFor } from './look.ts';
import { openCourse } from './open-course.ts';

export function registerLearn(program: Command, cli: Cli): void {
  addLookOptions(program.command('learn'))
    .argument('<lesson>')
    .description('open the course at a lesson')
    .action(async (id: string, _options: object, command: Command) => open(cli, command, id));
}

/** `docklab` alone. Commands must be registered before: they would take over that arguments are let through. */
export function registerAlone(program: Command, cli: Cli): void {
  addLookOptions(program.allowExcessArguments()).action(
    async (_options: object, command: Command) => {
      const [unknown] = command.args;
      if (unknown === undefined) return open(cli, command);
      const known = program.commands.map((one) => one.name());
      throw usage(`There is no command "${oneLine(unknown, 60)}": ${meant(unknown, known)}`, [
        'See all commands: docklab --help',
      ]);
    },
  );
}

async function open(cli: Cli, command: Command, id?: string): Promise<void> {
  const look = lookFor(cli, command);
  await openCourse(cli, await worldOf(cli, command), look, id);
}
