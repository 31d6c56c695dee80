/** When docklab offers a hint by itself: after the same failure came back from several tries. */
import { nearestCheck } from '../verify/nearest.ts';
import type { TaskVerdict } from '../verify/verdict.ts';

/** Tries that end in the same failure before a hint is offered. */
const PATIENCE = 3;

/** What is counted of one task; each level of its hints is offered once. */
export class HintOffers {
  readonly #counts = new Map<string, number>();
  readonly #offered = new Set<number>();

  /** Counts a try that ended in this verdict. Whether to offer the hint of this level (the first is 1) now. */
  tried(verdict: TaskVerdict, level: number): boolean {
    const failure = failureOf(verdict);
    if (failure === undefined) return false;
    const count = (this.#counts.get(failure) ?? 0) + 1;
    this.#counts.set(failure, count);
    if (count < PATIENCE || this.#offered.has(level)) return false;
    this.#offered.add(level);
    return true;
  }

  /** A hint was read, or the task passed: what failed before does not count any longer. */
  restart(): void {
    this.#counts.clear();
  }
}

/** The failure in a form that is the same when only numbers, sizes or ids differ. */
function failureOf(verdict: TaskVerdict): string | undefined {
  if (verdict.status !== 'fail') return undefined;
  const check = nearestCheck(verdict.checks);
  if (check === undefined) return undefined;
  const words = check.observed.toLowerCase().replace(/\b[0-9a-f]{12,}\b|\d+/g, '#');
  return `${check.id} ${words}`;
}
