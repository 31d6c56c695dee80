/** The engine as seen through a connection that can be cut, and engines that are not there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDockerEngine } from '../../../src/adapters/docker-engine.ts';
import type { Endpoint } from '../../../src/adapters/docker-endpoint.ts';
import { BASE, endpoint, engine, LABELS, LIMITS, OURS, started } from './support.ts';

const at = (there: Endpoint) =>
  createDockerEngine({ endpoint: there, helperImage: BASE, helperLabels: LABELS });

function real(): Socket {
  if (endpoint.is !== 'unix') throw new Error('these tests need an engine behind a socket');
  return connect({ path: endpoint.path, allowHalfOpen: true });
}

/** A way to the real engine over a socket or a port of its own, and how to cut it. */
async function way(listen: (server: Server) => void) {
  const open = new Set<Socket>();
  // Half open: a command's input ends before its output does.
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = real();
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.pipe(other);
    }
  });
  const cut = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  onTestFinished(cut);
  await new Promise<void>((listening) => {
    server.once('listening', listening);
    listen(server);
  });
  return { server, cut };
}

async function socketWay() {
  const dir = mkdtempSync(join(tmpdir(), 'docklab-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const path = join(dir, 'docker.sock');
  const { cut } = await way((server) => server.listen(path));
  return { cut, engine: at({ is: 'unix', path }) };
}

describe('an engine that goes away', () => {
  test('in the middle of a command is lost, and the next call says that it is not there', async () => {
    const { cut, engine: far } = await socketWay();
    const id = await started();
    const running = far.exec(id, { argv: ['sleep', '60'] }, LIMITS);
    setTimeout(cut, 700);
    await expect(running).rejects.toMatchObject({
      code: expect.stringMatching(/^engine-(lost|missing)$/),
    });
    await expect(far.info()).rejects.toMatchObject({ code: 'engine-missing' });
  });

  test('in the middle of an answer is lost', async () => {
    const { cut, engine: far } = await socketWay();
    await far.info();
    const stopping = far.stopContainer(await started({ command: ['sleep', '60'] }), 20);
    setTimeout(cut, 500);
    await expect(stopping).rejects.toMatchObject({
      code: 'engine-lost',
      next: expect.arrayContaining([expect.stringContaining('run the same command again')]),
    });
  });

  test('while its events are read is lost', async () => {
    const { cut, engine: far } = await socketWay();
    const stop = new AbortController();
    const reading = (async () => {
      for await (const _ of far.events(stop.signal));
    })();
    setTimeout(cut, 500);
    await expect(reading).rejects.toMatchObject({ code: 'engine-lost' });
  });

  test("leaves the probe's container to end by itself", async () => {
    const { cut, engine: far } = await socketWay();
    const id = await far.createContainer({
      image: BASE,
      labels: LABELS,
      command: ['cat'],
      openStdin: true,
      autoRemove: true,
    });
    const attached = await far.startAttached(id);
    attached.write('hello\n');
    const lines = attached.lines()[Symbol.asyncIterator]();
    expect(await lines.next()).toEqual({ done: false, value: 'hello' });
    cut();
    await expect.poll(() => engine.container(id), { timeout: 15_000 }).toBeUndefined();
    await lines.next().catch(() => undefined);
  });
});

describe('an engine that is not there', () => {
  test('has no socket', async () => {
    await expect(at({ is: 'unix', path: '/nowhere/docker.sock' }).info()).rejects.toMatchObject({
      code: 'engine-missing',
    });
  });

  test('does not listen', async () => {
    const { server, cut } = await way((one) => one.listen(0, '127.0.0.1'));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    cut();
    await expect(
      at({ is: 'tcp', host: '127.0.0.1', port, tls: undefined }).info(),
    ).rejects.toMatchObject({
      code: 'engine-unreachable',
    });
  });

  test('does not answer in time', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await new Promise((listening) => silent.once('listening', listening));
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const asking = at({ is: 'tcp', host: '127.0.0.1', port, tls: undefined }).info(
      AbortSignal.timeout(300),
    );
    await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
  });
});

test('an engine behind a port is the same engine', async () => {
  const { server } = await way((one) => one.listen(0, '127.0.0.1'));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const far = at({ is: 'tcp', host: '127.0.0.1', port, tls: undefined });
  expect(await far.info()).toEqual(await engine.info());
  const id = await started();
  expect(await far.exec(id, { argv: ['cat'], input: 'over tcp' }, LIMITS)).toMatchObject({
    stdout: 'over tcp',
  });
  expect((await far.containers([OURS])).map((one) => one.id)).toContain(id);
});
