import { setImmediate as nextTurn } from 'node:timers/promises';
import { useApp, useStdout } from 'ink';
import type { Lesson } from '../../course/types.ts';
import { useUi } from '../context.ts';

/**
 * Hands the terminal to the learner's shell and takes it back in the same place, then verifies what was done there.
 * The promise rejects when the shell could not be started; the terminal is docklab's again all the same.
 */
export function useHandOver(): (lesson: Lesson) => Promise<void> {
  const { learner } = useUi();
  const { suspendTerminal } = useApp();
  const { stdout } = useStdout();
  return async (lesson) => {
    await suspendTerminal(async () => {
      // Node takes note a turn later that nobody reads the keyboard any longer.
      await nextTurn();
      await nextTurn();
      stdout.write(`\ndocklab: your shell for “${lesson.title}”.\nType exit to go back to it.\n\n`);
      await learner.shell(lesson.id);
    });
    await learner.verify(lesson.id);
  };
}
