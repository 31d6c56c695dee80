/** The lab of one lesson while somebody is in it: launched or adopted, watched, verified, reset. */
import { DocklabError } from '../host/error.ts';
import type { TaskVerdict } from '../verify/verdict.ts';
import { cancelWords } from './cancel-words.ts';
import type { LessonBook } from './course-session-lesson.ts';
import type { AppEvent, Listen } from './events.ts';
import { failureOf } from './failure.ts';
import type { Lab } from './labs.ts';
import { setWorkspaceAside } from './workspace.ts';
import type { World } from './world.ts';

// Loaded when the first lab is entered: the home screen is there sooner without.
const labs = () => import('./labs.ts');
const verifying = () => import('./verifying.ts');

/** A check that is over sooner is not shown as one that goes on, in milliseconds. */
const SHOWN_AFTER_MS = 60;

type Launch = (listen: Listen, signal: AbortSignal) => Promise<Lab>;

interface Visit {
  readonly abort: AbortController;
  /** Resolves when the lab runs, or will not. */
  readonly ready: Promise<void>;
  /** Resolves when nothing of the visit is under way any longer. */
  readonly done: Promise<void>;
  isOver: boolean;
}

/** What whoever keeps the course in progress wants to know. */
export interface VisitListener {
  event(event: AppEvent): void;
  /** The lab runs. */
  entered(): void;
  passed(task: string): void;
  /** Hints and answers are forgotten. */
  fresh(): void;
  /** The learner changed something in the lab. */
  tried(): void;
}

export class LabVisits {
  readonly #world: World;
  readonly #book: LessonBook;
  readonly #listener: VisitListener;
  #lab: Lab | undefined;
  #visit: Visit | undefined;
  #verifying: AbortController | undefined;
  /** Names of what the last launch that was cut short has left. */
  #left: readonly string[] | undefined;
  /** How often the watch began to verify a task: a verdict that was begun before is an older one. */
  readonly #rounds = new Map<string, number>();
  /** Tasks that the watch is at: their verdict is still to come. */
  readonly #watched = new Set<string>();

  constructor(world: World, book: LessonBook, listener: VisitListener) {
    this.#world = world;
    this.#book = book;
    this.#listener = listener;
  }

  /** The running lab, as far as is known. */
  lab(): Lab | undefined {
    return this.#lab;
  }

