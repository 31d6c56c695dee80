/** Layers as a real engine saves them: hard links, whiteouts and extended attributes made by real builds. */
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { ImageLayers } from '../../src/verify/image-layers.ts';
import { BASE, engine, LABELS, SESSION } from './adapters/support.ts';

const layers = new ImageLayers(engine);
const never = new AbortController().signal;

async function built(name: string, ...instructions: readonly string[]) {
  const tar = pack();
  tar.entry({ name: 'Dockerfile' }, [`FROM ${BASE}`, ...instructions].join('\n'));
  tar.entry({ name: 'su', mode: 0o755 }, 'not really su');
  tar.finalize();
  const tag = `docklab-test/${SESSION}-layers-${name}:1`;
  const context = Readable.from(tar);
  const spec = { context, dockerfile: 'Dockerfile', tag, labels: LABELS };
  return engine.buildImage(spec, () => undefined);
}

async function read(id: string) {
  const image = await layers.read(id, never);
  if (image.is === 'unread') throw new Error(image.reason);
  const shown = ({ path, mode }: { path: string; mode: number }) => `${path} ${mode.toString(8)}`;
  return { ...image, present: image.present.map(shown), hidden: image.hidden.map(shown) };
}

test('what a build left is present, what it took away or mended is hidden', async () => {
  const id = await built(
    'all',
    'COPY su /su',
    'RUN chmod 4755 /su && ln /su /bin/su2 && cp /su /wall && chmod 2755 /wall && mkdir -m 2775 /mail',
    'RUN rm /su && chmod a-s /wall',
  );
  const image = await read(id);
  expect(image.present).toEqual(['/bin/su2 4755']);
  expect(image.hidden.toSorted()).toEqual(['/su 4755', '/wall 2755']);
  expect(image.createdBy.at(-1)).toContain('rm /su');
});

test('a folder that was removed and made anew hides what was in it', async () => {
  const id = await built(
    'anew',
    'RUN mkdir /d && cp /bin/busybox /d/su && chmod 4755 /d/su',
    'RUN rm -r /d && mkdir /d && echo new > /d/other',
  );
  expect(await read(id)).toMatchObject({ present: [], hidden: ['/d/su 4755'] });
});

test('layers that change nothing are counted', async () => {
  const id = await built('empty', 'RUN true', 'RUN true', 'RUN chmod 4755 /bin/busybox');
  expect(await read(id)).toMatchObject({ present: ['/bin/busybox 4755'] });
});

test('an image that is not there is an error of its own', async () => {
  await expect(layers.read('docklab-test/none:1', never)).rejects.toMatchObject({
    code: 'image-missing',
  });
});
