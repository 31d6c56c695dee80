import { setImmediate as nextTurn } from 'node:timers/promises';
import { useApp, useStdin, useStdout } from 'ink';
import type { Lesson } from '../../course/types.ts';
import { useUi } from '../context.ts';

/**
 * Hands the terminal to the learner's shell and takes it back in the same place, then verifies what was done there.
 * The promise rejects when the shell could not be started; the terminal is docklab's again all the same.
 */
export function useShell(lesson: Lesson): () => Promise<void> {
  const { learner } = useUi();
  const { suspendTerminal } = useApp();
  const { stdin } = useStdin();
  const { stdout } = useStdout();
  return async () => {
    await suspendTerminal(async () => {
      await stopReading(stdin);
      stdout.write(`\ndocklab: your shell for “${lesson.title}”.\nType exit to go back to it.\n\n`);
      await learner.shell(lesson.id);
    });
    await learner.verify(lesson.id);
  };
}

/**
 * Ink only stops listening to stdin. Node must stop reading it too, or keys meant for the shell come here, and the
 * system stops docklab for reading a terminal that is another's. Node takes note of the pause a turn after Ink's.
 */
async function stopReading(stdin: NodeJS.ReadableStream): Promise<void> {
  await nextTurn();
  stdin.pause();
  await nextTurn();
}
