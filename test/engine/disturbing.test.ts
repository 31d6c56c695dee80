/** Crashes and hangs that docklab makes in real containers, and that it undoes, even where nobody is left to ask for it. */
import { afterAll, describe, expect, test } from 'vitest';
import { directFacts } from '../../src/adapters/facts-direct.ts';
import { Disturbances } from '../../src/app/disturbances.ts';
import type { Attached, ContainerSpec, EngineEvent } from '../../src/host/engine.ts';
import { LABEL } from '../../src/lab/names.ts';
import type { LabNames, VerifierHost } from '../../src/verify/contract.ts';
import { VerifierHosts } from '../../src/verify/host.ts';
import type { Target } from 'docklab/verify';
import { engine, eventually, SESSION, started, unique } from './adapters/support.ts';

const facts = directFacts();
const LAB = { lesson: 'none', launchedAt: new Date(0), workspace: '/nonexistent' } as LabNames;
/** Streams to helpers, so that a test can be a docklab that dies. */
const helpers: Attached[] = [];
const watched: typeof engine = {
  ...engine,
  startAttached: async (id, signal) => {
    const attached = await engine.startAttached(id, signal);
    helpers.push(attached);
    return attached;
  },
};
const hosts = new VerifierHosts(watched, facts, await engine.info(), SESSION, {
  list: async () => [],
  read: async () => undefined,
});
const host: VerifierHost = hosts.of(LAB, new AbortController().signal);
afterAll(() => hosts.close());

let count = 0;
async function made(script: string, spec: Partial<ContainerSpec> = {}): Promise<Target> {
  count += 1;
  const name = unique(`disturbed-${count}`);
  await started({ name, command: ['sh', '-c', script], ...spec });
  return targetOf(name);
}

async function targetOf(name: string): Promise<Target> {
  const found = await host.find(name);
  if (found.is !== 'running') throw new Error(`${name}: ${found.feedback}`);
  return found.target;
}

/** Processes by a word of their command line; a container that was just started has to get there. */
async function running(target: Target, word: string) {
  let found: Awaited<ReturnType<Target['processes']>> = [];
  await eventually(`${word} in ${target.info.name}`, async () => {
    found = (await target.processes()).filter(({ argv }) => argv.join(' ').includes(word));
    return found.length > 0;
  });
  return found;
}

async function stateOf(pid: number): Promise<string | undefined> {
  const [status] = await facts.read([{ get: 'text', path: `/proc/${pid}/status` }]);
  return status?.is === 'text' ? /^State:\s+(\S)/m.exec(status.text)?.[1] : undefined;
}

const TWO = 'sleep 1000 & sleep 2000 & wait';

describe('a hang', () => {
  test('stops what it is told to and nothing else, and lets it go on afterwards', async () => {
    const target = await made(TWO);
    const [victim, other] = [
      ...(await running(target, 'sleep 1000')),
      ...(await running(target, 'sleep 2000')),
    ].filter(({ argv }) => argv[0] === 'sleep');
    if (!victim || !other) throw new Error('no processes');
    const states = () => Promise.all([stateOf(victim.pid), stateOf(other.pid)]);
    const seen = await host.disturb(target, 'hang', [victim], async () => {
      // A busy machine gets to the signal a little later.
      await eventually('it hangs', async () => (await stateOf(victim.pid)) === 'T');
      return states();
    });
    expect(seen).toEqual(['T', 'S']);
    await eventually('both go on', async () => (await states()).every((state) => state === 'S'));
    expect(await engine.containers([`${LABEL.disturbs}=${target.info.id}`])).toEqual([]);
  });

  test('ends when docklab dies in the middle of it', async () => {
    const target = await made('exec sleep 1000');
    const victims = await running(target, 'sleep');
    await host.disturb(target, 'hang', victims, async () => {
      await expect.poll(() => stateOf(target.info.pid), { timeout: 10_000 }).toBe('T');
      helpers.at(-1)?.close();
      await expect.poll(() => stateOf(target.info.pid), { timeout: 10_000 }).toBe('S');
    });
  });

  test('never reaches a process of another container', async () => {
    const target = await made('exec sleep 1000');
    const other = await made('exec sleep 3000');
    const victims = await running(other, 'sleep 3000');
    const look = async () => 'seen';
    await expect(host.disturb(target, 'hang', victims, look)).rejects.toThrow('ended before');
    expect(await stateOf(other.info.pid)).not.toBe('T');
  });
});

