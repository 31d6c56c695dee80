import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attemptsIn, openForWriting } from '../../../src/verify/open-for-writing.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'open-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function attempt(paths: string[]) {
  const { stdout } = await promisify(execFile)('sh', ['-c', openForWriting(paths)]);
  return attemptsIn(stdout, paths).map(({ result }) => result);
}

describe('the attempt to open files for writing', () => {
  test('opens a write-protected file of its own, and leaves content and mode as they were', async () => {
    const file = join(dir, 'file');
    await writeFile(file, 'as it was');
    await chmod(file, 0o444);
    expect(await attempt([file])).toEqual(['open']);
    expect(await readFile(file, 'utf8')).toBe('as it was');
    expect((await stat(file)).mode & 0o777).toBe(0o444);
  });

  test('puts a file into a folder of its own and takes it away again', async () => {
    expect(await attempt([dir])).toEqual(['open']);
    expect(await readdir(dir)).toEqual([]);
  });

  test('makes no file that was not there', async () => {
    expect(await attempt([join(dir, 'none')])).toEqual(['absent']);
    expect(await readdir(dir)).toEqual([]);
  });

  test('leaves the mode of what a link leads to as it was, not as the link’s own', async () => {
    const folder = join(dir, 'usr-bin');
    await mkdir(folder, { mode: 0o755 });
    await symlink(folder, join(dir, 'bin'));
    expect(await attempt([join(dir, 'bin')])).toEqual(['open']);
    expect((await stat(folder)).mode & 0o777).toBe(0o755);
    expect(await readdir(folder)).toEqual([]);
  });

  test('goes on after the first', async () => {
    expect(await attempt([join(dir, 'none'), dir])).toEqual(['absent', 'open']);
  });
});

describe('what the attempt printed', () => {
  test.for([
    ['open', 'open'],
    ['absent', 'absent'],
    ["sh: can't create /f: Permission denied", 'denied'],
    ["sh: can't create /f: Read-only file system", 'read-only'],
    ['sh: /f: Operation not permitted', 'other'],
  ])('"%s" is %s', ([said, result]) => {
    expect(attemptsIn(`noise\ntry /f ${said}\n`, ['/f'])).toEqual([{ path: '/f', said, result }]);
  });

  test('is other for a path of which nothing was said, also when a longer one was', () => {
    expect(attemptsIn('try /file open\n', ['/f'])).toEqual([
      { path: '/f', said: '', result: 'other' },
    ]);
  });
});
