/** What the parts of the dialogue share: what they work with, and how they ask, wait and announce. */
import type { Learner, LessonState } from '../../app/learner.ts';
import type { Lesson } from '../../course/types.ts';
import type { Clipboard } from '../clipboard.ts';
import { errorWords } from '../state/error-words.ts';
import { announcements, labLines, labSteps } from './announce.ts';
import type { Lines } from './lines.ts';
import type { Section } from './sections.ts';

/** What the whole dialogue works with. */
export interface Table {
  readonly learner: Learner;
  readonly lines: Lines;
  readonly clipboard: Clipboard;
}

/** What every part of the dialogue about one lesson works with. */
export interface Desk extends Table {
  readonly lesson: Lesson;
  readonly sections: readonly Section[];
  /** Index of the section that is read; -1 before the first. */
  section: number;
  /** Index of its part that was read last. */
  part: number;
}

/** How one goes on after a word was followed. */
export type Then =
  | { readonly is: 'stay' }
  | { readonly is: 'back' }
  | { readonly is: 'quit' }
  | { readonly is: 'open'; readonly lesson: string };

export const STAY: Then = { is: 'stay' };

export const stateOfDesk = ({ learner, lesson }: Desk): LessonState => learner.lesson(lesson.id);

/** Says what changes in the lesson, until the returned function is called. */
export function announce({ learner, lesson, lines }: Desk): () => void {
  let last = learner.lesson(lesson.id);
  return learner.subscribe(() => {
    const now = learner.lesson(lesson.id);
    const news = announcements(lesson, last, now, 'learn');
    last = now;
    lines.say(...news);
  });
}

/** Waits for what was asked of the lab and says each of its steps meanwhile; what fails says why. */
export async function waitFor(desk: Desk, work: Promise<void>): Promise<void> {
  let last = stateOfDesk(desk).lab;
  const stop = desk.learner.subscribe(() => {
    const now = stateOfDesk(desk).lab;
    desk.lines.say(...labSteps(last, now));
    last = now;
  });
  try {
    await work;
  } catch (error) {
    desk.lines.say(errorWords(error));
  } finally {
    stop();
  }
}

/** How long a verdict may take that is still under way, in milliseconds. */
const PATIENCE = 30_000;

/** Waits until every task was judged, or cannot be: a verification that a newer change overtook ends without. */
async function allJudged(desk: Desk): Promise<void> {
  const isOver = (): boolean => {
    const { lab, tasks } = stateOfDesk(desk);
    return lab.is !== 'running' || tasks.every(({ verdict, checking }) => verdict && !checking);
  };
  if (isOver()) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(end, PATIENCE);
    const stop = desk.learner.subscribe(() => isOver() && end());
  });
}

/** Verifies all tasks and waits for the verdicts. */
export async function verified(desk: Desk): Promise<void> {
  desk.lines.say('Verifying all tasks.');
  await waitFor(desk, desk.learner.verify(desk.lesson.id));
  await allJudged(desk);
}

/** Whether the lab runs; waits while it starts, and says why where it does not. */
export async function isLabReady(desk: Desk): Promise<boolean> {
  const { lab } = stateOfDesk(desk);
  if (lab.is === 'starting' || lab.is === 'stopping') {
    desk.lines.say('Waiting for the lab.', ...labLines(lab));
    await waitFor(desk, desk.learner.enter(desk.lesson.id));
  }
  const now = stateOfDesk(desk).lab;
  if (now.is === 'running') return true;
  // A failure was announced when it happened.
  if (now.is !== 'failed') desk.lines.say(...labLines(now));
  desk.lines.say('That takes a lab that runs. The word retry starts it.');
  return false;
}