  /** Resolves when the lab runs or has failed; never rejects. */
  enter(): Promise<void> {
    const visit = this.#liveVisit();
    if (visit !== undefined) return visit.ready;
    this.#book.set({ lab: starting('look for the lab'), notice: undefined });
    return this.#begin(async (listen, signal) => {
      const { startLab } = await labs();
      return startLab(this.#world, this.#book.lesson, listen, signal);
    });
  }

  /** Stops a launch; resolves when what it made is removed. Never rejects. */
  async cancel(): Promise<void> {
    const visit = this.#liveVisit();
    if (visit === undefined || this.#book.state().lab.is !== 'starting') return;
    this.#left = undefined;
    visit.abort.abort();
    this.#book.set({ lab: { is: 'stopping' } });
    await visit.done;
    // Somebody may have entered or left meanwhile.
    if (this.#visit !== visit || this.#book.state().lab.is !== 'stopping') return;
    this.#book.set({ lab: { is: 'absent' }, notice: cancelWords(this.#left ?? []) });
  }

  leave(): void {
    this.#verifying?.abort();
    this.#visit?.abort.abort();
    this.#watched.clear();
    const { lab } = this.#book.state();
    if (lab.is === 'starting' || lab.is === 'stopping') this.#book.set({ lab: { is: 'absent' } });
    this.#book.rest();
  }

  /** Resolves when nothing is under way any longer. */
  async settled(): Promise<void> {
    await this.#visit?.done;
  }

  /** Resolves when the new lab runs or has failed; never rejects. */
  reset(): Promise<void> {
    this.leave();
    this.#lab = undefined;
    this.#book.set({ lab: { is: 'stopping' }, notice: undefined });
    return this.#begin(async (listen, signal) => {
      this.#book.fresh();
      this.#listener.fresh();
      const { resetLab } = await labs();
      return resetLab(this.#world, this.#book.lesson, listen, signal);
    });
  }

  /** Removes the lab and sets the workspace aside; nothing is launched. Rejects when that fails. */
  clear(): Promise<void> {
    this.leave();
    this.#lab = undefined;
    const done = this.#clear(this.#visit?.done);
    const abort = new AbortController();
    abort.abort();
    const settled = done.catch(() => undefined);
    // Whoever enters meanwhile waits for the end of it.
    this.#visit = { abort, ready: settled, done: settled, isOver: true };
    return done;
  }

  async #clear(before: Promise<void> | undefined): Promise<void> {
    await before;
    const { lesson } = this.#book;
    this.#book.set({ lab: { is: 'stopping' }, notice: undefined });
    try {
      const { removeLab } = await labs();
      await removeLab(this.#world, lesson, () => undefined);
      await setWorkspaceAside(this.#world, lesson, (event) => this.#heard(event));
      this.#book.fresh();
      this.#listener.fresh();
      this.#book.set({ lab: { is: 'absent' } });
    } catch (error) {
      this.#book.set({ lab: { is: 'failed', ...failureOf(error) } });
      throw error;
    }
  }

  /** Verifies all tasks now; where there is nothing to verify, enters first. Never rejects: failures are in the lab. */
  async verify(): Promise<void> {
    const lab = this.#lab;
    const visit = this.#liveVisit();
    // Entering verifies everything by itself.
    if (lab === undefined || visit === undefined) return this.enter();
    this.#verifying?.abort();
    const abort = new AbortController();
    this.#verifying = abort;
    const signal = AbortSignal.any([abort.signal, visit.abort.signal]);
    for (const { id } of lab.lesson.tasks) this.#book.setTask(id, { checking: true });
    let rounds = new Map(this.#rounds);
    try {
      const { verifyLab } = await verifying();
      await verifyLab(
        this.#world,
        lab,
        undefined,
        (verdict) => {
          const { task } = verdict;
          // The watch saw a change after this was begun: its verdict is the newer one.
          if (!signal.aborted && rounds.get(task) === this.#rounds.get(task))
            this.#judge(verdict, 'look');
          rounds = new Map(this.#rounds);
        },
        signal,
      );
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    } finally {
      if (this.#verifying === abort) this.#book.rest(this.#watched);
    }
  }

  #liveVisit(): Visit | undefined {
    const visit = this.#visit;
    return visit === undefined || visit.isOver || visit.abort.signal.aborted ? undefined : visit;
  }

  #begin(launch: Launch): Promise<void> {
    const abort = new AbortController();
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    const done = this.#run(this.#visit?.done, launch, abort.signal, resolve).finally(() => {
      visit.isOver = true;
      resolve();
    });
    const visit: Visit = { abort, ready, done, isOver: false };
    this.#visit = visit;
    return ready;
  }

  async #run(
    before: Promise<void> | undefined,
    launch: Launch,
    signal: AbortSignal,
    ready: () => void,
  ): Promise<void> {
    // Two launches of one lab would be in each other's way.
    await before;
    if (signal.aborted) return;
    const listen: Listen = (event) => {
      if (event.is === 'cancelled') this.#left = event.left;
      return signal.aborted || this.#heard(event);
    };
    try {
      const lab = await launch(listen, signal);
      if (signal.aborted) return;
      this.#lab = lab;
      this.#book.set({ lab: { is: 'running' } });
      this.#listener.entered();
      ready();
      const { watchLab } = await verifying();
      await watchLab(this.#world, lab, undefined, listen, signal);
      if (!signal.aborted) throw new DocklabError('engine-lost', 'The engine went away.');
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  #heard(event: AppEvent): void {
    const { lab } = this.#book.state();
    if (event.is === 'step' && lab.is === 'starting')
      this.#book.set({ lab: { fraction: undefined, ...event, is: 'starting' } });
    if (event.is === 'lab-gone' && lab.is === 'stopping')
      this.#book.set({ lab: starting('launch it anew') });
    if (event.is === 'notice') this.#book.set({ notice: event.text });
    if (event.is === 'verifying') {
      this.#rounds.set(event.task, (this.#rounds.get(event.task) ?? 0) + 1);
      this.#watched.add(event.task);
      this.#showChecking(event.task);
    }
    if (event.is === 'verdict') {
      this.#watched.delete(event.verdict.task);
      this.#judge(event.verdict, event.cause);
    } else this.#listener.event(event);
  }

  /** At once where there is nothing to show yet; elsewhere only when it takes its time: it would flicker. */
  #showChecking(task: string): void {
    const show = (): void => this.#book.setTask(task, { checking: true });
    if (this.#book.task(task)?.verdict === undefined) return show();
    const isStill = () => this.#liveVisit() !== undefined && this.#watched.has(task);
    setTimeout(() => isStill() && show(), SHOWN_AFTER_MS);
  }

  #judge(verdict: TaskVerdict, cause: 'try' | 'look'): void {
    const was = this.#book.task(verdict.task)?.verdict?.status;
    this.#book.judge(verdict);
    if (cause === 'try') {
      this.#book.tried(verdict);
      // What docklab had to say was there to read before.
      this.#book.set({ notice: undefined });
      this.#listener.tried();
    }
    if (verdict.status === 'pass') this.#listener.passed(verdict.task);
    this.#listener.event({ is: 'verdict', verdict, was, cause });
  }

  /** Verdicts stay as they were last seen: what was reached is not lost with the engine. */
  #fail(error: unknown): void {
    const wasRunning = this.#book.state().lab.is === 'running';
    this.#visit?.abort.abort();
    this.#watched.clear();
    this.#book.rest();
    const notice = wasRunning
      ? 'What you have done is kept: start the lab again to go on.'
      : undefined;
    this.#book.set({ lab: { is: 'failed', ...failureOf(error) }, ...(notice && { notice }) });
  }
}

const starting = (step: string, fraction?: number) => ({ is: 'starting', step, fraction }) as const;
