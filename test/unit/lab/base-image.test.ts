import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DocklabError } from '../../../src/host/error.ts';
import type { Engine, ImageInfo } from '../../../src/host/engine.ts';
import {
  BASE_VERSION,
  ensureBaseImage,
  type BaseImageSource,
  type Rootfs,
} from '../../../src/lab/base-image.ts';

const image = (labels: Record<string, string>): ImageInfo => ({
  id: 'sha256:1',
  tags: [],
  createdAt: new Date(0),
  labels,
  user: '',
  sizeBytes: 1,
});

const PRESENT = image({ 'io.docklab.base': BASE_VERSION });
let done: string[];
let images: Record<string, ImageInfo>;

beforeEach(() => {
  done = [];
  images = {};
});

type Parts = Pick<Engine, 'image' | 'pullImage' | 'buildImage' | 'importImage' | 'info'>;

function engine(pullImage: Engine['pullImage']): Engine {
  const parts: Parts = {
    image: async (name) => images[name],
    pullImage,
    buildImage: async (spec) => {
      done.push(`build ${spec.tag} on ${spec.args?.['BUSYBOX']} as ${JSON.stringify(spec.labels)}`);
      return 'sha256:2';
    },
    importImage: async (_tar, tag, changes) => {
      done.push(`import ${tag} with ${changes.join(', ')}`);
    },
    info: async () => ({ architecture: 'x86_64' }) as Awaited<ReturnType<Engine['info']>>,
  };
  return parts as Engine;
}

const source = (rootfs: Rootfs): BaseImageSource => ({
  publicImage: 'busybox@sha256:aa',
  publicVersion: '1.36.1',
  layer: async () => Readable.from([]),
  rootfs: async () => rootfs,
});

const HERE: Rootfs = { is: 'here', tar: Readable.from([]), from: '/bin/busybox' };
const NONE: Rootfs = { is: 'missing', reason: 'there is no static busybox' };
const refuse = (error: DocklabError) => async () => {
  throw error;
};
const NO_REGISTRY = refuse(
  new DocklabError('engine-refused', 'Docker refused to pull.', { why: 'no such host' }),
);
const ensure = (pull: Engine['pullImage'], rootfs: Rootfs, signal?: AbortSignal) =>
  ensureBaseImage(engine(pull), source(rootfs), () => undefined, signal);

test('a base image of the right version costs one look', async () => {
  images['docklab/base:1'] = PRESENT;
  expect(await ensure(NO_REGISTRY, NONE)).toBe('present');
  expect(done).toEqual([]);
});

test('where the registry answers, the layer is built on the public image', async () => {
  expect(await ensure(async () => undefined, NONE)).toBe('pulled');
  expect(done).toEqual(['build docklab/base:1 on busybox@sha256:aa as {"io.docklab.base":"1"}']);
});

test('a public image that is already there is not pulled again', async () => {
  images['busybox@sha256:aa'] = image({});
  expect(await ensure(NO_REGISTRY, NONE)).toBe('pulled');
});

test('an image of another version is replaced', async () => {
  images['docklab/base:1'] = image({ 'io.docklab.base': '0' });
  expect(await ensure(NO_REGISTRY, HERE)).toBe('made');
  expect(done).toHaveLength(1);
});

test('where no registry answers, it is made of the static busybox and carries the same labels', async () => {
  expect(await ensure(NO_REGISTRY, HERE)).toBe('made');
  expect(done).toEqual(['import docklab/base:1 with LABEL io.docklab.base=1, CMD ["sh"]']);
});

test('with neither, the error says both reasons and what to do', async () => {
  await expect(ensure(NO_REGISTRY, NONE)).rejects.toMatchObject({
    code: 'image-missing',
    why: expect.stringMatching(/no such host.*no static busybox/),
    next: expect.arrayContaining([expect.stringContaining('busybox-static')]),
  });
});

test('an engine that dies in the pull is not taken for a registry that does not answer', async () => {
  const lost = refuse(new DocklabError('engine-lost', 'The engine went away.'));
  await expect(ensure(lost, HERE)).rejects.toMatchObject({ code: 'engine-lost' });
  expect(done).toEqual([]);
});

/** A pull that says what the registry says, then hangs until it is cancelled. */
const hanging =
  (...says: number[]): Engine['pullImage'] =>
  (_name, progress, signal) =>
    new Promise((_resolve, reject) => {
      for (const ms of says) setTimeout(() => progress({ step: 'Downloading' }), ms);
      signal?.addEventListener('abort', () => reject(new DocklabError('cancelled', 'Cancelled.')));
    });

describe('a registry that hangs', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  test('is given up after 15 seconds without a word', async () => {
    const ended = ensure(hanging(), HERE);
    await vi.advanceTimersByTimeAsync(14_900);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(await ended).toBe('made');
  });

  test('has as long as it needs while it goes on', async () => {
    const ended = ensure(hanging(10_000, 20_000, 30_000), HERE);
    await vi.advanceTimersByTimeAsync(44_000);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await ended).toBe('made');
  });

  test('does not outlive a person who cancels, and then nothing is made', async () => {
    const cancel = new AbortController();
    const failure = ensure(hanging(), HERE, cancel.signal).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1_000);
    cancel.abort();
    expect(await failure).toMatchObject({ code: 'cancelled' });
    expect(done).toEqual([]);
  });
});

test('whoever changes the files of the base image raises its version', () => {
  const hash = createHash('sha256');
  const files = readdirSync('labs/base', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
  for (const file of files) hash.update(file).update(readFileSync(file));
  expect({ version: BASE_VERSION, files: hash.digest('hex').slice(0, 16) }).toEqual({
    version: '1',
    files: 'c61aac4615af5847',
  });
});
