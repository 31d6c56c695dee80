/** Limits from recorded cgroup files. Version 1 is this kernel 6.18 with Docker 20.10, version 2 kernel 6.12 with Docker 26. */
import { describe, expect, test } from 'vitest';
import type { FactRequest } from '../../../src/host/facts.ts';
import {
  deviceRulesOf,
  enforcedIn,
  enforcedOn,
  limitsIn,
  limitsOf,
} from '../../../src/verify/limits.ts';
import type { Cgroups, Target } from '../../../src/verify/target.ts';

const V1 = {
  'memory.limit_in_bytes': '67108864\n',
  'memory.memsw.limit_in_bytes': '134217728\n',
  'pids.max': '64\n',
  'cpu.cfs_quota_us': '50000\n',
  'cpu.cfs_period_us': '100000\n',
  'blkio.throttle.write_bps_device': '254:0 8388608\n',
};
const V1_FREE = {
  'memory.limit_in_bytes': '9223372036854771712\n',
  'memory.memsw.limit_in_bytes': '9223372036854771712\n',
  'pids.max': 'max\n',
  'cpu.cfs_quota_us': '-1\n',
  'cpu.cfs_period_us': '100000\n',
  'blkio.throttle.write_bps_device': '',
};
const V2 = {
  'memory.max': '67108864\n',
  'memory.swap.max': '0\n',
  'pids.max': '64\n',
  'cpu.max': '50000 100000\n',
  'io.max': '254:0 rbps=max wbps=8388608 riops=max wiops=max\n',
};
const V2_FREE = {
  'memory.max': 'max\n',
  'memory.swap.max': 'max\n',
  'pids.max': 'max\n',
  'cpu.max': 'max 100000\n',
  'io.max': '',
};
const NONE = {
  memory: Infinity,
  memoryAndSwap: Infinity,
  pids: Infinity,
  cpus: Infinity,
  writes: new Map(),
};

describe('the limits of a container', () => {
  test('with version 1: memory and swap are one number', () => {
    expect(limitsIn([V1, V1_FREE])).toEqual({
      memory: 64 * 1024 ** 2,
      memoryAndSwap: 128 * 1024 ** 2,
      pids: 64,
      cpus: 0.5,
      writes: new Map([['254:0', 8 * 1024 ** 2]]),
    });
  });

  test('with version 2: swap is added to memory', () => {
    expect(limitsIn([V2, V2_FREE])).toEqual({
      memory: 64 * 1024 ** 2,
      memoryAndSwap: 64 * 1024 ** 2,
      pids: 64,
      cpus: 0.5,
      writes: new Map([['254:0', 8 * 1024 ** 2]]),
    });
  });

  test.each([
    ['1', V1_FREE],
    ['2', V2_FREE],
  ])('are infinite without any, with version %s', (_, files) => {
    expect(limitsIn([files, files])).toEqual(NONE);
  });

  test('may be on a group above it: the tightest of each holds', () => {
    const limits = limitsIn([
      { ...V1_FREE, 'pids.max': '100\n' },
      { ...V1, 'pids.max': '30\n', 'blkio.throttle.write_bps_device': '254:0 1000\n8:0 5\n' },
      V1,
    ]);
    expect(limits).toMatchObject({ memory: 64 * 1024 ** 2, pids: 30, cpus: 0.5 });
    expect(limits.writes).toEqual(
      new Map([
        ['254:0', 1000],
        ['8:0', 5],
      ]),
    );
  });

  test.each([
    ['1', { 'memory.limit_in_bytes': '67108864\n' }],
    ['2', { 'memory.max': '67108864\n' }],
  ])('of swap are unknown where the kernel keeps no account of it, with version %s', (_, files) => {
    expect(limitsIn([files])).toMatchObject({
      memory: 64 * 1024 ** 2,
      memoryAndSwap: undefined,
    });
  });

  test('are unknown, not infinite, for a controller that is not there', () => {
    expect(limitsIn([{}, {}])).toEqual({
      memory: undefined,
      memoryAndSwap: undefined,
      pids: undefined,
      cpus: undefined,
      writes: undefined,
    });
  });
});

describe('what was enforced', () => {
  const none = { oomKills: 0, forks: 0, throttled: 0, cpuSeconds: 0 };

  test('with version 1', () => {
    const files = {
      'memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 2\n',
      'pids.events': 'max 3\n',
      'cpu.stat': 'nr_periods 28\nnr_throttled 27\nthrottled_time 4539515794\n',
      'cpuacct.usage': '1500000000\n',
    };
    expect(enforcedIn([files])).toEqual({ oomKills: 2, forks: 3, throttled: 27, cpuSeconds: 1.5 });
  });

  test('with version 2', () => {
    const files = {
      'memory.events': 'low 0\nhigh 0\nmax 61\noom 2\noom_kill 2\noom_group_kill 0\n',
      'pids.events': 'max 3\n',
      'cpu.stat': 'usage_usec 1500000\nuser_usec 1\nnr_periods 28\nnr_throttled 27\n',
    };
    expect(enforcedIn([files])).toEqual({ oomKills: 2, forks: 3, throttled: 27, cpuSeconds: 1.5 });
  });

  test('by a group above counts, but killing counts where the victim was', () => {
    const above = { 'memory.events': 'oom_kill 9\n', 'pids.events': 'max 4\n' };
    expect(enforcedIn([{}, above])).toEqual({ ...none, forks: 4 });
  });
});

describe('what is read', () => {
  const host = (files: Readonly<Record<string, string>>) => ({
    read: async (requests: readonly FactRequest[]) =>
      requests.map(({ path }) => {
        const text = files[path];
        return text === undefined
          ? ({ is: 'absent', reason: 'no such file' } as const)
          : ({ is: 'text', text, truncated: false } as const);
      }),
  });
  const target = (cgroups: (controller: string) => Cgroups) =>
    ({ cgroups: async (controller: string) => cgroups(controller) }) as unknown as Target;

  test('with version 1 is in a folder for each controller', async () => {
    const v1 = target((controller) => ({
      version: 1,
      dirs: [`/${controller}/own`, `/${controller}`],
    }));
    const files = {
      '/memory/own/memory.limit_in_bytes': '1000',
      '/memory/memory.limit_in_bytes': '500',
      '/pids/own/pids.max': '7',
      '/cpuacct/own/cpuacct.usage': '2000000000',
      '/devices/own/devices.list': 'c 1:11 rwm\n',
    };
    expect(await limitsOf(v1, host(files))).toMatchObject({ memory: 500, pids: 7 });
    expect(await enforcedOn(v1, host(files))).toMatchObject({ cpuSeconds: 2 });
    expect(await deviceRulesOf(v1, host(files))).toEqual([
      { type: 'c', numbers: '1:11', access: 'rwm' },
    ]);
  });

  test('with version 2 is in one folder, and device rules are in none', async () => {
    const v2 = target(() => ({ version: 2, dirs: ['/own'] }));
    const files = { '/own/memory.max': '1000', '/own/memory.swap.max': '24', '/own/pids.max': '7' };
    expect(await limitsOf(v2, host(files))).toMatchObject({ memoryAndSwap: 1024, pids: 7 });
    expect(await deviceRulesOf(v2, host(files))).toBeUndefined();
  });
});
