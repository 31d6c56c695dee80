/** Both ways to read facts, and the assertion that they agree. Needs root, for `direct`. */
import { afterAll, expect } from 'vitest';
import { directFacts } from '../../../src/adapters/facts-direct.ts';
import { probeFacts } from '../../../src/adapters/facts-probe.ts';
import type { FactAnswer, FactRequest } from '../../../src/host/facts.ts';
import { BASE, engine, LABELS } from './support.ts';

export const direct = directFacts();
export const probe = probeFacts({ engine, image: BASE, labels: LABELS });
afterAll(() => probe.close());

export const NAMESPACES = ['pid', 'net', 'ipc', 'mnt', 'uts', 'user', 'cgroup'];

/** What both say to these requests, after asserting that it is the same. */
export async function both(requests: readonly FactRequest[]): Promise<FactAnswer[]> {
  const [near, far] = await Promise.all([direct.read(requests), probe.read(requests)]);
  expect(far).toEqual(near);
  return near;
}

export const texts = (paths: readonly string[]): FactRequest[] =>
  paths.map((path) => ({ get: 'text', path }));
export const textOf = (answer: FactAnswer | undefined) =>
  answer?.is === 'text' ? answer.text : `(${answer?.is})`;
