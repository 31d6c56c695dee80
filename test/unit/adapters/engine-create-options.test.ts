import { describe, expect, test } from 'vitest';
import { createOptions } from '../../../src/adapters/docker-engine/create-options.ts';
import { toEngineInfo } from '../../../src/adapters/docker-engine/info.ts';

const least = { image: 'docklab/base:1', labels: { a: 'b' } };

describe('what the engine is asked to create', () => {
  test("nothing that was not said: the engine's own defaults hold", () => {
    const { HostConfig: host, ...options } = createOptions(least, 'none');
    expect(options).toEqual({ Image: 'docklab/base:1', Labels: { a: 'b' } });
    expect(Object.keys(host ?? {})).toEqual(['LogConfig']);
  });

  test('logs that cannot fill the disk', () => {
    expect(createOptions(least, 'kept').HostConfig?.LogConfig?.Config).toMatchObject({
      'max-size': '5m',
    });
  });

  test("limits in the engine's units", () => {
    const spec = { ...least, cpus: 0.5, memoryBytes: 1024, memorySwapBytes: 2048, pidsLimit: 7 };
    expect(createOptions(spec, 'none').HostConfig).toMatchObject({
      NanoCpus: 500_000_000,
      Memory: 1024,
      MemorySwap: 2048,
      PidsLimit: 7,
    });
    const healthcheck = {
      test: ['CMD', 'true'],
      intervalMs: 1000,
      timeoutMs: 2,
      retries: 3,
      startPeriodMs: 4,
    };
    expect(createOptions({ ...least, healthcheck }, 'none').Healthcheck).toEqual({
      Test: ['CMD', 'true'],
      Interval: 1e9,
      Timeout: 2e6,
      Retries: 3,
      StartPeriod: 4e6,
    });
  });

  test('published ports bound to the address that was said', () => {
    const ports = [{ container: '8080/tcp', hostIp: '127.0.0.1', hostPort: 0 }];
    const options = createOptions({ ...least, ports }, 'none');
    expect(options.ExposedPorts).toEqual({ '8080/tcp': {} });
    expect(options.HostConfig?.PortBindings).toEqual({
      '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '0' }],
    });
  });

  test('an open input closes with the one who attached, so that no helper outlives docklab', () => {
    expect(createOptions({ ...least, openStdin: true }, 'none')).toMatchObject({
      OpenStdin: true,
      StdinOnce: true,
    });
  });

  test('aliases on the network that was named', () => {
    const options = createOptions({ ...least, networkMode: 'lab', aliases: ['web'] }, 'none');
    expect(options.NetworkingConfig).toEqual({ EndpointsConfig: { lab: { Aliases: ['web'] } } });
    expect(options.HostConfig?.NetworkMode).toBe('lab');
  });
});

describe('what the engine says it is', () => {
  test('a rootless engine with user namespaces, cgroup v2 and systemd', () => {
    const info = toEngineInfo(
      {
        OperatingSystem: 'Ubuntu 24.04',
        CgroupVersion: '2',
        CgroupDriver: 'systemd',
        SecurityOptions: [
          'name=seccomp,profile=builtin',
          'name=rootless',
          'name=userns',
          'name=cgroupns',
        ],
      },
      { ApiVersion: '1.47' },
    );
    expect(info).toMatchObject({
      apiVersion: '1.47',
      cgroupVersion: 2,
      cgroupDriver: 'systemd',
      rootless: true,
      userns: true,
      desktop: false,
      security: ['seccomp', 'rootless', 'userns', 'cgroupns'],
    });
  });
  test('Docker Desktop', () => {
    expect(toEngineInfo({ OperatingSystem: 'Docker Desktop' }, { ApiVersion: '' }).desktop).toBe(
      true,
    );
  });
  test('an old engine that says little', () => {
    expect(toEngineInfo({ SecurityOptions: null }, { ApiVersion: '' })).toMatchObject({
      cgroupVersion: 1,
      cgroupDriver: 'none',
      security: [],
    });
  });
});
