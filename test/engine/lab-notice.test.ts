/** A lab that does something to the host says so, all of it, before anything is launched. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AppEvent } from '../../src/app/events.ts';
import { removeLab, startLab } from '../../src/app/labs.ts';
import { lessonOf } from '../../src/app/lesson-of.ts';
import { testWorld } from '../support/test-world.ts';

test('everything that a lab does to the host is one notice, before the launch', async () => {
  const world = await testWorld(join(import.meta.dirname, '../..'));
  const lesson = lessonOf(world, 'namespaces');
  const events: AppEvent[] = [];
  try {
    await startLab(world, lesson, (event) => events.push(event), new AbortController().signal);
  } finally {
    await removeLab(world, lesson, () => undefined);
    await world.close();
  }
  const notices = events.filter((event) => event.is === 'notice');
  expect(notices).toHaveLength(1);
  expect(notices[0]?.text).toMatch(/127\.0\.0\.1:18280.*\/dev\/shm\/hostd-session/);
  const began = events.findIndex(
    (event) => event.is === 'step' && event.step.startsWith('network'),
  );
  expect(events.findIndex((event) => event.is === 'notice')).toBeLessThan(began);
});
