import type Dockerode from 'dockerode';
import { describe, expect, test, vi } from 'vitest';
import { makeCall } from '../../../src/adapters/docker-engine/call.ts';

const endpoint = { is: 'unix', path: '/x.sock' } as const;
const docker = {} as Dockerode;
const never = () => new Promise<never>(() => undefined);

describe('one call of the engine', () => {
  test('connects at the first call, and only once', async () => {
    const connect = vi.fn<() => Promise<Dockerode>>(async () => docker);
    const call = makeCall(endpoint, connect);
    expect(connect).not.toHaveBeenCalled();
    const options = { doing: 'x', timeoutMs: 1000 };
    await Promise.all([call(options, async () => 1), call(options, async () => 2)]);
    expect(connect).toHaveBeenCalledTimes(1);
  });

  test('that takes too long is a timeout, also when the work does not listen', async () => {
    const call = makeCall(endpoint, async () => docker);
    await expect(call({ doing: 'say what it is', timeoutMs: 20 }, never)).rejects.toMatchObject({
      code: 'timeout',
      message: 'Docker took longer than 0 s to say what it is.',
    });
  });

  test('that the caller stops is cancelled', async () => {
    const call = makeCall(endpoint, async () => docker);
    const stop = new AbortController();
    const working = call({ doing: 'x', timeoutMs: 10_000, signal: stop.signal }, never);
    stop.abort();
    await expect(working).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('with a signal that has aborted already does nothing at all', async () => {
    const work = vi.fn<() => Promise<never>>(never);
    const call = makeCall(endpoint, async () => docker);
    const options = { doing: 'x', timeoutMs: 1000, signal: AbortSignal.abort() };
    await expect(call(options, work)).rejects.toMatchObject({ code: 'cancelled' });
    expect(work).not.toHaveBeenCalled();
  });

  test("hands the work a signal that aborts with the caller's", async () => {
    const call = makeCall(endpoint, async () => docker);
    const stop = new AbortController();
    const seen = call(
      { doing: 'x', timeoutMs: 10_000, signal: stop.signal },
      async (_, signal) => signal,
    );
    const signal = await seen;
    expect(signal.aborted).toBe(false);
    stop.abort();
    expect(signal.aborted).toBe(true);
  });

  test('that fails is explained', async () => {
    const call = makeCall(endpoint, async () => docker);
    const failing = call({ doing: 'x', timeoutMs: 1000 }, async () => {
      throw Object.assign(new Error('connect ENOENT'), { code: 'ENOENT' });
    });
    await expect(failing).rejects.toMatchObject({ code: 'engine-missing' });
  });
});
