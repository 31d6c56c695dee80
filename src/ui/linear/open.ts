/** The course in lines of words, for screen readers, braille displays and terminals without a screen. */
import type { Learner } from '../../app/learner.ts';
import type { Outcome } from '../context.ts';
import { clipboardOf } from '../clipboard.ts';
import { engineLines } from './home-words.ts';
import { talkOfHome } from './home.ts';
import { talkOfLesson } from './lesson.ts';
import { Lines } from './lines.ts';
import type { LineStreams } from './lines.ts';
import type { Table, Then } from './desk.ts';

export interface LinearOptions extends LineStreams {
  /** Variables that say which terminal it is. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Opens this lesson at once. */
  readonly lesson?: string | undefined;
}

/** Talks about the course until the learner quits, interrupts it, or has no more to say. Labs go on running. */
export async function openLinear(learner: Learner, options: LinearOptions): Promise<Outcome> {
  const lines = new Lines(options);
  const { stdout, env = {} } = options;
  const clipboard = clipboardOf(stdout, lines.isTerminal ? env : NO_TERMINAL);
  const interrupted = lines.interrupted.then((): Outcome => ({ is: 'interrupted' }));
  try {
    return await Promise.race([talk({ learner, lines, clipboard }, options.lesson), interrupted]);
  } finally {
    lines.close();
  }
}

/** A pipe has no clipboard. */
const NO_TERMINAL = { TERM: 'dumb' };

async function talk(table: Table, first: string | undefined): Promise<Outcome> {
  const { learner, lines } = table;
  lines.say(
    `docklab: ${learner.course.title}. There are no screens here: everything is a line of text.`,
    'Type a word and Enter. The word help lists all words; Ctrl-C ends docklab at any time.',
    ...engineLines(learner.engine()),
  );
  const stop = announceEngine(learner, lines);
  try {
    let then: Then = first === undefined ? { is: 'back' } : { is: 'open', lesson: first };
    while (then.is !== 'quit') then = await goOn(table, then);
  } finally {
    stop();
  }
  lines.say('docklab ends. Labs go on running; docklab stop stops them.');
  return { is: 'quit' };
}

async function goOn(table: Table, then: Then): Promise<Then> {
  const { learner, lines } = table;
  const id = then.is === 'open' ? then.lesson : undefined;
  const lesson = learner.course.lessons.find((one) => one.id === id);
  return lesson === undefined ? talkOfHome(learner, lines) : talkOfLesson(table, lesson);
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
