/** Many requests at once: whether a service that was hardened still serves more than one visitor. */
import type { HttpAnswer } from './target.ts';
import type { Timed } from './net-wire.ts';

export interface Load {
  is: 'loaded';
  /** In the order of the requests; of each answer the first 2800 bytes. */
  answers: readonly Timed[];
  parallel: number;
  /** From the first request to the last answer. */
  ms: number;
}

export interface LoadTally {
  good: number;
  total: number;
  /** How it went in one sentence, for `observed`. */
  words: string;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** How many answers are what they should be. */
export function tallyLoad(load: Load, isGood: (answer: HttpAnswer) => boolean): LoadTally {
  const { answers, parallel, ms } = load;
  const good = answers.filter(({ answer }) => answer.is === 'answered' && isGood(answer)).length;
  const total = answers.length;
  const slowest = Math.max(0, ...answers.map((one) => one.ms));
  const head = `${good} of ${total} requests, ${parallel} at a time, were answered as they should be within ${seconds(ms)}`;
  const tail =
    good === total ? `; the slowest took ${seconds(slowest)}` : `: ${whyNot(load, isGood)}`;
  return { good, total, words: `${head}${tail}` };
}

/** What most of the other requests got. */
function whyNot({ answers }: Load, isGood: (answer: HttpAnswer) => boolean): string {
  const counts = new Map<string, number>();
  for (const { answer } of answers) {
    if (answer.is === 'answered' && isGood(answer)) continue;
    const got =
      answer.is === 'silent' ? answer.reason : `status ${answer.status} with another page`;
    counts.set(got, (counts.get(got) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most === undefined ? 'nothing was asked' : `${most[1]} got ${most[0]}`;
}
