import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { probeFacts } from '../../../src/adapters/facts-probe.ts';
import type { Attached, ContainerSpec, Engine } from '../../../src/host/engine.ts';
import { DocklabError } from '../../../src/host/error.ts';

/** A probe that answers by `reply` (a line, or undefined to end) instead of a container. */
class FakeAttached implements Attached {
  readonly #reply: (seq: number) => Promise<string | undefined>;
  readonly #asked: number[] = [];
  #wake: () => void = () => undefined;
  closed = false;

  constructor(reply: (seq: number) => Promise<string | undefined>) {
    this.#reply = reply;
  }
  write(text: string): void {
    this.#asked.push(
      ...text
        .trim()
        .split('\n')
        .map((line) => Number(line.split(' ')[0])),
    );
    this.#wake();
  }
  close(): void {
    this.closed = true;
    this.#wake();
  }
  async *lines(): AsyncGenerator<string> {
    while (!this.closed) {
      const seq = this.#asked.shift();
      if (seq === undefined) {
        await new Promise<void>((wake) => (this.#wake = wake));
        continue;
      }
      const line = await this.#reply(seq);
      if (line === undefined) return;
      yield line;
    }
  }
}

const ok = async (seq: number) => `${seq} ${Buffer.from(`answer ${seq}`).toString('base64')} OK`;
const request = (path: string) => ({ get: 'text', path }) as const;

/** An engine on which each start takes the next of `replies`. */
function engineWith(...replies: ((seq: number) => Promise<string | undefined>)[]) {
  const started: FakeAttached[] = [];
  const created: ContainerSpec[] = [];
  const removeContainer = vi.fn<Engine['removeContainer']>(async () => undefined);
  const engine = {
    createContainer: async (spec: ContainerSpec) => {
      created.push(spec);
      return `id${created.length}`;
    },
    startAttached: async () => {
      const reply = replies[started.length];
      if (!reply) throw new DocklabError('engine-refused', 'no more');
      const attached = new FakeAttached(reply);
      started.push(attached);
      return attached;
    },
    removeContainer,
  } as unknown as Engine;
  const facts = probeFacts({ engine, image: 'base', labels: { a: 'b' }, cgroupParent: '/docklab' });
  return { facts, started, created, removeContainer };
}

describe('the probe', () => {
  test('is started at the first read, once, and kept', async () => {
    const { facts, created } = engineWith(ok);
    expect(created).toHaveLength(0);
    await facts.read([request('/a')]);
    await facts.read([request('/b'), request('/c')]);
    expect(created).toHaveLength(1);
  });

  test('may read, and nothing else', async () => {
    const { facts, created } = engineWith(ok);
    await facts.read([request('/a')]);
    expect(created[0]).toMatchObject({
      image: 'base',
      labels: { a: 'b' },
      cgroupParent: '/docklab',
      networkMode: 'none',
      readonlyRoot: true,
      capDrop: ['ALL'],
      capAdd: ['SYS_PTRACE', 'DAC_READ_SEARCH'],
      mounts: [{ source: '/', target: '/host', readonly: true }],
      autoRemove: true,
      openStdin: true,
    });
    expect(created[0]?.securityOpt).toContain('no-new-privileges');
    expect(created[0]?.privileged).toBeUndefined();
  });

  test('answers batches that overlap each in its order', async () => {
    const { facts } = engineWith(ok);
    const [first, second] = await Promise.all([
      facts.read([request('/a'), request('/b')]),
      facts.read([request('/c')]),
    ]);
    expect(first).toMatchObject([{ text: 'answer 0' }, { text: 'answer 1' }]);
    expect(second).toMatchObject([{ text: 'answer 2' }]);
  });

  test('is not asked for what is no fact, nor started for it', async () => {
    const { facts, created } = engineWith(ok);
    expect(await facts.read([request('/proc/self/status')])).toMatchObject([{ is: 'failed' }]);
    expect(created).toHaveLength(0);
    expect(await facts.read([request('relative'), request('/a')])).toMatchObject([
      { is: 'failed' },
      { text: 'answer 0' },
    ]);
  });

  test('that died is started once more, and the batch asked again', async () => {
    let alive = true;
    const { facts, created, removeContainer } = engineWith(
      async (seq) => (alive ? ok(seq) : undefined),
      ok,
    );
    await facts.read([request('/a')]);
    alive = false;
    expect(await facts.read([request('/b')])).toMatchObject([{ is: 'text' }]);
    expect(created).toHaveLength(2);
    expect(removeContainer).toHaveBeenCalledWith('id1');
  });

  test('that never worked is not started again and again', async () => {
    const { facts, created } = engineWith(async () => undefined, ok);
    await expect(facts.read([request('/a')])).rejects.toMatchObject({ code: 'internal' });
    expect(created).toHaveLength(1);
  });

  test('that talks nonsense is not believed', async () => {
    const { facts } = engineWith(async () => '99 bm9uc2Vuc2U= OK');
    await expect(facts.read([request('/a')])).rejects.toMatchObject({
      why: 'it answered something else',
    });
  });

  test('that cannot be started leaves nothing behind', async () => {
    const { facts, removeContainer } = engineWith();
    await expect(facts.read([request('/a')])).rejects.toMatchObject({ code: 'engine-refused' });
    expect(removeContainer).toHaveBeenCalledWith('id1');
  });

  test('goes on answering others when one asker stops waiting', async () => {
    const { facts } = engineWith(async (seq) => {
      await wait(30);
      return ok(seq);
    });
    const stop = new AbortController();
    const stopped = facts.read([request('/a')], stop.signal);
    const other = facts.read([request('/b')]);
    stop.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(await other).toMatchObject([{ text: 'answer 1' }]);
  });

  test('ends with close, and is not started again', async () => {
    const { facts, started, removeContainer } = engineWith(ok, ok);
    await facts.read([request('/a')]);
    await facts.close();
    expect(started[0]?.closed).toBe(true);
    expect(removeContainer).toHaveBeenCalledTimes(1);
    await expect(facts.read([request('/b')])).rejects.toMatchObject({ code: 'internal' });
    expect(started).toHaveLength(1);
  });

  test('closed before it was used starts nothing', async () => {
    const { facts, created } = engineWith(ok);
    await facts.close();
    expect(created).toHaveLength(0);
  });
});
