/** The options of the commands that open the screens: colours, motion, the shell's place, words instead of screens. */
import type { Command } from 'commander';
import { lookOf } from '../ui/look.ts';
import type { Look, LookFlags } from '../ui/look.ts';
import { THEME_NAMES } from '../ui/theme/theme.ts';
import { type Cli, isInteractive } from './cli.ts';

export function addLookOptions(command: Command): Command {
  return command
    .option('--theme <name>', `colours: ${THEME_NAMES.join(', ')} (also: DOCKLAB_THEME)`)
    .option('--no-pane', 'hand the terminal to your shell, no pane (also: DOCKLAB_PANE=off)')
    .option('--reduced-motion', 'nothing moves by itself (also: DOCKLAB_REDUCED_MOTION=on)')
    .option('--screen-reader', 'lines of words, no screens (also: DOCKLAB_SCREEN_READER=on)');
}

/** What the command line and the environment ask for; throws `usage` for a value that is none. */
export function lookFor(cli: Cli, command: Command): Look {
  // Where there is no terminal, nothing that TERM says is about one.
  const env = isInteractive(cli) ? cli.env : { ...cli.env, TERM: undefined };
  return lookOf(command.optsWithGlobals<LookFlags>(), env);
}
