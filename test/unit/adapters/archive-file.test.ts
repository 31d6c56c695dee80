import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createArchiveFile } from '../../../src/adapters/archive-file.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'docklab-archive-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('an archive says how far it is, and comes back as it was written', async () => {
  const archive = createArchiveFile(join(dir, 'images.tar'));
  const sizes: number[] = [];
  const size = await archive.write(
    Readable.from([Buffer.from('ab'), Buffer.from('cde')]),
    (bytes) => sizes.push(bytes),
  );
  expect([size, sizes]).toEqual([5, [2, 5]]);
  const said: [number, number][] = [];
  expect(await text(await archive.read((done, total) => said.push([done, total])))).toBe('abcde');
  expect(said).toEqual([[5, 5]]);
});

test('an archive that breaks off leaves the older one whole, and nothing beside it', async () => {
  const path = join(dir, 'images.tar');
  writeFileSync(path, 'older');
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('new');
      throw new Error('engine went away');
    })(),
  );
  await expect(createArchiveFile(path).write(broken, () => undefined)).rejects.toThrow('went away');
  expect(readdirSync(dir)).toEqual(['images.tar']);
  expect(readFileSync(path, 'utf8')).toBe('older');
});

test('a file that is not there, and a place that cannot be written, are said plainly', async () => {
  const none = createArchiveFile(join(dir, 'none.tar'));
  await expect(none.read(() => undefined)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('no such file'),
  });
  const nowhere = createArchiveFile(join(dir, 'no', 'folder.tar'));
  await expect(
    nowhere.write(Readable.from([Buffer.from('a')]), () => undefined),
  ).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('cannot write') });
});
