/** `docklab demo`: one minute in which nobody has to do anything. In a terminal it uses the course's own screens. */
import type { Command } from 'commander';
import { prepareDemo, type Demo } from '../app/demo-script.ts';
import type { AppEvent } from '../app/events.ts';
import type { Look } from '../ui/look.ts';
import { type Cli, isInteractive, print, worldOf } from './cli.ts';
import { addLookOptions, lookFor } from './look.ts';
import { progressLine } from './progress-line.ts';
import { untilAborted } from './until-aborted.ts';
import { verdictText } from './verdict-text.ts';

const INTERRUPTED = 130;
/** How long a caption can be read (plain text can be scrolled back), and how long it is: a screen has two rows for it. */
const STYLE = { screens: { pace: 4_000, captionLength: 140 }, plain: { pace: 1_500 } };

export function registerDemo(program: Command, cli: Cli): void {
  addLookOptions(program.command('demo'))
    .description('a minute to watch: a lab is attacked, hardened, and turns green')
    .option('--plain', 'in plain text, also on a terminal')
    .action(async (options: { plain?: true }, command: Command) => {
      const look = lookFor(cli, command);
      const world = await worldOf(cli, command);
      const hasScreens = isInteractive(cli) && !options.plain && look.output === 'screens';
      const style = hasScreens ? STYLE.screens : STYLE.plain;
      const demo = await prepareDemo(world, { ...style, signal: cli.signal });
      try {
        if (hasScreens) await onScreens(cli, demo, look);
        else if (look.output === 'linear') await inLines(cli, demo);
        else await inPlainText(cli, demo);
      } finally {
        await demo.close();
      }
    });
}

async function onScreens(cli: Cli, { learner, lesson, script }: Demo, look: Look): Promise<void> {
  const { playDemo } = await import('../ui/demo.tsx');
  const play = playDemo(learner, lesson, script, { ...cli.terminal, look, env: cli.env });
  const outcome = await untilAborted(play, cli.signal);
  if (outcome.is === 'interrupted') cli.finish(INTERRUPTED);
}

async function inLines(cli: Cli, { learner, lesson, script }: Demo): Promise<void> {
  const { tellDemo } = await import('../ui/linear/demo.ts');
  await tellDemo(learner, lesson, script, cli.terminal.stdout);
}

async function inPlainText(cli: Cli, { learner, lesson, script }: Demo): Promise<void> {
  const progress = progressLine(cli);
  const shown = learner.course.lessons.find(({ id }) => id === lesson);
  const stop = learner.onEvent((event: AppEvent) => {
    progress.listen(event);
    // What fails before the solution, and while it is applied, the captions tell.
    if (event.is !== 'verdict' || event.verdict.status !== 'pass' || shown === undefined) return;
    progress.clear();
    print(cli, verdictText(cli, shown, event.verdict, event.was));
  });
  try {
    for await (const { caption } of script) {
      progress.clear();
      print(cli, `\n» ${caption}`);
    }
  } finally {
    progress.clear();
    stop();
  }
}
