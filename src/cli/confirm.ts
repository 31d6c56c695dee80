/** A question before something is removed. */
import { createInterface } from 'node:readline/promises';
import { DocklabError } from '../host/error.ts';
import { type Cli, isInteractive, usage } from './cli.ts';

/**
 * Whether the person agrees, after they read what will go. `--yes` agrees beforehand; where nobody can be asked and
 * nobody said so, it is a mistake of usage.
 */
export async function confirm(
  cli: Cli,
  about: { question: string; items: readonly string[]; yes: boolean | undefined },
): Promise<boolean> {
  if (about.yes === true) return true;
  if (!isInteractive(cli))
    throw usage('Nobody can be asked here, so nothing was removed.', [
      'Agree beforehand: add --yes',
    ]);
  const { stdin, stderr } = cli.terminal;
  for (const item of about.items) stderr.write(`  ${item}\n`);
  const lines = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await lines.question(`${about.question} [y/N] `, { signal: cli.signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    // Ctrl-C comes to readline here, not as a signal.
    throw new DocklabError('cancelled', 'Nothing was removed.', { cause: error });
  } finally {
    lines.close();
  }
}
