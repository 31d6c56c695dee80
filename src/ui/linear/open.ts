/** The course in lines of words, for screen readers, braille displays and terminals without a screen. */
import type { Learner } from '../../app/learner.ts';
import type { Outcome } from '../context.ts';
import { engineLines } from './home-words.ts';
import { talkOfHome } from './home.ts';
import { talkOfLesson } from './lesson.ts';
import { Lines } from './lines.ts';
import type { LineStreams } from './lines.ts';
import type { Then } from './desk.ts';

export interface LinearOptions extends LineStreams {
  /** Opens this lesson at once. */
  readonly lesson?: string | undefined;
}

/** Talks about the course until the learner quits, interrupts it, or has no more to say. Labs go on running. */
export async function openLinear(learner: Learner, options: LinearOptions): Promise<Outcome> {
  const lines = new Lines(options);
  const interrupted = lines.interrupted.then((): Outcome => ({ is: 'interrupted' }));
  try {
    return await Promise.race([talk(learner, lines, options.lesson), interrupted]);
  } finally {
    lines.close();
  }
}

async function talk(learner: Learner, lines: Lines, first: string | undefined): Promise<Outcome> {
  lines.say(
    `docklab: ${learner.course.title}, in lines of words.`,
    'Type a word and Enter. Help says all words; Ctrl-C ends docklab at any time.',
    ...engineLines(learner.engine()),
  );
  const stop = announceEngine(learner, lines);
  try {
    let then: Then = first === undefined ? { is: 'back' } : { is: 'open', lesson: first };
    while (then.is !== 'quit') then = await goOn(learner, lines, then);
  } finally {
    stop();
  }
  lines.say('docklab ends. Labs go on running; docklab stop stops them.');
  return { is: 'quit' };
}

async function goOn(learner: Learner, lines: Lines, then: Then): Promise<Then> {
  const id = then.is === 'open' ? then.lesson : undefined;
  const lesson = learner.course.lessons.find((one) => one.id === id);
  return lesson === undefined ? talkOfHome(learner, lines) : talkOfLesson(learner, lesson, lines);
}

/** Says it when the engine comes or goes. */
function announceEngine(learner: Learner, lines: Lines): () => void {
  let last = learner.engine();
  return learner.subscribe(() => {
    const now = learner.engine();
    if (now.is !== last.is) lines.say(...engineLines(now));
    last = now;
  });
}
