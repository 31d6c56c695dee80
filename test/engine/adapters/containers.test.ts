import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BASE, engine, eventually, LABELS, LIMITS, OURS, started, unique } from './support.ts';

describe('the engine', () => {
  test('says what it is', async () => {
    const info = await engine.info();
    expect(info.version).toMatch(/^\d+\.\d+/);
    expect(info.apiVersion).toMatch(/^1\.\d+$/);
    expect([1, 2]).toContain(info.cgroupVersion);
    expect(info.memoryBytes).toBeGreaterThan(0);
    expect(info.security).toContain('seccomp');
  });
});

describe('a container', () => {
  test('is what was asked for, by name and by id', async () => {
    const name = unique('whole');
    const id = await started({
      name,
      labels: { ...LABELS, extra: 'x=y' },
      env: { A: 'b=c' },
      user: '1000:1000',
      readonlyRoot: true,
      tmpfs: { '/scratch': 'size=1m' },
      capDrop: ['ALL'],
      capAdd: ['NET_BIND_SERVICE'],
      securityOpt: ['no-new-privileges'],
      memoryBytes: 32 * 1024 * 1024,
      pidsLimit: 50,
      mounts: [{ type: 'bind', source: '/etc', target: '/host-etc', readonly: true }],
    });
    const info = await engine.container(name);
    expect(info).toMatchObject({
      id,
      name,
      image: BASE,
      state: 'running',
      health: 'none',
      user: '1000:1000',
      readonlyRoot: true,
      privileged: false,
      networkMode: 'none',
      capAdd: ['NET_BIND_SERVICE'],
      capDrop: ['ALL'],
      securityOpt: ['no-new-privileges'],
      command: ['sleep', '1000'],
    });
    expect(info?.labels).toMatchObject({ ...LABELS, extra: 'x=y' });
    expect(info?.env).toContain('A=b=c');
    expect(info?.mounts).toContainEqual({
      type: 'bind',
      source: '/etc',
      target: '/host-etc',
      writable: false,
    });
    expect(info?.pid).toBeGreaterThan(1);
    expect(info?.startedAt?.getTime()).toBeGreaterThanOrEqual(
      info?.createdAt.getTime() ?? Infinity,
    );
    expect(await engine.container(id)).toEqual(info);
  });

  test('is found by its labels, running or not', async () => {
    const id = await engine.createContainer({
      image: BASE,
      labels: { ...LABELS, kind: 'found' },
      command: ['true'],
    });
    const found = await engine.containers([OURS, 'kind=found']);
    expect(found.map((one) => [one.id, one.state, one.startedAt])).toEqual([
      [id, 'created', undefined],
    ]);
    expect(await engine.containers([OURS, 'kind=lost'])).toEqual([]);
  });

  test('that is not there is undefined', async () => {
    expect(await engine.container(unique('nobody'))).toBeUndefined();
    expect(await engine.container('../images/json')).toBeUndefined();
    await expect(engine.removeContainer('../images/json')).rejects.toMatchObject({ code: 'usage' });
  });

  test('is stopped, started and removed as often as one likes', async () => {
    const id = await started({
      command: ['sh', '-c', 'trap "exit 7" TERM; while :; do sleep 0.1; done'],
    });
    await engine.startContainer(id);
    await engine.stopContainer(id, 5);
    expect(await engine.container(id)).toMatchObject({ state: 'exited', exitCode: 7, pid: 0 });
    await engine.stopContainer(id, 5);
    await engine.removeContainer(id);
    await engine.removeContainer(id);
    await engine.stopContainer(id, 5);
    expect(await engine.container(id)).toBeUndefined();
  });

  test('publishes on a free port of the address that was said', async () => {
    const id = await started({
      networkMode: 'bridge',
      ports: [{ container: '8080/tcp', hostIp: '127.0.0.1', hostPort: 0 }],
    });
    const [port] = (await engine.container(id))?.ports ?? [];
    expect(port).toMatchObject({ container: '8080/tcp', hostIp: '127.0.0.1' });
    expect(port?.hostPort).toBeGreaterThan(1023);
  });

  test('tells its health', async () => {
    const id = await started({
      healthcheck: {
        test: ['CMD', 'true'],
        intervalMs: 100,
        timeoutMs: 1000,
        retries: 3,
        startPeriodMs: 0,
      },
    });
    const health = async () => (await engine.container(id))?.health;
    await expect.poll(health, { timeout: 15_000 }).toBe('healthy');
  });

  test('keeps logs, cut to their limit and sanitised', async () => {
    const id = await started({
      command: ['sh', '-c', 'echo out; echo err >&2; printf "\\033[31mred\\033[0m\\n"'],
    });
    await eventually('ended', async () => (await engine.container(id))?.state === 'exited');
    const lines = (await engine.logs(id, LIMITS)).split('\n').filter((line) => line !== '');
    expect(lines.toSorted()).toEqual(['err', 'out', 'red']);
    expect(await engine.logs(id, { ...LIMITS, maxBytes: 2 })).toHaveLength(2);
  });
});

describe('what the engine refuses', () => {
  test('a name that is taken', async () => {
    const name = unique('taken');
    await started({ name });
    await expect(started({ name })).rejects.toMatchObject({
      code: 'name-taken',
      message: `The name ${name} is already taken by something of your own.`,
    });
    expect(await engine.container(name)).toMatchObject({ state: 'running' });
  });

  test('a one-shot container whose name is taken leaves the other alone', async () => {
    const name = unique('taken-run');
    await started({ name });
    const spec = { name, image: BASE, labels: LABELS, command: ['true'] };
    await expect(engine.run(spec, LIMITS)).rejects.toMatchObject({ code: 'name-taken' });
    expect(await engine.container(name)).toMatchObject({ state: 'running' });
  });

  test('a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((listening) => server.once('listening', listening));
    const { port } = server.address() as AddressInfo;
    const ports = [{ container: '80/tcp', hostIp: '127.0.0.1', hostPort: port }];
    await expect(started({ networkMode: 'bridge', ports })).rejects.toMatchObject({
      code: 'port-taken',
      message: `Port ${port} is already in use on this host.`,
    });
  });

  test('an image that is not there', async () => {
    await expect(started({ image: 'docklab-test/none:1' })).rejects.toMatchObject({
      code: 'image-missing',
    });
  });

  test('a folder that is not there', async () => {
    const mounts = [
      { type: 'bind', source: '/docklab-nope', target: '/x', readonly: true },
    ] as const;
    await expect(started({ mounts })).rejects.toMatchObject({ code: 'engine-refused' });
  });
});
