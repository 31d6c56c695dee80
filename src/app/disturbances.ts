/**
 * Which events of a container are docklab's own doing, because a check made it crash or hang: they must not wake the checks
 * again. Told from the labels of the helper that does it, so that it is known of every docklab on this engine. Pure.
 */
import type { EngineEvent } from '../host/engine.ts';
import { LABEL } from '../lab/names.ts';

/** What follows of a crash, a hang, and their undoing. */
const EFFECTS: ReadonlySet<string> = new Set(['die', 'start', 'stop', 'kill', 'oom']);
/** What the engine does on its own, and may tell a little after the helper is gone. */
const ECHOES: ReadonlySet<string> = new Set(['die', 'start']);
const ECHO_MS = 2_000;
/** A health check has to come round before it sees that all is well again. */
const HEALTH_MS = 60_000;
/** No helper lives as long: the event of its end was missed. */
const LIFE_MS = 60_000;

export class Disturbances {
  /** Containers that are disturbed, by how many helpers, and since when by the last of them. */
  readonly #now = new Map<string, { helpers: number; sinceMs: number }>();
  /** When the last disturbance of a container ended. */
  readonly #ended = new Map<string, number>();

  /** Takes note of the event, and says whether it is of a disturbance. Events must be told in order. */
  isOwn(event: EngineEvent): boolean {
    if (event.kind === 'network') return this.#isOwn(event.attributes.container ?? '', event, true);
    if (event.kind !== 'container') return false;
    const disturbed = event.attributes[LABEL.disturbs];
    if (disturbed !== undefined) {
      this.#note(disturbed, event);
      return true;
    }
    return this.#isOwn(event.id, event, EFFECTS.has(event.action));
  }

  #isOwn(container: string, { action, kind, atMs }: EngineEvent, isEffect: boolean): boolean {
    const isHealth = action.startsWith('health_status');
    const now = this.#now.get(container);
    if (now !== undefined && atMs - now.sinceMs < LIFE_MS) return isEffect || isHealth;
    const ended = this.#ended.get(container);
    if (ended === undefined) return false;
    const since = atMs - ended;
    if (isHealth) return since < HEALTH_MS;
    if (since < ECHO_MS && (ECHOES.has(action) || kind === 'network')) return true;
    // The learner is at it: what comes next is theirs.
    if (!action.startsWith('exec_')) this.#ended.delete(container);
    return false;
  }

  #note(container: string, { action, atMs }: EngineEvent): void {
    const { helpers = 0, sinceMs = atMs } = this.#now.get(container) ?? {};
    if (action === 'create') this.#now.set(container, { helpers: helpers + 1, sinceMs: atMs });
    if (action !== 'destroy') return;
    if (helpers > 1) this.#now.set(container, { helpers: helpers - 1, sinceMs });
    else this.#now.delete(container);
    this.#ended.set(container, atMs);
  }
}
