/** `docklab keys`: what each key of the screens does. */
import type { Command } from 'commander';
import { type Cli, print } from './cli.ts';

export function registerKeys(program: Command, cli: Cli): void {
  program
    .command('keys')
    .description('what each key does on the screens')
    .action(async () => {
      const { keysText } = await import('../ui/key-list.ts');
      print(cli, keysText());
    });
}
