import { describe, expect, test } from 'vitest';
import { cgroupsIn } from '../../../src/verify/cgroup-dirs.ts';

const ID = '4bf5c37dc8165c46758a058174b2fcca7cdba464f5bedc33e4c3e3cb4bf158e8';
const V1 = (parent: string) =>
  [
    `8:pids:${parent}/${ID}`,
    `4:memory:${parent}/${ID}`,
    `3:cpu,cpuacct:${parent}/${ID}`,
    '0::/',
  ].join('\n');

describe('the cgroups of a container', () => {
  test('are its own and those above it, in the folder of the controller, with version 1', () => {
    expect(cgroupsIn(V1('/docker'), 'memory')).toEqual({
      version: 1,
      dirs: [`/sys/fs/cgroup/memory/docker/${ID}`, '/sys/fs/cgroup/memory/docker'],
    });
  });

  test('are found where two controllers share a mount', () => {
    expect(cgroupsIn(V1('/docker'), 'cpuacct').dirs[0]).toBe(`/sys/fs/cgroup/cpuacct/docker/${ID}`);
  });

  test('are the same for every controller with version 2', () => {
    const text = `0::/system.slice/docker-${ID}.scope\n`;
    for (const controller of ['memory', 'pids', 'blkio'])
      expect(cgroupsIn(text, controller)).toEqual({
        version: 2,
        dirs: [`/sys/fs/cgroup/system.slice/docker-${ID}.scope`, '/sys/fs/cgroup/system.slice'],
      });
  });

  test('do not include the ceiling that docklab put above its labs, whichever way it is named', () => {
    expect(cgroupsIn(V1('/docklab'), 'pids').dirs).toEqual([`/sys/fs/cgroup/pids/docklab/${ID}`]);
    expect(cgroupsIn(`0::/docklab.slice/docker-${ID}.scope\n`, 'pids').dirs).toEqual([
      `/sys/fs/cgroup/docklab.slice/docker-${ID}.scope`,
    ]);
  });

  test('include a group of the learner’s own, even one with such a name further down', () => {
    expect(cgroupsIn(V1('/mine/docklab'), 'pids').dirs).toHaveLength(3);
  });

  test('do not include the root, which limits nothing', () => {
    expect(cgroupsIn('4:memory:/\n0::/\n', 'memory')).toEqual({ version: 1, dirs: [] });
    expect(cgroupsIn('0::/\n', 'memory')).toEqual({ version: 2, dirs: [] });
  });

  test('are unknown for a controller that a host of version 1 does not have', () => {
    expect(cgroupsIn(V1('/docker'), 'blkio')).toEqual({ version: 2, dirs: [] });
  });
});
