/** The learner's own shell in a lab. */
import { basename } from 'node:path';
import { DocklabError } from '../host/error.ts';
import type { InteractiveEnd } from '../host/processes.ts';
import type { Lab } from './labs.ts';
import { shellEnv } from './workspace.ts';
import type { World } from './world.ts';

/** What system accounts have in place of a shell. */
const NO_SHELL = new Set(['nologin', 'false', 'true']);

/** Belongs to the shell that docklab was started from; the new one says its own. */
const OF_THE_OUTER_SHELL = ['PS1', 'PS2', 'PROMPT_COMMAND', 'OLDPWD', 'SHLVL', '_'];

/**
 * Gives the terminal to the shell, in the workspace and with the lab's names, and waits for its end. Rejects with
 * `tool-missing` when there is none.
 */
export async function runShell(world: World, lab: Lab): Promise<InteractiveEnd> {
  const env = shellEnv(world, lab, await world.connect());
  for (const name of OF_THE_OUTER_SHELL) delete env[name];
  const shell = await shellOf(world);
  const end = await world.processes.interactive([shell], { cwd: lab.names.workspace, env });
  if (end.is === 'not-started')
    throw new DocklabError('tool-missing', `Your shell ${shell} could not be started.`, {
      why: end.reason,
      next: ['Name another one: SHELL=/bin/bash docklab'],
    });
  return end;
}

async function shellOf(world: World): Promise<string> {
  for (const name of [world.env['SHELL'] ?? '', 'bash', 'sh']) {
    if (name === '' || NO_SHELL.has(basename(name))) continue;
    const path = await world.processes.which(name);
    if (path !== undefined) return path;
  }
  throw new DocklabError('tool-missing', 'There is no shell on this machine.', {
    next: ['Name yours: SHELL=/path/to/shell docklab'],
  });
}
