import { spawn } from 'node:child_process';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { localFiles } from '../../../src/adapters/files.ts';
import { temporary } from './temporary.ts';

const files = localFiles();
const lockIn = () => join(temporary(), 'state/lock');

/** A process that has ended: its id is nobody's. */
async function deadPid(): Promise<number> {
  const child = spawn('true');
  await new Promise((ended) => child.once('exit', ended));
  return child.pid ?? 0;
}

const holder = (more: object) =>
  JSON.stringify({ pid: 1, started: '', host: hostname(), token: 'x', ...more });

describe('a lock', () => {
  test('is had by one at a time, and can be had again', async () => {
    const path = lockIn();
    const lock = await files.lock(path);
    await expect(files.lock(path)).rejects.toMatchObject({
      code: 'busy',
      message: `Another docklab (process ${process.pid}) is at work here.`,
    });
    await lock.release();
    expect(existsSync(path)).toBe(false);
    await (await files.lock(path)).release();
  });

  test('of many who ask at once, one gets', async () => {
    const path = lockIn();
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => files.lock(path)));
    expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  test('of a dead process is taken over, by one only', async () => {
    const path = lockIn();
    await (await files.lock(path)).release();
    writeFileSync(path, holder({ pid: await deadPid() }));
    const asked = await Promise.allSettled(Array.from({ length: 10 }, () => files.lock(path)));
    expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(readFileSync(path, 'utf8')).toContain(`"pid":${process.pid}`);
  });

  test('of a process whose id was given to another is taken over', async () => {
    const path = join(temporary(), 'lock');
    writeFileSync(path, holder({ pid: process.pid, started: '1' }));
    const lock = await files.lock(path);
    expect(readFileSync(path, 'utf8')).not.toContain('"started":"1"');
    await lock.release();
  });

  test('of another machine is left alone', async () => {
    const path = join(temporary(), 'lock');
    writeFileSync(path, holder({ pid: await deadPid(), host: 'elsewhere' }));
    await expect(files.lock(path)).rejects.toMatchObject({
      code: 'busy',
      next: expect.arrayContaining([expect.stringContaining(`rm ${path}`)]),
    });
  });

  test('that a crash left half-written is taken over once it is old', async () => {
    const path = join(temporary(), 'lock');
    writeFileSync(path, '{"pid":');
    await expect(files.lock(path)).rejects.toMatchObject({ code: 'busy' });
    const old = Date.now() / 1000 - 60;
    utimesSync(path, old, old);
    await (await files.lock(path)).release();
  });

  test('that someone else took over meanwhile is not released by its old holder', async () => {
    const path = join(temporary(), 'lock');
    const lock = await files.lock(path);
    writeFileSync(path, holder({ pid: process.ppid }));
    await lock.release();
    expect(existsSync(path)).toBe(true);
  });
});
