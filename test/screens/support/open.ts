/** Opens the course on a test terminal. */
import { expect, onTestFinished } from 'vitest';
import type { Look } from '../../../src/ui/look.ts';
import { openCourse } from '../../../src/ui/open.tsx';
import type { Outcome } from '../../../src/ui/open.tsx';
import { TestTerminal } from '../../support/terminal.ts';
import { FakeLearner } from './fake-learner.ts';
import { LOOK } from './look.ts';

export interface Opened {
  readonly learner: FakeLearner;
  readonly terminal: TestTerminal;
  readonly outcome: Promise<Outcome>;
}

type Options = {
  lesson?: string;
  learner?: FakeLearner;
  env?: Readonly<Record<string, string>>;
} & Partial<Look>;

/** A course in progress on a terminal of this size, without a shell inside the screen unless one is asked for. It is closed when the test ends. */
export function opened(columns: number, rows: number, options: Options = {}): Opened {
  const { learner = new FakeLearner(), lesson, env = {}, ...look } = options;
  const terminal = new TestTerminal(columns, rows);
  const { stdin, stdout } = terminal;
  const outcome = openCourse(learner, {
    look: { ...LOOK, pane: 'handed-over', ...look },
    env,
    lesson,
    stdin,
    stdout,
  });
  outcome.catch((error: unknown) => terminal.fail(error));
  onTestFinished(async () => {
    const ended = outcome.then(
      () => true,
      () => true,
    );
    terminal.press('ctrl-c');
    const soon = new Promise<boolean>((resolve) => setTimeout(resolve, 100, false));
    if (await Promise.race([ended, soon])) return;
    // A shell has the keys.
    terminal.type('\u001b[17~\u0003');
    await ended;
  });
  return { learner, terminal, outcome };
}

/** Compares with the frame kept in `test/screens/frames`; `vitest -u` writes it anew. */
export async function expectFrame(frame: string, name: string): Promise<void> {
  await expect(`${frame}\n`).toMatchFileSnapshot(`./frames/${name}.txt`);
}
