import { expect, test } from 'vitest';
import { isOwnLook } from '../../../src/app/own-looks.ts';
import type { EngineEvent } from '../../../src/host/engine.ts';

const event = (action: string, attributes: Record<string, string> = {}): EngineEvent => ({
  kind: 'container',
  action,
  id: 'abc',
  name: 'cgroups-poster',
  attributes,
  atMs: 0,
});

test.each(['exec_create: sh -c id', 'exec_start: sh', 'exec_die', 'top', 'oom'])(
  'what a check does in a container wakes no check: %s',
  (action) => {
    expect(isOwnLook(event(action))).toBe(true);
  },
);

test.each(['probe', 'client'])('a helper of docklab’s wakes no check: %s', (role) => {
  expect(isOwnLook(event('start', { 'io.docklab.role': role }))).toBe(true);
});

test.each(['start', 'die', 'update', 'destroy', 'rename'])('a change does: %s', (action) => {
  expect(isOwnLook(event(action, { 'io.docklab.role': 'lab' }))).toBe(false);
});
