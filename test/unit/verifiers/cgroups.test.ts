/** What the attempts on this engine cannot show: other kernels, and attacks that fail for the wrong reason. */
import { describe, expect, test } from 'vitest';
import verifier from '../../../verifiers/cgroups.ts';
import type { FactRequest } from '../../../src/host/facts.ts';
import type { CheckContext, ExecResult, Finding, Target } from 'docklab/verify';

const exited = (stdout: string, code = 0, stderr = ''): ExecResult => ({
  is: 'exited',
  code,
  stdout,
  stderr,
  truncated: false,
});

interface Scene {
  version?: 1 | 2;
  /** Files of the press's cgroup, before and after the attack. */
  files?: Readonly<Record<string, string>>;
  after?: Readonly<Record<string, string>>;
  ran?: ExecResult;
  /** `MAJOR:MINOR` of what is below /etc/hosts. */
  device?: string;
  sys?: Readonly<Record<string, string>>;
  /** What the press was made with. */
  devices?: readonly string[];
  rootless?: boolean;
  /** The network of the press, and what it answers to an order. */
  network?: string;
  page?: string;
}

function contextOf(scene: Scene): CheckContext {
  let struck = false;
  const { version = 1, device = '254:0' } = scene;
  const press = {
    info: { devices: scene.devices ?? [], networks: { [scene.network ?? 'net']: { ip: '' } } },
    http: async () => ({ is: 'answered', status: 200, body: scene.page ?? '' }),
    cgroups: async () => ({ version, dirs: ['/own'] }),
    exec: async () => {
      struck = true;
      return scene.ran ?? exited('');
    },
    mounts: async () => [{ target: '/etc/hosts', device }],
  } as unknown as Target;
  const read = async (requests: readonly FactRequest[]) =>
    requests.map(({ get, path }) => {
      const files = struck ? { ...scene.files, ...scene.after } : scene.files;
      const text = path.startsWith('/own/') ? files?.[path.slice(5)] : scene.sys?.[path];
      if (text === undefined) return { is: 'absent', reason: 'no such file' } as const;
      return get === 'link'
        ? ({ is: 'link', target: text } as const)
        : ({ is: 'text', text, truncated: false } as const);
    });
  const found = { is: 'running', target: press };
  const missing = { is: 'missing', feedback: '', see: '' };
  return {
    lab: { container: (name: string) => `cgroups-${name}`, network: 'net' },
    host: {
      find: async (name: string) => (name === 'cgroups-poster' ? found : missing),
      read,
      engine: { rootless: scene.rootless ?? false },
    },
  } as unknown as CheckContext;
}

async function check(task: string, id: string, scene: Scene): Promise<Finding> {
  const one = verifier.tasks[task]?.checks.find((candidate) => candidate.id === id);
  if (!one) throw new Error(`no check ${task}/${id}`);
  return one.observe(contextOf(scene));
}

const DISK = {
  '/sys/dev/block/254:0': '../../devices/pci0000:00/virtio1/block/vda',
  '/sys/devices/pci0000:00/virtio1/block/vda/dev': '254:0\n',
};

describe('a hog', () => {
  const files = { 'memory.max': '67108864', 'memory.events': 'oom_kill 0' };
  const killed = exited('hog 137\n');

  test('that the kernel killed at the limit was stopped by it', async () => {
    const after = { 'memory.events': 'oom_kill 1' };
    expect(
      await check('memory', 'memory-hog', { version: 2, files, after, ran: killed }),
    ).toMatchObject({ is: 'pass', observed: expect.stringContaining('at the limit of 64 MB') });
  });

  test('that somebody else killed was not', async () => {
    expect(await check('memory', 'memory-hog', { version: 2, files, ran: killed })).toMatchObject({
      is: 'fail',
      observed: expect.stringContaining('not because the press had reached a memory limit'),
    });
  });

  test('that died at the outer ceiling was not stopped by a limit of the press', async () => {
    const free = { 'memory.max': 'max', 'memory.events': 'oom_kill 0' };
    const after = { 'memory.events': 'oom_kill 1' };
    const finding = await check('memory', 'memory-hog', {
      version: 2,
      files: free,
      after,
      ran: killed,
    });
    expect(finding.is).toBe('fail');
  });

  test('that freezes the whole press was not killed', async () => {
    const ran: ExecResult = { is: 'timed-out', stdout: '', stderr: '' };
    expect(
      await check('memory', 'memory-hog', { files: { 'memory.limit_in_bytes': '67108864' }, ran }),
    ).toMatchObject({
      is: 'fail',
      observed: expect.stringContaining('--oom-kill-disable'),
    });
  });
});

test('a bomb that found no process left at the outer ceiling was not stopped by a limit of the press', async () => {
  const ran = exited('forked 90\n', 2, "sh: can't fork: Resource temporarily unavailable");
  const files = { 'pids.max': 'max', 'pids.events': 'max 0' };
  const bomb = (pids: string, events: string) =>
    check('processes', 'fork-bomb', {
      files: { ...files, 'pids.max': pids },
      after: { 'pids.events': events },
      ran,
    });
  expect((await bomb('max', 'max 1')).is).toBe('fail');
  expect((await bomb('95', 'max 0')).is).toBe('fail');
  expect((await bomb('95', 'max 1')).is).toBe('pass');
});

