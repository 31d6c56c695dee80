import { describe, expect, test } from 'vitest';
import { Disturbances } from '../../../src/app/disturbances.ts';
import type { EngineEvent } from '../../../src/host/engine.ts';
import { LABEL } from '../../../src/lab/names.ts';

const event = (action: string, id = 'web', atMs = 0, labels = {}): EngineEvent => ({
  kind: 'container',
  action,
  id,
  name: id,
  attributes: labels,
  atMs,
});
/** Of the helper that disturbs `web`. */
const helper = (action: string, atMs = 0, id = 'helper') =>
  event(action, id, atMs, { [LABEL.disturbs]: 'web' });
const joins = (container: string, atMs: number): EngineEvent => ({
  ...event('connect', 'net', atMs, { container }),
  kind: 'network',
});

/** Of these events in order, those that are the learner's. */
function theirs(...events: EngineEvent[]): string[] {
  const disturbances = new Disturbances();
  return events
    .filter((one) => !disturbances.isOwn(one))
    .map(({ id, action }) => `${id} ${action}`);
}

const CRASH = [helper('create'), helper('start'), event('die'), event('start')];

describe('what docklab does to a container is no news of it', () => {
  test('it dies, starts again and is unhealthy while the helper lives', () => {
    expect(theirs(...CRASH, event('health_status: unhealthy'), joins('web', 1))).toEqual([]);
  });

  test('it is stopped and started to undo a crash', () => {
    const undo = ['kill', 'die', 'stop', 'start'].map((action) => event(action));
    expect(theirs(...CRASH, ...undo, helper('destroy'))).toEqual([]);
  });

  test('it starts again a moment after the helper is gone, and is healthy again later', () => {
    const late = [event('start', 'web', 1_000), event('health_status: healthy', 'web', 9_000)];
    expect(theirs(...CRASH, helper('destroy'), ...late)).toEqual([]);
  });

  test('one helper is gone and another one is not', () => {
    const two = [helper('create', 0, 'a'), helper('create', 0, 'b'), helper('destroy', 1, 'a')];
    expect(theirs(...two, event('die', 'web', 9_000))).toEqual([]);
  });
});

describe('what a learner does is', () => {
  test('without any disturbance', () => {
    expect(theirs(event('die'), event('start'))).toEqual(['web die', 'web start']);
  });

  test('to another container meanwhile', () => {
    expect(theirs(...CRASH, event('die', 'other'))).toEqual(['other die']);
  });

  test.each(['destroy', 'rename', 'update', 'restart', 'pause', 'create'])(
    'to the same container meanwhile: %s',
    (action) => {
      expect(theirs(...CRASH, event(action))).toEqual([`web ${action}`]);
    },
  );

  test('afterwards: a stop, and the start that follows it at once', () => {
    const after = ['kill', 'die', 'stop', 'start'].map((action) => event(action, 'web', 500));
    expect(theirs(...CRASH, helper('destroy'), ...after)).toEqual(
      ['kill', 'die', 'stop', 'start'].map((action) => `web ${action}`),
    );
  });

  test('afterwards: a crash when the echo is over', () => {
    expect(theirs(...CRASH, helper('destroy'), event('die', 'web', 5_000))).toEqual(['web die']);
  });

  test('when a helper never told its end', () => {
    expect(theirs(...CRASH, event('start', 'web', 61_000))).toEqual(['web start']);
  });

  test('afterwards, on a network', () => {
    expect(theirs(...CRASH, helper('destroy'), joins('web', 5_000))).toEqual(['net connect']);
  });
});
