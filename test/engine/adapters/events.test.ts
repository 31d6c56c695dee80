import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../../src/host/engine.ts';
import { engine, LABELS, started, unique } from './support.ts';

/** Events of one object until `action`, from a stream that was opened before. */
async function until(
  events: AsyncIterable<EngineEvent>,
  name: string,
  action: string,
): Promise<EngineEvent[]> {
  const seen: EngineEvent[] = [];
  for await (const event of events) {
    if (event.name !== name) continue;
    seen.push(event);
    if (event.action === action) break;
  }
  return seen;
}

describe('the event stream', () => {
  test('tells what happens to a container from the moment it is asked for', async () => {
    const name = unique('watched');
    const stop = new AbortController();
    const events = engine.events(stop.signal);
    // Nobody reads yet: what happens meanwhile must not be lost.
    const id = await started({ name });
    await engine.removeContainer(id);
    const seen = await until(events, name, 'destroy');
    expect(seen.map((event) => event.action)).toEqual(
      expect.arrayContaining(['create', 'start', 'die', 'destroy']),
    );
    expect(seen[0]).toMatchObject({ kind: 'container', action: 'create', id, name });
    expect(seen[0]?.attributes).toMatchObject(LABELS);
    expect(Math.abs((seen[0]?.atMs ?? 0) - Date.now())).toBeLessThan(60_000);
    stop.abort();
  });

  test('tells of networks and volumes too', async () => {
    const stop = new AbortController();
    const events = engine.events(stop.signal);
    const name = unique('seen');
    await engine.createNetwork({ name, internal: true, labels: LABELS });
    await engine.createVolume({ name: `${name}-v`, labels: LABELS });
    expect(await until(events, name, 'create')).toMatchObject([{ kind: 'network' }]);
    stop.abort();
  });

  test('ends quietly when it is stopped', async () => {
    const stop = new AbortController();
    const seen: EngineEvent[] = [];
    const reading = (async () => {
      for await (const event of engine.events(stop.signal)) seen.push(event);
    })();
    setTimeout(() => stop.abort(), 200);
    await expect(reading).resolves.toBeUndefined();
  });

  test('that is stopped before it began has nothing to tell', async () => {
    const events = engine.events(AbortSignal.abort());
    expect(await until(events, 'x', 'y')).toEqual([]);
  });
});
