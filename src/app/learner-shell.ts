/** The learner's own shell in a lab: with the whole terminal, or on a pseudo-terminal inside the screen. */
import { basename } from 'node:path';
import { DocklabError } from '../host/error.ts';
import type { InteractiveEnd } from '../host/processes.ts';
import type { Pty, PtySize } from '../host/pty.ts';
import type { Lab } from './labs.ts';
import { shellEnv } from './workspace.ts';
import type { World } from './world.ts';

/** What system accounts have in place of a shell. */
const NO_SHELL = new Set(['nologin', 'false', 'true']);

/** Belongs to the shell that docklab was started from; the new one says its own. */
const OF_THE_OUTER_SHELL = ['PS1', 'PS2', 'PROMPT_COMMAND', 'OLDPWD', 'SHLVL', '_'];

/** Says where the outer terminal is, how large, and what it can do: none of it is true of one inside the screen. */
const OF_THE_OUTER_TERMINAL =
  'TMUX TMUX_PANE STY WINDOW WINDOWID TERMCAP COLUMNS LINES TERM_PROGRAM TERM_PROGRAM_VERSION VTE_VERSION KITTY_WINDOW_ID';

/**
 * Gives the terminal to the shell, in the workspace and with the lab's names, and waits for its end. Rejects with
 * `tool-missing` when there is none.
 */
export async function runShell(world: World, lab: Lab): Promise<InteractiveEnd> {
  const { shell, env } = await shellOf(world, lab);
  const end = await world.processes.interactive([shell], { cwd: lab.names.workspace, env });
  if (end.is === 'not-started')
    throw new DocklabError('tool-missing', `Your shell ${shell} could not be started.`, {
      why: end.reason,
      next: ['Name another one: SHELL=/bin/bash docklab'],
    });
  return end;
}

/**
 * The same shell on a pseudo-terminal. Rejects with `tool-missing` when there is no shell, or no pseudo-terminal.
 * The caller ends it.
 */
export async function openShell(world: World, lab: Lab, size: PtySize): Promise<Pty> {
  const { shell, env } = await shellOf(world, lab);
  for (const name of OF_THE_OUTER_TERMINAL.split(' ')) delete env[name];
  env['TERM'] = innerTerm(world.env);
  return world.openPty({ argv: [shell], cwd: lab.names.workspace, env, ...size });
}

/** What draws the pane understands xterm; colours go only as far as the terminal around it has them. */
function innerTerm({ TERM = '', COLORTERM = '' }: World['env']): string {
  const hasMany = COLORTERM !== '' || /256color|direct|kitty|alacritty|foot|ghostty/.test(TERM);
  return hasMany ? 'xterm-256color' : 'xterm';
}

async function shellOf(
  world: World,
  lab: Lab,
): Promise<{ shell: string; env: Record<string, string> }> {
  const env = shellEnv(world, lab, await world.connect());
  for (const name of OF_THE_OUTER_SHELL) delete env[name];
  return { shell: await findShell(world), env };
}

async function findShell(world: World): Promise<string> {
  for (const name of [world.env['SHELL'] ?? '', 'bash', 'sh']) {
    if (name === '' || NO_SHELL.has(basename(name))) continue;
    const path = await world.processes.which(name);
    if (path !== undefined) return path;
  }
  throw new DocklabError('tool-missing', 'There is no shell on this machine.', {
    next: ['Name yours: SHELL=/path/to/shell docklab'],
  });
}

/** The same shell; `pressed` is called when something is typed into it. */
export const withKeys = (pty: Pty, pressed: () => void): Pty => ({
  pid: pty.pid,
  ended: pty.ended,
  onData: (listen) => pty.onData(listen),
  write: (data) => {
    pressed();
    pty.write(data);
  },
  resize: (size) => pty.resize(size),
  pause: () => pty.pause(),
  resume: () => pty.resume(),
  hangUp: () => pty.hangUp(),
});
