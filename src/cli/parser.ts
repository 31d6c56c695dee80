/** The parser that all commands share. */
import { Command, CommanderError } from 'commander';
import { DocklabError } from '../host/error.ts';
import { oneLine } from '../host/sanitise.ts';
import type { Cli } from './cli.ts';

/** Adds a command to the parser. */
export type Register = (program: Command, cli: Cli) => void;

const EXIT_CODES = `
Exit codes: 0 all passed; 1 something failed; 2 usage; 3 something is missing here (it says what);
4 a mistake of docklab's own; 130 interrupted.`;

const USAGE = 2;

/** Runs the command that the arguments name. Rejects with what went wrong, unless commander has said it to a person. */
export async function runProgram(
  cli: Cli,
  argv: readonly string[],
  isJson: boolean,
  commands: readonly Register[],
): Promise<void> {
  try {
    await createProgram(cli, isJson, commands).parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // A request for help or the version is no failure.
    if (error.exitCode === 0) return;
    if (isJson)
      throw new DocklabError('usage', oneLine(error.message.replace(/^error: /, ''), 400));
    cli.finish(USAGE);
  }
}

/** The parser. It never ends the process: it throws commander's error. */
function createProgram(cli: Cli, isJson: boolean, commands: readonly Register[]): Command {
  const { stdout, stderr } = cli.terminal;
  const program = new Command('docklab')
    .description('Learn Docker security by doing it: real labs, judged by what the kernel says.')
    .version(cli.version)
    .option('--course <dir>', 'another course than docklab’s own (also: DOCKLAB_COURSE)')
    .addHelpText('after', EXIT_CODES)
    .helpCommand(true)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      // With --json, the caller prints the error as JSON.
      writeErr: (text) => void (isJson || stderr.write(text)),
    });
  for (const register of commands) register(program, cli);
  return program;
}
