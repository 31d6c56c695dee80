/** What went wrong, for people on standard error, and with `--json` for programs on standard output. */
import { DocklabError, exitCodeOf } from '../host/error.ts';
import { oneLine, sanitise } from '../host/sanitise.ts';
import type { Cli } from './cli.ts';
import { painter } from './paint.ts';

const ISSUES = 'npm bugs docklab';

/** Says it and gives the exit code. */
export function reportFailure(cli: Cli, error: unknown, isJson: boolean): number {
  say(cli, error instanceof DocklabError ? error : unexpected(error), isJson);
  if (cli.env['DOCKLAB_DEBUG'] && error instanceof Error)
    cli.terminal.stderr.write(`${sanitise(error.stack ?? '')}\n`);
  return exitCodeOf(error);
}

function unexpected(error: unknown): DocklabError {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new DocklabError('internal', 'docklab made a mistake.', {
    why: oneLine(said, 400),
    next: [
      'See where: set DOCKLAB_DEBUG=1 and run the same command again.',
      `Report it with what that prints: ${ISSUES}`,
    ],
    cause: error,
  });
}

function say(cli: Cli, { code, message, why, next }: DocklabError, isJson: boolean): void {
  if (isJson) {
    cli.terminal.stdout.write(`${JSON.stringify({ error: { code, message, why, next } })}\n`);
    return;
  }
  const paint = painter(cli.terminal.stderr);
  const lines = [
    paint('red', sanitise(message)),
    ...(why === '' ? [] : sanitise(why).split('\n')),
    ...next.map((action) => `  → ${sanitise(action)}`),
  ];
  cli.terminal.stderr.write(`${lines.join('\n')}\n`);
}
