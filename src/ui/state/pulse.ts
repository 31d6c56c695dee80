/** One heartbeat for all that a learner's state is: screens redraw at most once a frame, however fast it changes. */
import { useSyncExternalStore } from 'react';
import type { Learner } from '../../app/learner.ts';

export interface Pulse {
  subscribe(changed: () => void): () => void;
  /** Counts the changes that screens were told of. */
  readonly beat: () => number;
  /** Stops listening to the learner. */
  stop(): void;
}

/** Milliseconds between two redraws; a change after a quiet time is shown at once. */
const FRAME = 16;

export function pulseOf(learner: Pick<Learner, 'subscribe'>): Pulse {
  const listeners = new Set<() => void>();
  let beats = 0;
  let last = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    timer = undefined;
    last = performance.now();
    beats += 1;
    for (const listener of listeners) listener();
  };
  const stopLearner = learner.subscribe(() => {
    if (timer !== undefined) return;
    const wait = last + FRAME - performance.now();
    timer = setTimeout(tell, Math.max(0, wait));
  });
  return {
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    beat: () => beats,
    stop() {
      clearTimeout(timer);
      stopLearner();
    },
  };
}

/** Redraws the component at every beat. */
export function usePulse(pulse: Pulse): number {
  return useSyncExternalStore(pulse.subscribe, pulse.beat, pulse.beat);
}
