import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Lab } from '../../../src/app/labs.ts';
import { watchLab } from '../../../src/app/verifying.ts';
import type { World } from '../../../src/app/world.ts';
import type { EngineEvent } from '../../../src/host/engine.ts';
import { defineVerifier, pass } from '../../../src/verify/index.ts';

const event = (kind: EngineEvent['kind'], action: string, rest: Partial<EngineEvent> = {}) => ({
  kind,
  action,
  id: 'id',
  name: 'lab-web',
  attributes: {},
  atMs: 0,
  ...rest,
});

/** Sends an event of the engine to whoever watches. */
let send: (event: EngineEvent) => void;
/** How often the only check has run. */
let looks: number;
let abort: AbortController;
let watching: Promise<void>;

beforeEach(() => {
  const waiting: EngineEvent[] = [];
  let heard = (): void => undefined;
  looks = 0;
  abort = new AbortController();
  send = (one) => {
    waiting.push(one);
    heard();
  };
  async function* events(signal: AbortSignal): AsyncGenerator<EngineEvent> {
    signal.addEventListener('abort', () => heard());
    while (!signal.aborted) {
      const next = waiting.shift();
      if (next !== undefined) yield next;
      else await new Promise<void>((settle) => (heard = settle));
    }
  }
  const runs = {
    id: 'runs',
    kind: 'control' as const,
    expected: 'It runs.',
    why: 'It must.',
    see: 'docker ps',
    observe: async () => {
      looks += 1;
      return pass('it runs');
    },
  };
  const verifier = defineVerifier({
    lesson: 'lab',
    tasks: { run: { watch: { services: ['web'] }, checks: [runs] } },
  });
  const world = {
    connect: async () => ({
      // An engine that is busy with a container does not answer about it.
      engine: { events, container: () => new Promise(() => undefined) },
      hosts: { of: () => ({}) },
    }),
    verifier: async () => verifier,
  } as unknown as World;
  const lab = {
    lesson: { id: 'lab', tasks: [{ id: 'run' }] },
    names: { container: (service: string) => `lab-${service}` },
    env: {},
  } as unknown as Lab;
  watching = watchLab(world, lab, undefined, () => undefined, abort.signal);
});

afterEach(async () => {
  abort.abort();
  await watching;
});

test('a change of a container is looked at, and what docklab does itself is not', async () => {
  await expect.poll(() => looks).toBe(1);
  send(event('container', 'exec_start'));
  send(event('container', 'start', { name: 'other' }));
  send(event('container', 'update'));
  await expect.poll(() => looks).toBe(2);
});

test('what a check of docklab did to a container wakes no check again', async () => {
  await expect.poll(() => looks).toBe(1);
  const helper = { name: 'helper', attributes: { 'io.docklab.disturbs': 'id' } };
  send(event('container', 'create', helper));
  for (const action of ['die', 'start']) send(event('container', action));
  send(event('container', 'destroy', helper));
  send(event('container', 'health_status: healthy'));
  send(event('container', 'update'));
  await expect.poll(() => looks).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(looks).toBe(2);
});

test('is not held up by an engine that does not answer about another container', async () => {
  await expect.poll(() => looks).toBe(1);
  send(event('network', 'connect', { name: 'net', attributes: { container: 'other' } }));
  send(event('container', 'update'));
  await expect.poll(() => looks).toBe(2);
});
