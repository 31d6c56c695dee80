/** `docklab demo`: a lab, its attacks, the reference solution, and every task turning green, by itself. */
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { DocklabError } from '../host/error.ts';
import { oneLine } from '../host/sanitise.ts';
import { LABEL } from '../lab/names.ts';
import type { Lesson } from '../course/types.ts';
import type { CheckVerdict, TaskVerdict } from '../verify/verdict.ts';
import { attemptFailure, runAttempt } from './attempts.ts';
import { createLearner, type OpenLearner } from './course-session.ts';
import { demoWorld, unkeptProgress, type DemoWorld } from './demo-world.ts';
import { removeImages } from './cleaning.ts';
import { findLab, removeLab } from './labs.ts';
import type { Learner, LessonState, TaskState } from './learner.ts';
import { solutionDir } from './solution-files.ts';
import type { World } from './world.ts';

/** One thing that is said; the screens call it the same. */
interface Caption {
  readonly caption: string;
}

export interface DemoOptions {
  /** Milliseconds for which a caption can be read; with four seconds, the demo takes about a minute. */
  pace: number;
  /** Ends the demo; what it made is removed all the same. */
  signal: AbortSignal;
}

export interface Demo {
  /** In which the lesson is seen. */
  readonly learner: Learner;
  /** Id of its lesson. */
  readonly lesson: string;
  /** To be played once. Throws what went wrong, `cancelled` when it was ended. */
  readonly script: AsyncIterable<Caption>;
  /** Ends the script wherever it is, and resolves when everything that it made is removed. */
  close(): Promise<void>;
}

/** Characters: a screen has two rows for it. */
const LONGEST_CAPTION = 140;
/** Milliseconds in which all tasks are judged; a lab that is slower than that is stuck. */
const VERDICTS_MS = 90_000;

/**
 * Prepares the demo; nothing is launched before its script is played. It uses no lab, file or progress of the
 * learner's. Rejects with `busy` while another demo runs, and with `usage` for a course without lessons.
 */
export async function prepareDemo(world: World, options: DemoOptions): Promise<Demo> {
  const demo = demoWorld(world);
  const lock = await world.files.lock(join(demo.dir, 'running.lock'));
  const learner = createLearner(demo.world, unkeptProgress(demo.world));
  const abort = new AbortController();
  const signal = AbortSignal.any([abort.signal, options.signal]);
  const script = demoScript(demo, learner, { ...options, signal });
  let closed: Promise<void> | undefined;
  const close = async () => {
    abort.abort();
    // Waits for whatever the script is in the middle of, and for its own clearing up.
    await script.return().catch(() => undefined);
    await learner.close();
    await world.files.remove(join(demo.dir, 'work'));
    await lock.release();
  };
  return { learner, lesson: demo.lesson.id, script, close: () => (closed ??= close()) };
}

/** Plays the lesson in a learner's course. Whatever happens, its lab is removed before the end. */
async function* demoScript(
  demo: DemoWorld,
  learner: OpenLearner,
  options: DemoOptions,
): AsyncGenerator<Caption, void, undefined> {
  const say = (text: string): Caption => ({
    caption: oneLine(text, LONGEST_CAPTION),
  });
  try {
    yield say(`This is the lesson “${demo.lesson.title}”, played in about a minute.`);
    // One that was killed may have left its lab.
    await removeDemo(demo);
    for await (const scene of scenes(demo, learner, options)) yield say(scene);
    await learner.close();
    await removeDemo(demo);
    yield say('All that the demo made is removed again. Your turn: docklab opens the course.');
    await pause(options);
  } finally {
    // A launch that was cut short must have ended before what it left can be removed.
    await learner.close();
    await removeDemo(demo).catch(() => undefined);
  }
}

/** The lab with its images: nobody goes on with them. */
async function removeDemo({ world, lesson }: DemoWorld): Promise<void> {
  await removeLab(world, lesson, () => undefined);
  const { engine } = await world.connect();
  await removeImages(engine, [`${LABEL.imageLesson}=${lesson.id}`]);
}

