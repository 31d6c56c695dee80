import { createServer } from 'node:net';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localResources } from '../../../src/adapters/resources.ts';

const resources = localResources();

test('memory and disk are given in bytes, a folder that is not there yet counts', async () => {
  expect(await resources.freeMemory()).toBeGreaterThan(1024 ** 2);
  expect(await resources.freeMemory()).toBeLessThan(totalmem());
  const here = await resources.freeDisk(tmpdir());
  const below = await resources.freeDisk(join(tmpdir(), 'not', 'there'));
  expect(here).toBeGreaterThan(1024 ** 2);
  expect(Math.abs(here - below)).toBeLessThan(1024 ** 3);
});

test('ports are free, differ, and are those wished for where they are free', async () => {
  const [first = 0, second = 0] = await resources.freePorts(2, []);
  expect(first).not.toBe(second);
  expect(await resources.freePorts(2, [first, second])).toEqual([first, second]);
  const server = createServer().listen(first, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const [other, again] = await resources.freePorts(2, [first, second]);
  server.close();
  expect(other).not.toBe(first);
  expect(again).toBe(second);
});

test('a device that is not there may not be used', async () => {
  expect(await resources.mayUse('/dev/null')).toBe(true);
  expect(await resources.mayUse('/dev/not-there')).toBe(false);
});
