import { describe, expect, test } from 'vitest';
import { engine, LABELS, LIMITS, OURS, started, unique } from './support.ts';

describe('a network', () => {
  test('is made, found, and removed as often as one likes', async () => {
    const name = unique('net');
    const id = await engine.createNetwork({ name, internal: true, labels: LABELS });
    expect(await engine.network(name)).toMatchObject({
      id,
      name,
      internal: true,
      labels: LABELS,
      containers: [],
    });
    expect((await engine.networks([OURS])).map((one) => one.name)).toContain(name);
    await expect(
      engine.createNetwork({ name, internal: true, labels: LABELS }),
    ).rejects.toMatchObject({
      code: 'name-taken',
    });
    await engine.removeNetwork(name);
    await engine.removeNetwork(name);
    expect(await engine.network(name)).toBeUndefined();
  });

  test('connects containers by their aliases, until they are disconnected', async () => {
    const name = unique('talk');
    await engine.createNetwork({ name, internal: true, labels: LABELS });
    const web = await started({
      networkMode: name,
      aliases: ['web'],
      command: ['sh', '-c', 'echo hello > /tmp/index.html; exec httpd -f -p 8080 -h /tmp'],
    });
    const client = await started({ networkMode: 'bridge' });
    await engine.connectNetwork(name, client, ['client']);
    expect((await engine.network(name))?.containers.toSorted()).toEqual([web, client].toSorted());
    const ip = (await engine.container(web))?.networks[name]?.ip ?? '';
    const lookup = await engine.exec(client, { argv: ['nslookup', 'web'] }, LIMITS);
    expect(lookup).toMatchObject({ is: 'exited', stdout: expect.stringContaining(ip) });
    const get = { argv: ['wget', '-q', '-O', '-', 'http://web:8080/'] };
    expect(await engine.exec(client, get, LIMITS)).toMatchObject({ stdout: 'hello\n' });
    await engine.disconnectNetwork(name, client);
    await engine.disconnectNetwork(name, client);
    expect((await engine.network(name))?.containers).toEqual([web]);
    await expect(engine.removeNetwork(name)).rejects.toMatchObject({
      code: expect.stringMatching(/busy|engine-refused/),
    });
  });
});

describe('a volume', () => {
  test('is made, found, used, and removed as often as one likes', async () => {
    const name = unique('volume');
    await engine.createVolume({ name, labels: LABELS });
    expect(await engine.volumes([OURS])).toEqual([{ name, labels: LABELS }]);
    const mounts = [{ type: 'volume', source: name, target: '/data', readonly: false }] as const;
    const id = await started({ mounts });
    await expect(engine.removeVolume(name)).rejects.toMatchObject({ code: 'busy' });
    await engine.removeContainer(id);
    await engine.removeVolume(name);
    await engine.removeVolume(name);
    expect(await engine.volumes([OURS])).toEqual([]);
  });
});
