import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findEndpoint } from '../../../src/adapters/docker-context.ts';
import { temporary } from './temporary.ts';

const idOf = (name: string) => createHash('sha256').update(name).digest('hex');

/** A home folder with the given files. */
function home(files: Record<string, unknown> = {}): string {
  const dir = temporary();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return dir;
}

/** The CLI's files for a context, as `docker context create` makes them. */
const context = (name: string, host: string, more = {}) => ({
  [`.docker/contexts/meta/${idOf(name)}/meta.json`]: {
    Name: name,
    Metadata: {},
    Endpoints: { docker: { Host: host, SkipTLSVerify: false, ...more } },
  },
});

async function socketAt(path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const server = createServer();
  await new Promise<void>((listening) => server.listen(path, listening));
  onTestFinished(() => void server.close());
}

describe('which engine the learner means', () => {
  const files = {
    ...context('lab', 'tcp://lab:2375'),
    ...context('other', 'ssh://me@other'),
    '.docker/config.json': { currentContext: 'lab' },
  };

  test('DOCKER_HOST before everything', async () => {
    const env = { DOCKER_HOST: 'tcp://here:1', DOCKER_CONTEXT: 'other' };
    expect(await findEndpoint({ env, home: home(files) })).toEqual({
      endpoint: { is: 'tcp', host: 'here', port: 1, tls: undefined },
      from: 'DOCKER_HOST',
      context: undefined,
    });
  });

  test('then DOCKER_CONTEXT', async () => {
    expect(await findEndpoint({ env: { DOCKER_CONTEXT: 'other' }, home: home(files) })).toEqual({
      endpoint: { is: 'ssh', host: 'other', port: undefined, user: 'me' },
      from: 'DOCKER_CONTEXT',
      context: 'other',
    });
  });

  test('then the current context of the configuration', async () => {
    expect(await findEndpoint({ env: {}, home: home(files) })).toMatchObject({
      endpoint: { host: 'lab' },
      from: 'current-context',
      context: 'lab',
    });
  });

  test('DOCKER_CONFIG moves the configuration', async () => {
    const env = { DOCKER_CONFIG: join(home(files), '.docker') };
    expect(await findEndpoint({ env, home: home() })).toMatchObject({ context: 'lab' });
  });

  test('the context called default is no context', async () => {
    const around = { home: home(files), socketRoot: temporary() };
    expect(await findEndpoint({ ...around, env: { DOCKER_CONTEXT: 'default' } })).toMatchObject({
      from: 'default-socket',
      context: undefined,
    });
  });

  test('a broken configuration is as good as none', async () => {
    const around = { env: {}, home: home({ '.docker/config.json': '{' }), socketRoot: temporary() };
    expect(await findEndpoint(around)).toMatchObject({ from: 'default-socket' });
  });
});

