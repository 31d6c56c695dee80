import type { Observe } from './contract.ts';

/** Lets observations that would disturb each other run one at a time, in the order in which they were asked for. */
export function takingTurns(): (observe: Observe) => Observe {
  let last: Promise<unknown> = Promise.resolve();
  return (observe) => (target, context) => {
    const mine = last.then(() => observe(target, context));
    last = mine.catch(() => undefined);
    return mine;
  };
}
