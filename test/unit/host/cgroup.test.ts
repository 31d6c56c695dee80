import { describe, expect, test } from 'vitest';
import {
  parseCpuMax,
  parseCpuQuota,
  parseDeviceRules,
  parseIoMax,
  parseKeyed,
  parseLimit,
  parseThrottle,
} from '../../../src/host/cgroup.ts';

describe('a limit of memory or processes', () => {
  test.each([
    ['67108864\n', 67108864],
    ['64\n', 64],
    ['0\n', 0],
    // Version 2, and pids in either version.
    ['max\n', Infinity],
    // Version 1: the largest count of pages, and what some kernels write for it.
    ['9223372036854771712\n', Infinity],
    ['9223372036854775807\n', Infinity],
    ['18446744073709551615\n', Infinity],
    ['-1\n', Infinity],
  ])('%j is %d', (text, limit) => {
    expect(parseLimit(text)).toBe(limit);
  });

  test.each(['', '64m', 'unlimited', '1 2'])('%j is no limit and no lack of one', (text) => {
    expect(parseLimit(text)).toBeUndefined();
  });
});

describe('a quota of CPU time', () => {
  test.each([
    ['50000\n', '100000\n', 0.5],
    ['25000\n', '50000\n', 0.5],
    ['150000\n', '100000\n', 1.5],
    ['-1\n', '100000\n', Infinity],
  ])('of version 1: %j in %j is %d CPUs', (quota, period, cpus) => {
    expect(parseCpuQuota(quota, period)).toBe(cpus);
  });

  test.each([
    ['50000 100000\n', 0.5],
    ['max 100000\n', Infinity],
  ])('of version 2: %j is %d CPUs', (text, cpus) => {
    expect(parseCpuMax(text)).toBe(cpus);
  });

  test('without a period is unknown, not free', () => {
    expect(parseCpuQuota('50000', '')).toBeUndefined();
    expect(parseCpuQuota('', '')).toBeUndefined();
    expect(parseCpuMax('')).toBeUndefined();
  });
});

test('counters are read by name', () => {
  const stat = parseKeyed('nr_periods 28\nnr_throttled 27\nthrottled_time 4539515794\n');
  expect([stat.get('nr_periods'), stat.get('nr_throttled')]).toEqual([28, 27]);
  expect(parseKeyed('oom_kill_disable 0\nunder_oom 0\noom_kill 1\n').get('oom_kill')).toBe(1);
});

test('written bytes a second are read by disk, in either version', () => {
  expect(parseThrottle('254:0 8388608\n8:16 1048576\n')).toEqual(
    new Map([
      ['254:0', 8388608],
      ['8:16', 1048576],
    ]),
  );
  const io = [
    '8:16 rbps=max wbps=1048576 riops=max wiops=120',
    '8:0 rbps=2097152 wbps=max riops=max wiops=max',
  ].join('\n');
  expect(parseIoMax(io)).toEqual(new Map([['8:16', 1048576]]));
  expect([parseThrottle(''), parseIoMax('')]).toEqual([new Map(), new Map()]);
});

test('device rules are read with their numbers and rights', () => {
  expect(parseDeviceRules('b *:* m\nc 1:11 rwm\nc 136:* rw\na *:* rwm\nnonsense\n')).toEqual([
    { type: 'b', numbers: '*:*', access: 'm' },
    { type: 'c', numbers: '1:11', access: 'rwm' },
    { type: 'c', numbers: '136:*', access: 'rw' },
    { type: 'a', numbers: '*:*', access: 'rwm' },
  ]);
});
