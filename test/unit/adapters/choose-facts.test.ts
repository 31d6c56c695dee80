import { describe, expect, test } from 'vitest';
import { factsVia, type Here } from '../../../src/adapters/choose-facts.ts';
import type { EngineInfo } from '../../../src/host/engine.ts';

const info = { name: 'box', kernel: '6.1', desktop: false, rootless: false } as EngineInfo;
const socket = { is: 'unix', path: '/var/run/docker.sock' } as const;
const remote = { is: 'ssh', host: 'box', port: undefined, user: undefined } as const;
const root: Here = { uid: 0, hostname: 'box', kernel: '6.1', engineIsHere: async () => true };

describe('which way facts are read', () => {
  test("root on the engine's own machine reads them directly", async () => {
    expect(await factsVia(info, socket, {}, root)).toBe('direct');
  });

  test.each<[string, Partial<EngineInfo>, Partial<Here>]>([
    ['a learner who is not root', {}, { uid: 1000 }],
    ['a system without user ids', {}, { uid: undefined }],
    ['Docker Desktop', { desktop: true }, {}],
    ['a rootless engine', { rootless: true }, {}],
    ['a socket forwarded from another machine', { name: 'far' }, {}],
    ['another kernel behind the socket', { kernel: '5.15' }, {}],
    ['docklab in a container', {}, { engineIsHere: async () => false }],
  ])('%s goes through the probe', async (_, engine, here) => {
    expect(await factsVia({ ...info, ...engine }, socket, {}, { ...root, ...here })).toBe('probe');
  });

  test('a remote engine goes through the probe, whatever its name', async () => {
    expect(await factsVia(info, remote, {}, root)).toBe('probe');
  });

  test('DOCKLAB_FACTS decides', async () => {
    expect(await factsVia(info, socket, { DOCKLAB_FACTS: 'probe' }, root)).toBe('probe');
    expect(await factsVia(info, remote, { DOCKLAB_FACTS: 'direct' }, root)).toBe('direct');
    expect(await factsVia(info, socket, { DOCKLAB_FACTS: '' }, root)).toBe('direct');
    await expect(factsVia(info, socket, { DOCKLAB_FACTS: 'magic' }, root)).rejects.toMatchObject({
      code: 'usage',
    });
  });
});
