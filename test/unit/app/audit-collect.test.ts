import { describe, expect, test } from 'vitest';
import { localFiles } from '../../../src/adapters/files.ts';
import { collectFacts } from '../../../src/app/audit/collect.ts';
import type { AuditSources } from '../../../src/app/audit/sources.ts';
import type { FactAnswer, FactRequest, Facts } from '../../../src/host/facts.ts';
import { factsOf } from '../audit/support.ts';

const text = (value: string): FactAnswer => ({ is: 'text', text: value, truncated: false });
const stat = (mode: number, type: 'file' | 'symlink' = 'file', uid = 0): FactAnswer => ({
  is: 'stat',
  stat: { type, mode, uid, gid: 0, size: 1, inode: 1, device: 1 },
});

/** A machine of only these files: `get path` to the answer. */
const factsAt = (answers: Record<string, FactAnswer>): Facts => ({
  via: 'direct',
  read: async (requests) =>
    requests.map(
      ({ get, path }: FactRequest) =>
        answers[`${get} ${path}`] ?? { is: 'absent', reason: 'no such file' },
    ),
  close: async () => undefined,
});

const DOCKERD = { 'text /proc/5/cmdline': text('dockerd\0'), 'stat /proc/5': stat(0o555) };

interface Scene {
  answers?: Record<string, FactAnswer>;
  /** Processes by name. */
  processes?: Record<string, number[]>;
  /** What auditctl prints, by its argument; none is installed where it is left out. */
  auditctl?: Record<string, string>;
  sources?: Partial<AuditSources>;
  hostname?: string;
  isRoot?: boolean;
}

function collect(scene: Scene) {
  const { engine, swarm, ...objects } = factsOf();
  const { processes = { dockerd: [5] }, auditctl } = scene;
  const sources: AuditSources = {
    engine: { about: async () => ({ engine, swarm }), objects: async () => objects },
    socket: '/var/run/docker.sock',
    contentTrust: '',
    files: localFiles(),
    host: {
      hostname: scene.hostname ?? engine.hostname,
      kernel: engine.kernel,
      isRoot: scene.isRoot ?? true,
      pid: 9,
      userConfig: '/home/me/.config/docker/daemon.json',
      facts: factsAt({ ...DOCKERD, ...scene.answers }),
      table: {
        named: async (names) => names.flatMap((name) => processes[name] ?? []),
        newest: async () => undefined,
      },
      findFile: async () => '',
      processes: {
        which: async () => (auditctl === undefined ? undefined : '/usr/sbin/auditctl'),
        run: async ([, argument = '']) => ({
          is: 'exited',
          code: 0,
          stdout: auditctl?.[argument] ?? '',
          stderr: '',
          truncated: false,
        }),
        interactive: async () => ({ is: 'exited', code: 0 }),
      },
    },
    ...scene.sources,
  };
  return collectFacts(sources, new AbortController().signal);
}

describe('the process of the engine', () => {
  test('is the one that serves the socket, among several', async () => {
    const { host } = await collect({
      processes: { dockerd: [5, 6] },
      answers: {
        'text /proc/6/cmdline': text('dockerd\0-H\0unix:///srv/other.sock\0'),
        'stat /proc/6': stat(0o555),
      },
    });
    expect(host.daemon).toMatchObject({ is: 'seen', value: { pid: 5 } });
  });

  test('of two with the same socket is the one of the pid file, or nobody', async () => {
    const answers = { 'text /proc/6/cmdline': text('dockerd\0'), 'stat /proc/6': stat(0o555) };
    const processes = { dockerd: [5, 6] };
    const unclear = await collect({ processes, answers });
    expect(unclear.host.daemon.is).toBe('unseen');
    const clear = await collect({
      processes,
      answers: { ...answers, 'text /run/docker.pid': text('6\n') },
    });
    expect(clear.host.daemon).toMatchObject({ value: { pid: 6 } });
  });

  test('reads the file that it was told to read, or the one of its user', async () => {
    const config = async (argv: string, uid: number, path: string) => {
      const { host } = await collect({
        answers: {
          'text /proc/5/cmdline': text(argv),
          'stat /proc/5': stat(0o555, 'file', uid),
          [`text ${path}`]: text('{"icc": false}'),
        },
      });
      expect(host.daemon).toMatchObject({ value: { config: { value: { path, is: 'parsed' } } } });
    };
    await config('dockerd\0', 0, '/etc/docker/daemon.json');
    await config('dockerd\0--config-file=/srv/d.json\0', 0, '/srv/d.json');
    const rootless = 'dockerd\0-H\0unix:///run/docker.sock\0';
    await config(rootless, 1000, '/home/me/.config/docker/daemon.json');
  });

  test('settings that may not be read are unseen', async () => {
    const refused: FactAnswer = { is: 'refused', reason: 'no' };
    const { host } = await collect({ answers: { 'text /etc/docker/daemon.json': refused } });
    expect(host.daemon).toMatchObject({ value: { config: { is: 'unseen' } } });
  });
});

