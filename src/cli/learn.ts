/** `docklab` and `docklab learn LESSON`: the course on the terminal. The screens are loaded only here. */
import type { Command } from 'commander';
import { lessonOf } from '../app/labs.ts';
import { meant } from '../course/problem.ts';
import { oneLine } from '../host/sanitise.ts';
import { type Cli, isInteractive, usage, worldOf } from './cli.ts';
import { addLookOptions, lookFor } from './look.ts';
import { openProgress } from './progress.ts';
import { untilAborted } from './until-aborted.ts';

const INTERRUPTED = 130;

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
      if (unknown === undefined) return open(cli, command, undefined);
      const known = program.commands.map((one) => one.name());
      throw usage(`There is no command "${oneLine(unknown, 60)}": ${meant(unknown, known)}`, [
        'See all commands: docklab --help',
      ]);
    },
  );
}

async function open(cli: Cli, command: Command, id: string | undefined): Promise<void> {
  const look = lookFor(cli, command);
  const world = await worldOf(cli, command);
  const lesson = id === undefined ? undefined : lessonOf(world, id).id;
  const isLinear = look.output === 'linear';
  if (!isLinear && !isInteractive(cli))
    throw usage('The course opens on a terminal, and this is none.', [
      'See the lessons: docklab list',
      'Go through it in lines of words: docklab --screen-reader',
      'See one played in plain text: docklab demo',
      'See all commands: docklab --help',
    ]);
  const [openIt, { createLearner }] = await Promise.all([
    isLinear ? linear() : screens(),
    import('../app/course-session.ts'),
  ]);
  const { store } = await openProgress(cli, world);
  const learner = createLearner(world, store);
  try {
    const { stdin, stdout } = cli.terminal;
    const opened = openIt(learner, { stdin, stdout, look, env: cli.env, lesson });
    const outcome = await untilAborted(opened, cli.signal);
    if (outcome.is === 'interrupted') cli.finish(INTERRUPTED);
  } finally {
    await learner.close();
  }
}

/** The two front ends; neither is loaded for the other. */
const screens = async () => (await import('../ui/open.tsx')).openCourse;
const linear = async () => (await import('../ui/linear/open.ts')).openLinear;
