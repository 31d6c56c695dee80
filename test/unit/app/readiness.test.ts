import { expect, test } from 'vitest';
import { readinessOf } from '../../../src/app/readiness.ts';
import type { EngineInfo } from '../../../src/host/engine.ts';

const FULL: EngineInfo = {
  version: '28.0.0',
  apiVersion: '1.48',
  platform: '',
  components: [],
  os: 'Debian',
  kernel: '6.12',
  architecture: 'x86_64',
  name: 'host',
  cgroupVersion: 2,
  cgroupDriver: 'systemd',
  storageDriver: 'overlay2',
  rootless: false,
  desktop: false,
  userns: false,
  security: ['seccomp', 'apparmor', 'selinux'],
  cpus: 2,
  memoryBytes: 2 ** 31,
};

test('a lesson that needs nothing is ready on every engine', () => {
  expect(readinessOf([], { ...FULL, security: [], rootless: true })).toEqual({ is: 'ready' });
});

test('an engine that has everything is ready for every need', () => {
  const all = ['apparmor', 'selinux', 'seccomp', 'audit', 'cgroup-v2', 'privileged'] as const;
  expect(readinessOf(all, FULL)).toEqual({ is: 'ready' });
});

test.each([
  ['apparmor', { security: ['seccomp'] }],
  ['selinux', { security: ['seccomp'] }],
  ['seccomp', { security: [] }],
  ['audit', { desktop: true }],
  ['cgroup-v2', { cgroupVersion: 1 as const }],
] as const)('without %s a lesson that needs it is not here, and says what to do', (need, lack) => {
  const readiness = readinessOf([need], { ...FULL, ...lack });
  expect(readiness).toMatchObject({
    is: 'not-here',
    why: expect.stringMatching(/\.$/) as string,
    next: expect.stringMatching(/./) as string,
  });
});

test('a rootless engine shows a lesson about privileges only in part', () => {
  expect(readinessOf(['privileged'], { ...FULL, rootless: true })).toMatchObject({ is: 'partly' });
});

test('what is lacking altogether outweighs what is lacking in part', () => {
  const readiness = readinessOf(['privileged', 'apparmor'], {
    ...FULL,
    rootless: true,
    security: [],
  });
  expect(readiness).toMatchObject({
    is: 'not-here',
    why: expect.stringContaining('AppArmor') as string,
  });
});
