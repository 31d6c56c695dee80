/** Use cases about verdicts: verify a lab once, or watch it. */
import type { Engine, EngineEvent } from '../host/engine.ts';
import { DocklabError } from '../host/error.ts';
import type { Verifier } from '../verify/contract.ts';
import { verifyLesson, verifyTask, type RunContext } from '../verify/runner.ts';
import type { LessonVerdict, TaskStatus, TaskVerdict } from '../verify/verdict.ts';
import type { AppEvent, Listen } from './events.ts';
import type { Lab } from './labs.ts';
import { Disturbances } from './disturbances.ts';
import { isOwnLook } from './own-looks.ts';
import { Tries } from './tries.ts';
import type { World } from './world.ts';

type Tasks = readonly string[] | undefined;

/** The verifier of a lab's lesson, and what it needs to run. */
export async function prepare(world: World, lab: Lab, signal: AbortSignal) {
  const [{ hosts, engine }, verifier] = await Promise.all([
    world.connect(),
    world.verifier(lab.lesson.id),
  ]);
  const run: RunContext = {
    context: (own) => ({ lab: lab.names, host: hosts.of(lab.names, own), signal: own }),
    env: lab.env,
    signal,
  };
  return { engine, verifier, run };
}

const taskIds = (lab: Lab, tasks: Tasks) => tasks ?? lab.lesson.tasks.map(({ id }) => id);

/** Verifies all tasks, or those named, and tells each verdict as it comes. */
export async function verifyLab(
  world: World,
  lab: Lab,
  tasks: Tasks,
  tell: (verdict: TaskVerdict) => void,
  signal: AbortSignal,
): Promise<LessonVerdict> {
  const { verifier, run } = await prepare(world, lab, signal);
  return verifyLesson(verifier, taskIds(lab, tasks), run, tell);
}

/**
 * A change after a silence is looked at at once. More that follow it (stop, die, destroy) are looked at when this many
 * milliseconds were silent.
 */
const SILENCE_MS = 30;

/**
 * Verifies all tasks, then again those that an event of the engine concerns. A newer change cancels the verification
 * of an older one. Ends when the signal aborts; rejects when the engine dies.
 */
export async function watchLab(
  world: World,
  lab: Lab,
  tasks: Tasks,
  listen: Listen,
  signal: AbortSignal,
): Promise<void> {
  const { engine, verifier } = await prepare(world, lab, signal);
  const watch = new Watch(world, lab, verifier, taskIds(lab, tasks), listen, signal);
  const events = engine.events(signal);
  watch.wake(taskIds(lab, tasks), 'look');
  listen({ is: 'watching', lesson: lab.lesson.id });
  try {
    const tries = new Tries();
    const heard = ({ subject, isRunning }: Heard): void => {
      const cause = tries.isTry(subject, isRunning) ? 'try' : 'look';
      watch.wake(watch.concernedBy(subject), cause);
    };
    const disturbances = new Disturbances();
    for await (const event of events) {
      if (disturbances.isOwn(event)) continue;
      const id = containerOf(event);
      if (id === undefined) heard({ subject: event, isRunning: false });
      // The engine may take long to answer about one container, and that must not hold up what happens to another.
      else void joined(event, id, engine).then(heard, () => undefined);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await watch.stop();
  }
  if (watch.broken !== undefined && !signal.aborted) throw watch.broken;
}

/** What an event is about, and whether that runs where it matters. */
interface Heard {
  readonly subject: EngineEvent;
  readonly isRunning: boolean;
}

/** The container that joined or left, which a network's event names only by id. */
const containerOf = ({ kind, attributes }: EngineEvent): string | undefined =>
  kind === 'network' ? attributes.container : undefined;

async function joined(event: EngineEvent, id: string, engine: Engine): Promise<Heard> {
  const info = await engine.container(id);
  const subject = { ...event, name: info?.name ?? '', attributes: info?.labels ?? {} };
  return { subject, isRunning: info?.state === 'running' };
}

type Cause = Extract<AppEvent, { is: 'verdict' }>['cause'];

class Watch {
  /** What broke the watching, if anything did. */
  broken: unknown;
  readonly #world: World;
  readonly #lab: Lab;
  readonly #verifier: Verifier;
  readonly #tasks: readonly string[];
  readonly #listen: Listen;
  readonly #signal: AbortSignal;
  readonly #was = new Map<string, TaskStatus>();
  readonly #due = new Map<string, Cause>();
  #timer: NodeJS.Timeout | undefined;
  #wokenAt = -Infinity;
  #isOver = false;
  #round: { abort: AbortController; done: Promise<void> } | undefined;

  constructor(
    world: World,
    lab: Lab,
    verifier: Verifier,
    tasks: readonly string[],
    listen: Listen,
    signal: AbortSignal,
  ) {
    this.#world = world;
    this.#lab = lab;
    this.#verifier = verifier;
    this.#tasks = tasks;
    this.#listen = listen;
    this.#signal = signal;
  }

  concernedBy(event: EngineEvent): string[] {
    if (isOwnLook(event)) return [];
    return this.#tasks.filter((task) => {
      const { services = [], images = [] } = this.#verifier.tasks[task]?.watch ?? {};
      if (event.kind === 'container' || event.kind === 'network')
        return services.some((service) => this.#lab.names.container(service) === event.name);
      return event.kind === 'image' && images.includes(event.name);
    });
  }

  /** A try counts as one until it has its verdict, whatever else happens meanwhile. */
  wake(tasks: readonly string[], cause: Cause): void {
    if (tasks.length === 0 || this.#isOver || this.#signal.aborted) return;
    for (const task of tasks) this.#owe(task, cause);
    clearTimeout(this.#timer);
    const now = performance.now();
    const isFirst = now - this.#wokenAt > SILENCE_MS;
    this.#wokenAt = now;
    this.#timer = setTimeout(() => this.#start(), isFirst ? 0 : SILENCE_MS);
  }

  #owe(task: string, cause: Cause): void {
    this.#due.set(task, this.#due.get(task) === 'try' ? 'try' : cause);
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#round?.abort.abort();
    await this.#round?.done;
  }

  #start(): void {
    this.#round?.abort.abort();
    const before = this.#round?.done;
    const abort = new AbortController();
    const done = Promise.resolve(before)
      .then(() => this.#verify(AbortSignal.any([abort.signal, this.#signal])))
      .catch((error: unknown) => {
        if (!abort.signal.aborted && !this.#signal.aborted) this.#failed(error);
      });
    this.#round = { abort, done };
  }

  #failed(error: unknown): void {
    this.broken = error;
    const text =
      error instanceof DocklabError
        ? `${error.message} ${error.why}`
        : `Verifying broke: ${String(error)}`;
    this.#listen({ is: 'notice', text: text.trim() });
  }

  async #verify(signal: AbortSignal): Promise<void> {
    const lesson = this.#lab.lesson.id;
    const { run } = await prepare(this.#world, this.#lab, signal);
    for (const task of this.#tasks) {
      const verifier = this.#verifier.tasks[task];
      const cause = this.#due.get(task);
      if (!verifier || cause === undefined) continue;
      // Before it begins: a change that comes meanwhile makes it due again.
      this.#due.delete(task);
      this.#listen({ is: 'verifying', lesson, task });
      const verdict = await verifyTask(lesson, task, verifier, run).catch((error: unknown) => {
        this.#owe(task, cause);
        throw error;
      });
      if (signal.aborted) return this.#owe(task, cause);
      const was = this.#was.get(task);
      this.#was.set(task, verdict.status);
      this.#listen({ is: 'verdict', verdict, was, cause });
    }
  }
}
