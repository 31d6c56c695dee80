/** The engine as a course in progress sees it: asked in the background, and again when it was not there. */
import type { Lesson } from '../course/types.ts';
import type { EngineInfo } from '../host/engine.ts';
import { failureOf } from './failure.ts';
import type { EngineState, Readiness } from './learner.ts';
import { engineLine, readinessOf } from './readiness.ts';
import type { World } from './world.ts';

/** Loading the engine's client takes longer than drawing the first frame, which comes before, with the keys that wait. */
const ASK_AFTER_MS = 100;

export class EngineDesk {
  readonly #world: Pick<World, 'connect'>;
  readonly #changed: () => void;
  readonly #asking: NodeJS.Timeout;
  #state: EngineState = { is: 'asking' };
  #info: EngineInfo | undefined;

  constructor(world: Pick<World, 'connect'>, changed: () => void) {
    this.#world = world;
    this.#changed = changed;
    this.#asking = setTimeout(() => void this.ask(), ASK_AFTER_MS);
  }

  get state(): EngineState {
    return this.#state;
  }

  async ask(): Promise<void> {
    try {
      const { info } = await this.#world.connect();
      this.#info = info;
      this.#state = { is: 'here', line: engineLine(info) };
    } catch (error) {
      this.#state = { is: 'missing', ...failureOf(error) };
    }
    this.#changed();
  }

  /** Whether it can show a lesson, as far as is known. */
  readiness({ needs }: Lesson): Readiness {
    if (this.#info !== undefined) return readinessOf(needs, this.#info);
    if (this.#state.is !== 'missing') return { is: 'unknown' };
    const { message, next } = this.#state;
    return { is: 'not-here', why: message, next: next[0] ?? 'See what is missing: docklab doctor' };
  }

  close(): void {
    clearTimeout(this.#asking);
  }
}
