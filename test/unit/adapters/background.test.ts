import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { localBackground } from '../../../src/adapters/background.ts';
import { localProcesses } from '../../../src/adapters/processes.ts';

const background = localBackground(localProcesses());
let dir: string;
let isMine: (argv: readonly string[]) => boolean;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'docklab-background-'));
  isMine = (argv) => argv.at(-1) === dir;
});
afterEach(async () => {
  await background.end(isMine, 0);
  rmSync(dir, { recursive: true });
});

const start = (script: string) =>
  background.start(['sh', '-c', script, dir], { cwd: dir, log: join(dir, 'log') });

test('a program is found by its arguments, and ended when asked', async () => {
  await start('echo said; pwd; sleep 60 & wait');
  expect(await background.find(isMine)).toHaveLength(1);
  await vi.waitFor(() => expect(readFileSync(join(dir, 'log'), 'utf8')).toContain(`said\n${dir}`));
  await background.end(isMine, 5_000);
  expect(await background.find(isMine)).toEqual([]);
});

test('one that will not is ended all the same', async () => {
  await start('trap "echo no" TERM; echo ready; while :; do sleep 0.05; done');
  await vi.waitFor(() => expect(readFileSync(join(dir, 'log'), 'utf8')).toContain('ready'));
  await background.end(isMine, 300);
  expect(await background.find(isMine)).toEqual([]);
  expect(readFileSync(join(dir, 'log'), 'utf8')).toContain('no');
});

test('where none runs, nothing is ended', async () => {
  await background.end(isMine, 5_000);
  expect(await background.find(() => true)).toContain(process.pid);
});

test('a program that is not there is told', async () => {
  const missing = background.start([join(dir, 'missing')], { cwd: dir, log: join(dir, 'log') });
  await expect(missing).rejects.toMatchObject({ code: 'tool-missing' });
});