describe('a crash', () => {
  test('of the first process ends the container, which is started again afterwards', async () => {
    const target = await made('exec sleep 1000');
    const victims = await running(target, 'sleep');
    await host.disturb(target, 'crash', victims, () =>
      eventually('it ends', async () => (await host.find(target.info.name)).is === 'stopped'),
    );
    expect((await targetOf(target.info.name)).info.id).toBe(target.info.id);
  });

  test('of another one leaves the container up, which is made whole afterwards', async () => {
    const target = await made(TWO);
    const victims = (await running(target, 'sleep 1000')).filter(({ argv }) => argv[0] === 'sleep');
    await host.disturb(target, 'crash', victims, async () => {
      expect((await targetOf(target.info.name)).info.pid).toBe(target.info.pid);
    });
    const again = await targetOf(target.info.name);
    expect(again.info.pid).not.toBe(target.info.pid);
    await running(again, 'sleep 1000');
  });

  test('that a restart policy undoes is left to the policy', async () => {
    const target = await made('exec sleep 1000', { restart: 'always' });
    expect(target.info.restart).toEqual({ policy: 'always', most: 0, count: 0 });
    const victims = await running(target, 'sleep');
    await host.disturb(target, 'crash', victims, () =>
      eventually('it is back', async () => {
        const info = await host.inspect(target.info.id);
        return info?.state === 'running' && info.restart.count === 1;
      }),
    );
  });

  test('and its undoing are told as docklab’s own doing to whoever watches the events', async () => {
    const target = await made(TWO);
    const abort = new AbortController();
    const events: EngineEvent[] = [];
    const reading = (async () => {
      for await (const event of engine.events(abort.signal)) events.push(event);
    })();
    const victims = (await running(target, 'sleep 1000')).filter(({ argv }) => argv[0] === 'sleep');
    await host.disturb(target, 'crash', victims, async () => undefined);
    const ofTarget = () => events.filter(({ id }) => id === target.info.id);
    await eventually('it started again', async () =>
      ofTarget().some(({ action }) => action === 'start'),
    );
    await engine.removeContainer(target.info.id);
    await eventually('it is gone', async () =>
      ofTarget().some(({ action }) => action === 'destroy'),
    );
    abort.abort();
    await reading;
    const disturbances = new Disturbances();
    const theirs = events.filter((event) => !disturbances.isOwn(event));
    const told = theirs.filter(({ id }) => id === target.info.id).map(({ action }) => action);
    expect(ofTarget().map(({ action }) => action)).toEqual(
      expect.arrayContaining(['die', 'start', 'destroy']),
    );
    expect(told).toContain('destroy');
    expect(told).not.toContain('start');
  });
});

test('what the engine says of health checks and policies', async () => {
  const target = await made('exec sleep 1000', {
    restart: 'on-failure',
    healthcheck: {
      test: ['CMD-SHELL', 'true'],
      intervalMs: 1000,
      timeoutMs: 2000,
      retries: 4,
      startPeriodMs: 0,
    },
  });
  expect(target.info).toMatchObject({
    autoRemove: false,
    restart: { policy: 'on-failure', most: 0, count: 0 },
    healthcheck: { test: ['CMD-SHELL', 'true'], intervalMs: 1000, timeoutMs: 2000, retries: 4 },
  });
  expect((await made('exec sleep 1000')).info.healthcheck).toBeUndefined();
});
