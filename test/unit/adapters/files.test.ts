import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { localFiles } from '../../../src/adapters/files.ts';
import { fileError } from '../../../src/adapters/files/errors.ts';
import { temporary } from './temporary.ts';

const files = localFiles();

describe('reading', () => {
  test('gives the text, or nothing where there is no file', async () => {
    const path = join(temporary(), 'f');
    expect(await files.read(path, 10)).toBeUndefined();
    writeFileSync(path, 'né');
    expect(await files.read(path, 10)).toBe('né');
  });
  test('has a limit, and what just fits is read', async () => {
    const path = join(temporary(), 'f');
    writeFileSync(path, '12345');
    expect(await files.read(path, 5)).toBe('12345');
    await expect(files.read(path, 4)).rejects.toMatchObject({ code: 'usage' });
  });
  test('does not hang on a FIFO, and refuses a folder', async () => {
    const dir = temporary();
    execFileSync('mkfifo', [join(dir, 'fifo')]);
    await expect(files.read(join(dir, 'fifo'), 5)).rejects.toMatchObject({ code: 'usage' });
    await expect(files.read(dir, 5)).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('writing', () => {
  test('makes folders, replaces the whole file and leaves nothing beside it', async () => {
    const path = join(temporary(), 'a/b/f');
    await files.write(path, 'long first text');
    await files.write(path, 'second');
    expect(readFileSync(path, 'utf8')).toBe('second');
    expect(readdirSync(join(path, '..'))).toEqual(['f']);
  });

  test('many at once leave one of them, whole', async () => {
    const path = join(temporary(), 'f');
    const texts = Array.from({ length: 20 }, (_, at) => String(at).repeat(10_000));
    await Promise.all(texts.map((text) => files.write(path, text)));
    expect(texts).toContain(readFileSync(path, 'utf8'));
  });

  test('sets the permission that was asked for', async () => {
    const path = join(temporary(), 'f');
    await files.write(path, 'secret', 0o600);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('goes through a symlink to the file behind it', async () => {
    const dir = temporary();
    writeFileSync(join(dir, 'real'), 'old');
    symlinkSync('real', join(dir, 'link'));
    await files.write(join(dir, 'link'), 'new');
    expect(lstatSync(join(dir, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(dir, 'real'), 'utf8')).toBe('new');
  });

  test('that fails leaves the old file and nothing beside it', async () => {
    const dir = temporary();
    mkdirSync(join(dir, 'f'));
    await expect(files.write(join(dir, 'f'), 'x')).rejects.toMatchObject({ code: 'files-refused' });
    expect(readdirSync(dir)).toEqual(['f']);
  });
});

test('a full disk, and a folder of someone else, are told apart and say what to do', () => {
  const failed = (code: string) =>
    fileError(Object.assign(new Error(code), { code }), 'write', '/x');
  expect(failed('ENOSPC')).toMatchObject({
    code: 'disk-full',
    message: 'docklab could not write /x.',
  });
  expect(failed('EACCES')).toMatchObject({
    code: 'files-refused',
    next: expect.arrayContaining(['See whose it is: ls -ld /x']),
  });
  expect(failed('EWEIRD')).toMatchObject({ code: 'internal' });
});

describe('looking and listing', () => {
  test('a link is a link, and nothing is nothing', async () => {
    const dir = temporary();
    symlinkSync('nowhere', join(dir, 'l'));
    writeFileSync(join(dir, 'f'), '');
    expect(await files.kind(join(dir, 'l'))).toBe('symlink');
    expect(await files.kind(dir)).toBe('directory');
    expect(await files.kind(join(dir, 'none'))).toBeUndefined();
    expect(await files.kind(join(dir, 'f/below'))).toBeUndefined();
    expect(await files.list(dir)).toEqual([
      { name: 'f', kind: 'file' },
      { name: 'l', kind: 'symlink' },
    ]);
    expect(await files.list(join(dir, 'none'))).toEqual([]);
  });
});

describe('copying a tree', () => {
  test('keeps modes and links, and drops setuid and devices', async () => {
    const dir = temporary();
    mkdirSync(join(dir, 'from/sub'), { recursive: true });
    writeFileSync(join(dir, 'from/sub/run.sh'), 'x');
    chmodSync(join(dir, 'from/sub/run.sh'), 0o4755);
    symlinkSync('sub/run.sh', join(dir, 'from/l'));
    execFileSync('mkfifo', [join(dir, 'from/fifo')]);
    await files.copyTree(join(dir, 'from'), join(dir, 'to'));
    expect(readdirSync(join(dir, 'to')).sort()).toEqual(['l', 'sub']);
    expect(statSync(join(dir, 'to/sub/run.sh')).mode & 0o7777).toBe(0o755);
    expect(readlinkSync(join(dir, 'to/l'))).toBe('sub/run.sh');
  });

  test('goes over what is there and keeps the rest', async () => {
    const dir = temporary();
    mkdirSync(join(dir, 'from'));
    mkdirSync(join(dir, 'to'));
    writeFileSync(join(dir, 'from/f'), 'new');
    writeFileSync(join(dir, 'to/f'), 'old');
    writeFileSync(join(dir, 'to/mine'), 'mine');
    await files.copyTree(join(dir, 'from'), join(dir, 'to'));
    expect(readFileSync(join(dir, 'to/f'), 'utf8')).toBe('new');
    expect(readFileSync(join(dir, 'to/mine'), 'utf8')).toBe('mine');
  });

  test('never writes through a link that leads out of the tree', async () => {
    const dir = temporary();
    for (const name of ['from/d', 'to', 'outside']) mkdirSync(join(dir, name), { recursive: true });
    writeFileSync(join(dir, 'outside/victim'), 'safe');
    writeFileSync(join(dir, 'from/f'), 'evil');
    writeFileSync(join(dir, 'from/d/victim'), 'evil');
    symlinkSync('../outside/victim', join(dir, 'to/f'));
    symlinkSync('../outside', join(dir, 'to/d'));
    await files.copyTree(join(dir, 'from'), join(dir, 'to'));
    expect(readFileSync(join(dir, 'outside/victim'), 'utf8')).toBe('safe');
    expect(readFileSync(join(dir, 'to/f'), 'utf8')).toBe('evil');
    expect(readFileSync(join(dir, 'to/d/victim'), 'utf8')).toBe('evil');
  });

  test('has a limit on depth', async () => {
    const dir = temporary();
    mkdirSync(join(dir, 'from', ...Array.from({ length: 60 }, () => 'd')), { recursive: true });
    await expect(files.copyTree(join(dir, 'from'), join(dir, 'to'))).rejects.toMatchObject({
      code: 'usage',
    });
  });

  test('of nothing is not found', async () => {
    const dir = temporary();
    await expect(files.copyTree(join(dir, 'none'), join(dir, 'to'))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('removing', () => {
  test('a tree goes, what its links point at stays, and twice is fine', async () => {
    const dir = temporary();
    mkdirSync(join(dir, 'tree'));
    writeFileSync(join(dir, 'kept'), '');
    symlinkSync('../kept', join(dir, 'tree/l'));
    await files.remove(join(dir, 'tree'));
    await files.remove(join(dir, 'tree'));
    expect(existsSync(join(dir, 'tree'))).toBe(false);
    expect(existsSync(join(dir, 'kept'))).toBe(true);
  });
});
