/**
 * How long a learner was at work in a lesson. A key, a change in the lab and the like are signs of life; the time
 * between two of them counts, but no more of it than somebody reads without touching a key.
 */

/** The longest time that one sign of life stands for, in milliseconds. */
const READING_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

export class ActiveTime {
  #last: number | undefined;
  #ms = 0;

  /** `longest` is what the time since the last sign may count at most. */
  sign(at: number, longest: number = READING_MS): void {
    if (this.#last !== undefined) this.#ms += Math.min(Math.max(0, at - this.#last), longest);
    this.#last = at;
  }

  /** The learner left: the time until they come back does not count. */
  leave(at: number): void {
    this.sign(at);
    this.#last = undefined;
  }

  /** Minutes that were not taken yet. */
  minutes(): number {
    return this.#ms / MINUTE_MS;
  }

  /** The same, and they are taken then. */
  take(): number {
    const minutes = Math.round(this.minutes() * 100) / 100;
    this.#ms = 0;
    return minutes;
  }
}
