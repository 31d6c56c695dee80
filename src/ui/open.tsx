/** The course on a terminal. Loaded only when it is opened: everything else works without Ink. */
import type { Learner } from '../app/learner.ts';
import type { Outcome } from './context.ts';
import { showScreen } from './run.tsx';
import type { TerminalStreams } from './run.tsx';
import { App } from './screens/app.tsx';

export type { Outcome } from './context.ts';

export interface OpenOptions extends TerminalStreams {
  /** Opens this lesson at once. */
  readonly lesson?: string | undefined;
}

/**
 * Shows the course until the learner quits or interrupts it; the terminal is restored when the promise settles.
 * Both streams must be a terminal's. Labs go on running.
 */
export async function openCourse(learner: Learner, options: OpenOptions): Promise<Outcome> {
  const outcome = await showScreen(learner, <App lesson={options.lesson} />, options).ended;
  return isOutcome(outcome) ? outcome : { is: 'quit' };
}

function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'object' && value !== null && 'is' in value;
}
