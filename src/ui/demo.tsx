/** `docklab demo` in a terminal: the course's own screens, played by a script. */
import type { Learner } from '../app/learner.ts';
import { DocklabError } from '../host/error.ts';
import { showScreen } from './run.tsx';
import type { TerminalStreams } from './run.tsx';
import { DemoScreen } from './screens/demo.tsx';
import type { Caption, DemoOutcome } from './screens/demo.tsx';

export type { Caption, DemoOutcome } from './screens/demo.tsx';

/**
 * Shows a lesson while `script` does its work between two captions; asks nothing of the learner itself.
 * Resolves when the script ends, or when someone pressed q or Ctrl-C: then the script is asked to return, and is not
 * waited for. Rejects with what the script threw. The terminal is restored in every case.
 */
export async function playDemo(
  learner: Learner,
  lessonId: string,
  script: AsyncIterable<Caption>,
  terminal: TerminalStreams,
): Promise<DemoOutcome> {
  const lesson = learner.course.lessons.find(({ id }) => id === lessonId);
  if (lesson === undefined) throw new DocklabError('usage', `there is no lesson “${lessonId}”`);
  const outcome = await showScreen(
    learner,
    <DemoScreen lesson={lesson} script={script} />,
    terminal,
  ).ended;
  return isDemoOutcome(outcome) ? outcome : { is: 'quit' };
}

function isDemoOutcome(value: unknown): value is DemoOutcome {
  return typeof value === 'object' && value !== null && 'is' in value;
}
