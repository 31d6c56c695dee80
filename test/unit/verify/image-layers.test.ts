import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { DocklabError } from '../../../src/host/error.ts';
import { ImageLayers } from '../../../src/verify/image-layers.ts';
import { file, saved, tar } from '../image/made.ts';

const image = await saved([await tar(file('su', 0o4755))]);
const LIMITS = { maxBytes: 100_000, maxEntries: 100 };
const never = new AbortController().signal;

/** Images whose archives come as `archives` says, one for each time that one is asked for. */
function layersOf(...archives: (() => Readable | Promise<Readable>)[]) {
  const asked: string[] = [];
  const engine = {
    saveImages: async (references: readonly string[]) => {
      asked.push(...references);
      const archive = archives[asked.length - 1];
      if (archive === undefined) throw new Error('asked once too often');
      return archive();
    },
  };
  return { asked, layers: new ImageLayers(engine, LIMITS) };
}

const whole = () => Readable.from([image]);
const present = { is: 'read', present: [{ path: '/su', mode: 0o4755 }] };

test('an image is read once, whoever asks and how often', async () => {
  const { asked, layers } = layersOf(whole);
  const twice = [layers.read('sha256:a', never), layers.read('sha256:a', never)];
  expect(await Promise.all(twice)).toMatchObject([present, present]);
  expect(await layers.read('sha256:a', never)).toMatchObject(present);
  expect(asked).toEqual(['sha256:a']);
});

test('another id is another image', async () => {
  const { asked, layers } = layersOf(whole, whole);
  await layers.read('sha256:a', never);
  await layers.read('sha256:b', never);
  expect(asked).toEqual(['sha256:a', 'sha256:b']);
});

test('one that cannot be read says why', async () => {
  const { layers } = layersOf(() => Readable.from([image.subarray(0, 2000)]));
  expect(await layers.read('sha256:a', never)).toMatchObject({
    is: 'unread',
    reason: expect.stringContaining('ends'),
  });
});

test('one that is too large is given up, and its stream closed', async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(50_000);
    })(),
  );
  const { layers } = layersOf(() => endless);
  expect(await layers.read('sha256:a', never)).toMatchObject({ is: 'unread' });
  expect(endless.destroyed).toBe(true);
});

test('what the engine refuses is its own error, and asked for anew the next time', async () => {
  const refused = new DocklabError('engine-refused', 'no');
  const { layers } = layersOf(() => Promise.reject(refused), whole);
  await expect(layers.read('sha256:a', never)).rejects.toBe(refused);
  expect(await layers.read('sha256:a', never)).toMatchObject(present);
});

test('who stops waiting is let go at once, and the others get their answer', async () => {
  const { promise, resolve } = Promise.withResolvers<Readable>();
  const { layers } = layersOf(() => promise);
  const stop = new AbortController();
  const impatient = layers.read('sha256:a', stop.signal);
  const patient = layers.read('sha256:a', never);
  stop.abort(new Error('enough'));
  await expect(impatient).rejects.toThrow('enough');
  resolve(whole());
  expect(await patient).toMatchObject(present);
});
