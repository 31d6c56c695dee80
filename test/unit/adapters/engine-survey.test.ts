import { describe, expect, test } from 'vitest';
import {
  toBoundVolumes,
  toContainer,
  toEngine,
} from '../../../src/adapters/engine-survey/parse.ts';

describe('what an engine says', () => {
  test('may leave out nearly everything', () => {
    expect(toContainer({ Id: 'x', Name: '/n', Image: 'i' })).toMatchObject({
      name: 'n',
      isRunning: false,
      capAdd: [],
      pidsLimit: undefined,
      hasHealth: false,
      networks: [],
    });
    expect(toEngine({})).toMatchObject({ rootDir: '/var/lib/docker', insecureRegistries: [] });
  });

  test('never reaches a terminal as it is', () => {
    const { name, user, mounts } = toContainer({
      Id: 'x',
      Name: '/a\u001b[2Jb\u202e',
      Image: 'i',
      Config: { User: '\u001b]0;x\u0007root' },
      Mounts: [{ Type: 'bind', Source: '/etc\n\u001b[1mdone', Destination: '/x' }],
    });
    expect([name, user, mounts[0]?.source]).toEqual(['ab\ufffd', 'root', '/etc done']);
  });

  test('of registries: networks and names without TLS', () => {
    const { insecureRegistries } = toEngine({
      RegistryConfig: {
        InsecureRegistryCIDRs: ['127.0.0.0/8'],
        IndexConfigs: { 'docker.io': { Secure: true }, 'r:5000': { Secure: false } },
      },
    });
    expect(insecureRegistries).toEqual(['127.0.0.0/8', 'r:5000']);
  });

  test('of volumes: only those that bind a folder', () => {
    const Options = { type: 'none', o: 'bind,ro', device: '/etc' };
    expect(
      toBoundVolumes([
        { Name: 'a', Options },
        { Name: 'b', Options: null },
        { Name: 'c', Options: { type: 'tmpfs', o: 'size=1m', device: 'tmpfs' } },
      ]),
    ).toEqual({ a: '/etc' });
  });
});