describe('burners', () => {
  const files = { 'cpu.max': '50000 100000', 'cpu.stat': 'usage_usec 0\nnr_throttled 0' };
  const burn = (cpuMax: string, stat: string) =>
    check('cpu', 'cpu-burner', {
      version: 2,
      files: { ...files, 'cpu.max': cpuMax },
      after: { 'cpu.stat': stat },
      ran: exited('burnt 1\n'),
    });

  test('held back by the quota are stopped', async () => {
    expect((await burn('50000 100000', 'usage_usec 200000\nnr_throttled 3')).is).toBe('pass');
  });

  test('that a busy machine kept below the quota are no failure of the quota', async () => {
    expect((await burn('50000 100000', 'usage_usec 100000\nnr_throttled 0')).is).toBe('pass');
  });

  test('that a busy machine slowed, without a quota, are not stopped', async () => {
    expect((await burn('max 100000', 'usage_usec 100000\nnr_throttled 0')).is).toBe('fail');
  });
});

describe('swap', () => {
  const held = (files: Record<string, string>, version: 1 | 2 = 2) =>
    check('memory', 'swap-held', { version, files });

  test('is not asked for where the kernel keeps no account of it, and that is said', async () => {
    for (const finding of [
      await held({ 'memory.max': '67108864' }),
      await held({ 'memory.limit_in_bytes': '67108864' }, 1),
    ])
      expect(finding).toMatchObject({
        is: 'pass',
        observed: expect.stringContaining('keeps no account of swap'),
      });
  });

  test('on top of memory is said in its own number, with version 2 too', async () => {
    expect(await held({ 'memory.max': '67108864', 'memory.swap.max': '67108864' })).toMatchObject({
      is: 'fail',
      observed: expect.stringContaining('64 MB of swap come on top, 128 MB together'),
    });
    expect((await held({ 'memory.max': '33554432', 'memory.swap.max': '33554432' })).is).toBe(
      'pass',
    );
  });
});

describe('devices', () => {
  const rules = (list: string) =>
    check('device', 'no-host-device', { files: { 'devices.list': list } });
  const USUAL = 'b *:* m\nc *:* m\nc 1:3 rwm\nc 1:5 rwm\nc 5:0 rwm\nc 5:2 rwm\nc 136:* rwm\n';

  test.each([
    'c 1:11 rwm',
    'c 1:11 r',
    'c 1:* rwm',
    'c *:* rwm',
    'b *:* r',
    'a *:* rwm',
    'b 8:0 r',
  ])('beyond the usual ones are found: %s', async (rule) => {
    expect((await rules(USUAL)).is).toBe('pass');
    expect(await rules(`${USUAL}${rule}\n`)).toMatchObject({
      is: 'fail',
      observed: expect.stringContaining(rule),
    });
  });

  test('with version 2, whose rules show in no file, are judged by what opens and what was asked for', async () => {
    const ask = (said: string, devices: readonly string[] = []) =>
      check('device', 'no-host-device', { version: 2, ran: exited(said), devices });
    expect((await ask('opened\ntried\n')).is).toBe('fail');
    expect((await ask('tried\n', ['/dev/kmsg r'])).is).toBe('fail');
    expect((await ask('tried\n')).is).toBe('pass');
  });

  test('have no rules with a rootless engine, and that is said', async () => {
    for (const id of ['no-host-device', 'forge-log'])
      expect((await check('device', id, { rootless: true })).is).toBe('unsupported');
  });
});

describe('the press', () => {
  const page =
    '9 processes at work\nPoster of 16 MB ready, 8 copies: 2c7ab85a893283e98c931e9511add182\n';

  test('that draws is a service', async () => {
    expect(await check('memory', 'poster-drawn', { page })).toMatchObject({ is: 'pass' });
  });

  test('that nobody next door can reach is none, however well it draws', async () => {
    expect(await check('memory', 'poster-drawn', { page, network: 'bridge' })).toMatchObject({
      is: 'fail',
      observed: expect.stringContaining('is not on the network net'),
    });
  });
});

describe('the disk', () => {
  const held = (scene: Scene) => check('disk', 'writes-held', scene);
  const v1 = (line: string) => ({ 'blkio.throttle.write_bps_device': line });

  test('is the whole one, where the files are on a partition of it', async () => {
    const sys = {
      '/sys/dev/block/8:1': '../../devices/pci0000:00/ata1/block/sda/sda1',
      '/sys/dev/block/8:1/partition': '1\n',
      '/sys/devices/pci0000:00/ata1/block/sda/dev': '8:0\n',
    };
    expect(await held({ device: '8:1', sys, files: v1('8:0 8388608\n') })).toMatchObject({
      is: 'pass',
      observed: expect.stringContaining('/dev/sda'),
    });
    expect((await held({ device: '8:1', sys, files: v1('') })).is).toBe('fail');
  });

  test('that is not the one of the container is of no use', async () => {
    expect(await held({ sys: DISK, files: v1('8:16 1000\n') })).toMatchObject({
      is: 'fail',
      observed: expect.stringContaining('but you limited 8:16'),
    });
  });

  test('cannot be limited where there is none, or where the kernel does not offer it', async () => {
    for (const scene of [
      { device: '0:54', files: v1('') },
      { device: '254:0', files: v1('') },
      { sys: DISK, version: 2, files: { 'memory.max': 'max' } },
    ] satisfies Scene[])
      expect((await held(scene)).is).toBe('unsupported');
  });
});

test.each([
  ['memory', ['memory-held', 'swap-held', 'memory-hog']],
  ['processes', ['pids-held', 'fork-bomb']],
  ['cpu', ['cpu-held', 'cpu-burner']],
  ['disk', ['writes-held', 'disk-flood']],
])('an engine that puts containers into no cgroup cannot show the task %s', async (task, ids) => {
  const findings = await Promise.all(ids.map((id) => check(task, id, { version: 2, sys: DISK })));
  expect(findings.map(({ is }) => is)).toEqual(ids.map(() => 'unsupported'));
});
