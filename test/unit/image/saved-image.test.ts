import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BadArchive } from '../../../src/image/bad-archive.ts';
import { readSavedImage } from '../../../src/image/saved-image.ts';
import { file, inPieces, saved, tar } from './made.ts';

const LIMITS = { maxBytes: 1_000_000, maxEntries: 1000 };
const read = (bytes: Buffer, limits = LIMITS) => readSavedImage(inPieces(bytes, 4000), limits);

const lower = await tar(file('su', 0o4755), file('wall', 0o2755));
const upper = await tar(file('su', 0o755));
const EMPTY = Buffer.alloc(1024);

const expected = {
  present: [{ path: '/wall', layer: 0 }],
  hidden: [{ path: '/su', layer: 0, by: 'replaced', at: 1 }],
};

describe('a saved image', () => {
  test('is read in the layout of Docker, and with the instructions that made it', async () => {
    const history = [
      { created_by: 'ADD rootfs /' },
      { created_by: 'USER 1000', empty_layer: true },
      { created_by: 'RUN chmod a-s /su' },
    ];
    expect(await read(await saved([lower, upper], { history }))).toMatchObject({
      ...expected,
      createdBy: ['ADD rootfs /', 'RUN chmod a-s /su'],
    });
  });

  test.each([
    ['as it is', (layer: Buffer) => layer],
    ['compressed with gzip', gzipSync],
    ['compressed with zstd', zstdCompressSync],
  ])('is read in the layout of OCI, each layer %s', async (_, made) => {
    const layers = [lower, upper].map((layer) => made(layer));
    expect(await read(await saved(layers, { as: 'oci' }))).toMatchObject(expected);
  });

  test('may have layers without files', async () => {
    const bytes = await saved([EMPTY, lower, gzipSync(EMPTY)]);
    expect((await read(bytes)).present).toMatchObject([
      { path: '/su', layer: 1 },
      { path: '/wall', layer: 1 },
    ]);
  });

  test('may have a link in the place of a layer that it has already', async () => {
    const manifest = [{ Layers: ['a/layer.tar', 'b/layer.tar'] }];
    const bytes = await tar(
      { name: 'a/layer.tar', content: lower },
      { name: 'b/layer.tar', type: 'symlink', linkname: '../a/layer.tar' },
      { name: 'manifest.json', content: JSON.stringify(manifest) },
    );
    expect((await read(bytes)).present).toMatchObject([{ layer: 1 }, { layer: 1 }]);
  });

  test('names no instructions when they do not fit its layers', async () => {
    const bytes = await saved([lower, upper], { history: [{ created_by: 'one' }] });
    expect((await read(bytes)).createdBy).toEqual(['', '']);
  });
});

describe('what is no image is refused', () => {
  const json = (text: string) => tar({ name: 'manifest.json', content: text });

  test.each([
    ['without a manifest', tar(file('a', 0o644)), 'which layers'],
    ['with a manifest that is no JSON', json('[{'), 'no JSON'],
    ['with a manifest of another shape', json('{"Layers":["a"]}'), 'which layers'],
    ['with a manifest of nothing', json('null'), 'which layers'],
    ['without one of its layers', json('[{"Layers":["a/layer.tar"]}]'), 'missing'],
    ['cut off', saved([lower]).then((bytes) => bytes.subarray(0, 3000)), 'ends'],
    ['of damaged layers', saved([Buffer.from(lower).fill(7, 0, 50)]), 'damaged'],
    ['cut off in a compressed layer', saved([gzipSync(upper).subarray(0, 60)]), 'damaged'],
  ])('%s', async (_, bytes, words) => {
    const reading = read(await bytes);
    await expect(reading).rejects.toThrow(BadArchive);
    await expect(reading).rejects.toThrow(words);
  });

  test('when it is larger than allowed', async () => {
    await expect(read(await saved([upper]), { ...LIMITS, maxBytes: 1000 })).rejects.toThrow(
      'larger than',
    );
  });

  test('when a small layer unpacks to a large one', async () => {
    const bomb = gzipSync(await tar(file('zeros', 0o644, { content: '0'.repeat(3_000_000) })));
    expect(bomb.length).toBeLessThan(10_000);
    await expect(read(await saved([bomb]))).rejects.toThrow('larger than');
  });

  test('when it has more files than allowed', async () => {
    await expect(read(await saved([lower, upper]), { ...LIMITS, maxEntries: 5 })).rejects.toThrow(
      'more than 5 files',
    );
  });
});