describe('what cannot be seen', () => {
  test.each([
    ['an engine in the network', { sources: { socket: undefined } }],
    ['an engine of another machine', { hostname: 'elsewhere' }],
  ])('%s: nothing of this machine is taken for its', async (_, scene) => {
    const { host } = await collect(scene);
    for (const fact of Object.values(host)) expect(fact).toMatchObject({ is: 'unseen' });
  });

  test('audit rules without root, or without auditctl', async () => {
    expect((await collect({ isRoot: false, auditctl: {} })).host.audit).toMatchObject({
      is: 'unseen',
      why: expect.stringContaining('root') as string,
    });
    expect((await collect({})).host.audit).toMatchObject({
      why: expect.stringContaining('install auditd') as string,
    });
  });
});

test('audit rules, and whether they are in force', async () => {
  const auditctl = { '-l': '-w /usr/bin/runc -p x -k docker\n', '-s': 'enabled 1\npid 3\n' };
  expect((await collect({ auditctl })).host.audit).toEqual({
    is: 'seen',
    value: { isOn: true, rules: [{ path: '/usr/bin/runc', below: true, perms: 'x' }] },
  });
  const off = { ...auditctl, '-s': 'enabled 0\n' };
  expect((await collect({ auditctl: off })).host.audit).toMatchObject({ value: { isOn: false } });
});

test('symlinks are followed to what they mean, and no further than a few', async () => {
  const { host } = await collect({
    answers: {
      'stat /etc/default/docker': stat(0o777, 'symlink'),
      'link /etc/default/docker': { is: 'link', target: '../docker.defaults' },
      'stat /etc/default/../docker.defaults': stat(0o600),
      'stat /etc/sysconfig/docker': stat(0o777, 'symlink'),
      'link /etc/sysconfig/docker': { is: 'link', target: '/etc/sysconfig/docker' },
    },
  });
  expect(host.files).toMatchObject({
    value: {
      '/etc/default/docker': {
        is: 'file',
        file: { path: '/etc/docker.defaults', stat: { mode: 0o600 } },
      },
      '/etc/sysconfig/docker': { is: 'absent' },
    },
  });
});

test('members of the group docker, by its line and by their own', async () => {
  const { host } = await collect({
    answers: {
      'text /etc/group': text('root:x:0:\ndocker:x:103:ann,bob\u001b[2J\n'),
      'text /etc/passwd': text('root:x:0:0::/:\nci:x:7:103::/:\nann:x:8:8::/:\n'),
    },
  });
  expect(host.group).toEqual({ is: 'seen', value: { gid: 103, members: ['ann', 'bob', 'ci'] } });
});

test('certificates of registries are found below each registry', async () => {
  const { host } = await collect({
    answers: {
      'list /etc/docker/certs.d': { is: 'list', names: ['r:5000'] },
      'list /etc/docker/certs.d/r:5000': { is: 'list', names: ['ca.crt', 'README'] },
      'stat /etc/docker/certs.d/r:5000/ca.crt': stat(0o444),
    },
  });
  expect(host.certificates).toMatchObject({
    value: [{ path: '/etc/docker/certs.d/r:5000/ca.crt' }],
  });
});

test('SSH servers are told by the container whose cgroup they are in', async () => {
  const id = 'a'.repeat(64);
  const { host } = await collect({
    processes: { dockerd: [5], sshd: [7, 8] },
    answers: {
      'text /proc/7/cgroup': text(`0::/system.slice/docker-${id}.scope\n`),
      'text /proc/8/cgroup': text('0::/system.slice/ssh.service\n'),
    },
  });
  expect(host.sshServers).toEqual({ is: 'seen', value: [id] });
});
