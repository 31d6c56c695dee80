/** Opens a lesson with a shell inside the screen, in front of a program that does what the test says. */
import { FakeLearner } from './fake-learner.ts';
import { FakePty } from './fake-pty.ts';
import { opened } from './open.ts';
import type { Opened } from './open.ts';

export interface OpenedShell extends Opened {
  /** The programs that were started, the last one last. */
  readonly shells: FakePty[];
  /** The last one. */
  readonly shell: () => FakePty;
}

/** The lesson `read-only` with its lab running and a prompt in its shell. */
export async function openedShell(
  columns: number,
  rows: number,
  learner = new FakeLearner(),
): Promise<OpenedShell> {
  const shells: FakePty[] = [];
  learner.onOpenShell = (size) => {
    const shell = new FakePty(size);
    shells.push(shell);
    // A moment later, as a real one: the emulator listens by then.
    setTimeout(() => shell.print('\u001b[?2004hlab$ '), 1);
    return Promise.resolve(shell);
  };
  const screen = opened(columns, rows, { lesson: 'read-only', pane: 'embedded', learner });
  await screen.terminal.until('✔ running');
  while (shells.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  const shell = (): FakePty => shells.at(-1) ?? new FakePty({ columns: 0, rows: 0 });
  return { ...screen, shells, shell };
}
