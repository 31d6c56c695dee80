/** `docklab clean`: removes everything that docklab made for this course, and nothing else. */
import type { Command } from 'commander';
import { cleanAll } from '../app/cleaning.ts';
import { type Cli, print, printJson, worldOf } from './cli.ts';
import { confirm } from './confirm.ts';
import { progressLine } from './progress-line.ts';

export function registerClean(program: Command, cli: Cli): void {
  program
    .command('clean')
    .description('remove every lab of the course; your own containers and files stay')
    .option('--yes', 'do not ask')
    .option('--json', 'for programs')
    .action(async (options: { yes?: true; json?: true }, command: Command) => {
      const world = await worldOf(cli, command);
      const question = `Remove all that docklab made for “${world.course.title}” on this engine?`;
      const isAgreed = await confirm(cli, { question, items: [], yes: options.yes });
      const progress = progressLine(cli);
      const removed = isAgreed ? await cleanAll(world, progress.listen) : [];
      progress.clear();
      if (options.json) return printJson(cli, { removed });
      for (const name of removed) print(cli, name);
      print(cli, removed.length === 0 ? 'Nothing was removed.' : `${removed.length} removed.`);
    });
}
