import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createArchiveFile } from '../../../src/adapters/archive-file.ts';
import { createBaseImageSource } from '../../../src/adapters/base-image-source.ts';
import { createDockerEngine } from '../../../src/adapters/docker-engine.ts';
import type { Engine } from '../../../src/host/engine.ts';
import { DocklabError } from '../../../src/host/error.ts';
import { ensureBaseImage } from '../../../src/lab/base-image.ts';
import { loadArchive, saveArchive } from '../../../src/lab/image-archive.ts';

const BASE = 'docklab/base:1';
/** Names of this run's own, so that two runs on one engine do not meet. */
const OWN = `docklab-test-${process.pid}`;
/** Stands for the public busybox, which a machine without a registry cannot have. */
const BUSYBOX = `${OWN}/busybox:1`;
const LIMITS = { timeoutMs: 60_000, maxBytes: 100_000 };
const quiet = () => undefined;

const docker = createDockerEngine({
  endpoint: { is: 'unix', path: '/var/run/docker.sock' },
  helperImage: BASE,
  helperLabels: {},
});
const source = createBaseImageSource(resolve('labs/base'));

/** The real engine, where the base image has this name instead and only what is already there can be pulled. */
function apart(tag: string): Engine {
  const rename = (name: string) => (name === BASE ? tag : name);
  return {
    ...docker,
    image: (name, signal) => docker.image(rename(name), signal),
    pullImage: (name) =>
      Promise.reject(new DocklabError('engine-refused', `No registry for ${name} here.`)),
    buildImage: (spec, progress, signal) =>
      docker.buildImage({ ...spec, tag: rename(spec.tag) }, progress, signal),
    importImage: (tar, name, changes) => docker.importImage(tar, rename(name), changes),
    saveImages: (names) => docker.saveImages(names.map(rename)),
  };
}

const MADE = `${OWN}/made:1`;
const BUILT = `${OWN}/built:1`;

/** How each image came to be there. */
const came: string[] = [];

beforeAll(async () => {
  came.push(await ensureBaseImage(apart(MADE), source, quiet));
  await docker.tagImage(MADE, `${OWN}/busybox`, '1');
  const above = { ...source, publicImage: BUSYBOX };
  came.push(await ensureBaseImage(apart(BUILT), above, quiet));
});

afterAll(async () => {
  for (const tag of [MADE, BUILT, BUSYBOX]) await docker.removeImage(tag);
});

async function sh(image: string, script: string): Promise<string> {
  const labels = { 'io.docklab.role': 'client' };
  const ran = await docker.run({ image, labels, command: ['sh', '-c', script] }, LIMITS);
  if (ran.is !== 'exited') throw new Error(JSON.stringify(ran));
  return `${ran.stdout}${ran.stderr}${ran.code === 0 ? '' : `exit ${ran.code}\n`}`;
}

test('without a registry the image is made; on a public image that is there it is built', () => {
  expect(came).toEqual(['made', 'pulled']);
});

describe.each([
  ['made of the host’s busybox', MADE],
  ['built on the public busybox', BUILT],
])('the base image %s', (_how, image) => {
  test('is found again, so that a second time costs nothing', async () => {
    expect(await ensureBaseImage(apart(image), source, quiet)).toBe('present');
  });

  test('has root and nobody, a /tmp for all, and a shadow that only root reads', async () => {
    const script = 'cut -d: -f1,3 /etc/passwd; stat -c "%a %n" /tmp /root /etc/shadow /etc/passwd';
    expect(await sh(image, script)).toBe(
      'root:0\nnobody:65534\n1777 /tmp\n700 /root\n640 /etc/shadow\n644 /etc/passwd\n',
    );
  });

  test('starts a shell when no command is given', async () => {
    const ran = await docker.run({ image, labels: {}, env: { A: '1' } }, LIMITS);
    expect(ran).toMatchObject({ is: 'exited', code: 0 });
  });

  test.each([
    ['adduser -D app && id app', 'uid=1000(app) gid=1000(app) groups=1000(app)\n'],
    [
      'adduser -D -H -u 10001 app && id app && ls /home && tail -n1 /etc/passwd',
      'uid=10001(app) gid=10001(app) groups=10001(app)\napp:x:10001:10001:Linux User,,,:/home/app:/bin/sh\n',
    ],
    [
      'addgroup -S app && adduser -S app -G app && id app && grep ^app: /etc/passwd',
      'uid=101(app) gid=100(app) groups=100(app)\napp:x:101:100:Linux User,,,:/home/app:/bin/false\n',
    ],
    ['adduser -SDH app && id app', 'uid=100(app) gid=65533(nogroup) groups=65533(nogroup)\n'],
    [
      'addgroup -g 3000 web && adduser -D -u 3001 -G web -g "" -h /srv -s /bin/false app && grep ^app: /etc/passwd',
      'app:x:3001:3000::/srv:/bin/false\n',
    ],
    ['adduser --disabled-password --no-create-home --uid=7 --gecos "" app && id -u app', '7\n'],
    [
      'adduser -D a && adduser -D b && adduser a b && addgroup b a && id a && id b',
      'uid=1000(a) gid=1000(a) groups=1000(a),1001(b)\nuid=1001(b) gid=1001(b) groups=1001(b),1000(a)\n',
    ],
    ['adduser -D app && stat -c "%U:%G" /home/app', 'app:app\n'],
    ['adduser -D root', "adduser: user 'root' in use\nexit 1\n"],
    ['adduser -D -u 0 toor', "adduser: uid '0' in use\nexit 1\n"],
    ['adduser -D -G nosuch app', 'adduser: unknown group nosuch\nexit 1\n'],
    ['adduser -D "a:b"', 'adduser: a:b: not a name for a user\nexit 1\n'],
    ['addgroup root', "addgroup: group 'root' in use\nexit 1\n"],
    ['addgroup -g 0 wheel', "addgroup: gid '0' in use\nexit 1\n"],
    ['addgroup nosuch root', 'addgroup: unknown user nosuch\nexit 1\n'],
  ])('%s', async (script, expected) => {
    expect(await sh(image, script)).toBe(expected);
  });
});

test('images saved to a file are there again after they were removed', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'docklab-images-'));
  try {
    const archive = createArchiveFile(join(dir, 'images.tar'));
    const engine = apart(MADE);
    expect(await saveArchive(engine, [BASE], archive, quiet)).toBeGreaterThan(500_000);
    for (const tag of [MADE, BUSYBOX, BUILT]) await docker.removeImage(tag);
    expect(await docker.image(MADE)).toBeUndefined();
    await loadArchive(engine, archive, quiet);
    expect((await docker.image(MADE))?.labels).toMatchObject({ 'io.docklab.base': '1' });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