async function* scenes(
  { world, lesson }: DemoWorld,
  learner: Learner,
  options: DemoOptions,
): AsyncGenerator<string, void, undefined> {
  await pause(options);
  yield 'docklab launches the lab of this lesson. It is vulnerable on purpose.';
  await Promise.all([learner.enter(lesson.id), pause(options)]);
  const { tasks } = await seen(learner, lesson.id, options.signal, isJudged);
  for (const { verdict } of tasks) {
    const attack = verdict?.checks.find(
      ({ kind, status }) => kind === 'attack' && status === 'fail',
    );
    if (attack === undefined) continue;
    yield `The attack works: ${attack.observed}`;
    await pause(options);
  }
  yield 'Now the reference solution is applied, as a learner would in their own shell.';
  await pause(options);
  await applySolution(world, lesson, options.signal);
  const after = await seen(learner, lesson.id, options.signal, isDone);
  for (const { id, verdict } of after.tasks) {
    const title = lesson.tasks.find((task) => task.id === id)?.title ?? id;
    const word = verdict?.status === 'pass' ? 'Done' : 'Cannot be shown on this host';
    yield `${word}: ${title}. ${evidenceOf(verdict)}`;
    await pause(options);
  }
}

async function applySolution(world: World, lesson: Lesson, signal: AbortSignal): Promise<void> {
  const lab = await findLab(world, lesson);
  if (lab === undefined) throw new DocklabError('not-found', 'The lab of the demo is gone.');
  const attempt = await runAttempt(world, lab, solutionDir(lesson), signal);
  const failure = attemptFailure(attempt);
  if (failure === undefined) return;
  throw new DocklabError('tool-missing', 'The reference solution could not be applied.', {
    why: failure,
    next: ['See what is missing: docklab doctor'],
  });
}

const isJudged = (tasks: readonly TaskState[]) =>
  tasks.every(({ verdict, checking }) => verdict !== undefined && !checking);

const isDone = (tasks: readonly TaskState[]) =>
  tasks.every(({ verdict }) => verdict?.status === 'pass' || verdict?.status === 'unsupported');

/** What shows best that a task is done: its attack that is repelled, else its first check. */
function evidenceOf(verdict: TaskVerdict | undefined): string {
  const { checks = [] } = verdict ?? {};
  const isTelling = ({ kind, status }: CheckVerdict) =>
    status === 'unsupported' || (kind === 'attack' && verdict?.status === 'pass');
  return (checks.find(isTelling) ?? checks[0])?.observed ?? '';
}

async function pause({ pace, signal }: DemoOptions): Promise<void> {
  await wait(pace, undefined, { signal }).catch(() => {
    throw cancelled();
  });
}

const cancelled = () => new DocklabError('cancelled', 'The demo was ended.');

/** The lesson as soon as its tasks are as wanted. Rejects when that will not be. */
function seen(
  learner: Learner,
  id: string,
  signal: AbortSignal,
  wanted: (tasks: readonly TaskState[]) => boolean,
): Promise<LessonState> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener('abort', abort);
      settle();
    };
    const abort = () => end(() => reject(cancelled()));
    const look = () => {
      const state = learner.lesson(id);
      const { lab } = state;
      if (lab.is === 'failed')
        end(() => reject(new DocklabError('engine-refused', lab.message, lab)));
      else if (lab.is === 'running' && wanted(state.tasks)) end(() => resolve(state));
    };
    const timer = setTimeout(() => end(() => reject(tooSlow(learner.lesson(id)))), VERDICTS_MS);
    const stop = learner.subscribe(look);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    else look();
  });
}

function tooSlow({ tasks }: LessonState): DocklabError {
  const open = tasks.find(({ verdict }) => verdict?.status !== 'pass');
  return new DocklabError('timeout', 'The lab did not come as far as the demo wanted.', {
    why: open === undefined ? '' : `Task ${open.id}: ${evidenceOf(open.verdict)}`,
    next: ['Prove the course on this engine: docklab course check'],
  });
}
