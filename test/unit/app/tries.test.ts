import { describe, expect, test } from 'vitest';
import { Tries } from '../../../src/app/tries.ts';
import type { EngineEvent } from '../../../src/host/engine.ts';

const event = (kind: EngineEvent['kind'], action: string, id = 'a'): EngineEvent => ({
  kind,
  action,
  id,
  name: 'web',
  attributes: {},
  atMs: 0,
});

/** Which of these events, in order, are tries. */
function triesOf(...events: EngineEvent[]): string[] {
  const tries = new Tries();
  return events.filter((one) => tries.isTry(one, false)).map(({ action }) => action);
}

describe('a try of the learner', () => {
  test('is one container that starts, not the removal of the old one before it', () => {
    const events = ['kill', 'die', 'destroy'].map((action) => event('container', action));
    const added = ['create', 'start'].map((action) => event('container', action, 'b'));
    expect(triesOf(...events, ...added)).toEqual(['start']);
  });

  test('is not a container that starts again by itself, since it crashes', () => {
    const crash = ['start', 'die', 'start', 'die', 'start'].map((one) => event('container', one));
    expect(triesOf(...crash)).toEqual(['start']);
  });

  test.each(['restart', 'update', 'rename', 'unpause'])('is a container in place: %s', (action) => {
    expect(triesOf(event('container', action))).toEqual([action]);
  });

  test('is a new image under a name, not one that goes', () => {
    expect(triesOf(event('image', 'untag'), event('image', 'delete'))).toEqual([]);
    expect(triesOf(event('image', 'tag'))).toEqual(['tag']);
  });

  test('is a network that a running container joins or leaves', () => {
    const join = event('network', 'connect');
    expect(new Tries().isTry(join, true)).toBe(true);
    expect(new Tries().isTry(join, false)).toBe(false);
  });
});
