/** Which events of the engine are a try of the learner's: a change after which they hope to see green. Pure. */
import type { EngineEvent } from '../host/engine.ts';

/** Done to something that is there. Removing and stopping alone are half of a try: what comes next is the rest. */
const TRIES: ReadonlySet<string> = new Set(['restart', 'update', 'rename', 'unpause']);
const IMAGE_TRIES: ReadonlySet<string> = new Set(['tag', 'import', 'load', 'pull']);

export class Tries {
  /** Containers seen to start: when one starts again, that may be the engine itself, since it crashes. */
  readonly #started = new Set<string>();

  /** `isRunning` is whether the container that the event is about runs. */
  isTry(event: EngineEvent, isRunning: boolean): boolean {
    if (event.kind === 'image') return IMAGE_TRIES.has(event.action);
    // `docker run` connects a container before it starts it.
    if (event.kind === 'network') return isRunning;
    if (event.kind !== 'container') return false;
    if (event.action !== 'start') return TRIES.has(event.action);
    const isFirst = !this.#started.has(event.id);
    this.#started.add(event.id);
    return isFirst;
  }
}