describe('contexts', () => {
  test('one that does not exist is a usage error that names it and how to go on', async () => {
    await expect(
      findEndpoint({ env: { DOCKER_CONTEXT: 'gone' }, home: home() }),
    ).rejects.toMatchObject({
      code: 'usage',
      message: 'There is no Docker context "gone".',
      next: ['See which there are: docker context ls', 'Unset it: unset DOCKER_CONTEXT'],
    });
    const files = { '.docker/config.json': { currentContext: 'gone' } };
    await expect(findEndpoint({ env: {}, home: home(files) })).rejects.toMatchObject({
      next: expect.arrayContaining(['Choose another: docker context use default']),
    });
  });

  test('one whose file is broken is refused in the same way', async () => {
    const files = {
      [`.docker/contexts/meta/${idOf('lab')}/meta.json`]: '{"Endpoints":{"docker":7}}',
    };
    await expect(
      findEndpoint({ env: { DOCKER_CONTEXT: 'lab' }, home: home(files) }),
    ).rejects.toMatchObject({
      code: 'usage',
    });
  });

  test('certificates stored with it are used', async () => {
    const files = {
      ...context('lab', 'tcp://lab:2376'),
      [`.docker/contexts/tls/${idOf('lab')}/docker/ca.pem`]: 'CA',
      [`.docker/contexts/tls/${idOf('lab')}/docker/cert.pem`]: 'CERT',
      [`.docker/contexts/tls/${idOf('lab')}/docker/key.pem`]: 'KEY',
    };
    expect(
      (await findEndpoint({ env: { DOCKER_CONTEXT: 'lab' }, home: home(files) })).endpoint,
    ).toEqual({
      is: 'tcp',
      host: 'lab',
      port: 2376,
      tls: {
        ca: Buffer.from('CA'),
        cert: Buffer.from('CERT'),
        key: Buffer.from('KEY'),
        skipVerify: false,
      },
    });
  });

  test('one that does not verify its engine is TLS all the same', async () => {
    const files = context('lab', 'tcp://lab:2376', { SkipTLSVerify: true });
    const found = await findEndpoint({ env: { DOCKER_CONTEXT: 'lab' }, home: home(files) });
    expect(found.endpoint).toMatchObject({ tls: { skipVerify: true } });
  });
});

describe('certificates for DOCKER_HOST', () => {
  const pems = { 'certs/ca.pem': 'CA', '.docker/ca.pem': 'HOME' };

  test('come from DOCKER_CERT_PATH, with DOCKER_TLS_VERIFY', async () => {
    const dir = home(pems);
    const env = {
      DOCKER_HOST: 'tcp://box',
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: join(dir, 'certs'),
    };
    expect((await findEndpoint({ env, home: dir })).endpoint).toMatchObject({
      port: 2376,
      tls: { ca: Buffer.from('CA'), skipVerify: false },
    });
  });

  test('come from the configuration folder otherwise, and DOCKER_TLS does not verify', async () => {
    const env = { DOCKER_HOST: 'tcp://box', DOCKER_TLS: '1' };
    expect((await findEndpoint({ env, home: home(pems) })).endpoint).toMatchObject({
      tls: { ca: Buffer.from('HOME'), skipVerify: true },
    });
  });

  test('are not used where neither is set', async () => {
    const env = { DOCKER_HOST: 'tcp://box' };
    expect((await findEndpoint({ env, home: home(pems) })).endpoint).toMatchObject({
      tls: undefined,
    });
  });
});

describe('sockets, where nobody says anything', () => {
  test.each([
    ['run/docker.sock', 'rootless-socket'],
    ['home/.docker/run/docker.sock', 'desktop-socket'],
    ['home/.docker/desktop/docker.sock', 'desktop-socket'],
    ['root/var/run/docker.sock', 'default-socket'],
  ] as const)('%s is found', async (path, from) => {
    const dir = temporary();
    await socketAt(join(dir, path));
    const around = {
      env: { XDG_RUNTIME_DIR: join(dir, 'run') },
      home: join(dir, 'home'),
      socketRoot: join(dir, 'root'),
    };
    expect(await findEndpoint(around)).toEqual({
      endpoint: { is: 'unix', path: join(dir, path) },
      from,
      context: undefined,
    });
  });

  test("the system's engine comes before a rootless one", async () => {
    const dir = temporary();
    await socketAt(join(dir, 'docker.sock'));
    await socketAt(join(dir, 'var/run/docker.sock'));
    const around = { env: { XDG_RUNTIME_DIR: dir }, home: dir, socketRoot: dir };
    expect(await findEndpoint(around)).toMatchObject({ from: 'default-socket' });
  });

  test("a plain file in a socket's place is none", async () => {
    const dir = temporary();
    writeFileSync(join(dir, 'docker.sock'), '');
    const around = { env: { XDG_RUNTIME_DIR: dir }, home: dir, socketRoot: dir };
    expect(await findEndpoint(around)).toMatchObject({ from: 'default-socket' });
  });
});
