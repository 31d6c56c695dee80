import { describe, expect, test } from 'vitest';
import { parseAuditRules } from '../../../src/audit/auditd.ts';
import { seen, unseen, type FileAnswer } from '../../../src/audit/facts.ts';
import { clean } from '../../../src/audit/paths.ts';
import { daemonOf, file, outcomeOf, verdictOf } from './support.ts';

const filesAt = (files: Record<string, FileAnswer>) => ({ host: { files: seen(files) } });

describe('files', () => {
  test.each([
    [0o644, 'pass'],
    [0o600, 'pass'],
    [0o444, 'pass'],
    [0o606, 'warn'],
    [0o640, 'pass'],
    [0o664, 'warn'],
    [0o4644, 'warn'],
    [0o755, 'warn'],
  ])('mode %o against 644: %s, by bits and not by size', (mode, verdict) => {
    const change = filesAt({ '/etc/default/docker': file(mode) });
    expect(verdictOf('default-docker-mode', change)).toBe(verdict);
  });

  test('owners', () => {
    const owner = (uid: number, gid: number) =>
      verdictOf('config-folder-owner', filesAt({ '/etc/docker': file(0o755, uid, gid) }));
    expect(owner(0, 0)).toBe('pass');
    expect(owner(0, 10)).toBe('warn');
    expect(owner(1000, 0)).toBe('warn');
  });

  test("the socket may belong to root alone or to the engine's group", () => {
    const owner = (uid: number, gid: number) =>
      verdictOf('engine-socket-owner', filesAt({ '/run/docker.sock': file(0o660, uid, gid) }));
    expect(owner(0, 103)).toBe('pass');
    expect(owner(0, 0)).toBe('pass');
    expect(owner(0, 100)).toBe('warn');
  });

  test("a rootless engine's files are its user's, and nobody else's", () => {
    const owner = (uid: number) =>
      verdictOf('config-folder-owner', {
        engine: { rootless: true },
        host: {
          files: seen({ '/etc/docker': file(0o755, uid, uid) }),
          daemon: seen(daemonOf(['dockerd'], {}, 1000)),
        },
      });
    expect([owner(0), owner(1000), owner(1001)]).toEqual(['pass', 'pass', 'warn']);
    expect(verdictOf('trusted-users', { engine: { rootless: true } })).toBe('not-applicable');
  });

  test('no such file is no pass, and neither is one that could not be seen', () => {
    const at = (answer: FileAnswer) =>
      outcomeOf('sysconfig-docker-mode', filesAt({ '/etc/sysconfig/docker': answer }));
    expect(at({ is: 'absent' }).is).toBe('not-applicable');
    expect(at({ is: 'unseen', why: 'no' })).toEqual({ is: 'unknown', why: 'no' });
    expect(verdictOf('sysconfig-docker-mode', { host: { files: unseen('far') } })).toBe('unknown');
  });

  test('TLS files: the ones that the settings name, and the usual ones when they name none', () => {
    const daemon = (values: Record<string, unknown>) => seen(daemonOf(['dockerd'], values));
    const files = seen({ '/k.pem': file(0o440), '/root/.docker/key.pem': file(0o400) });
    const verdict = (values: Record<string, unknown>) =>
      verdictOf('tls-key-mode', { host: { files, daemon: daemon(values) } });
    expect(verdict({})).toBe('not-applicable');
    expect(verdict({ tlskey: '/k.pem' })).toBe('warn');
    expect(verdict({ tlsverify: true })).toBe('pass');
  });

  test('certificates of registries', () => {
    const answer = file(0o446, 0, 0, '/etc/docker/certs.d/r/ca.crt');
    const certificates = seen(answer.is === 'file' ? [answer.file] : []);
    expect(outcomeOf('registry-certificates-mode', { host: { certificates } })).toMatchObject({
      is: 'warn',
      findings: [{ subject: '/etc/docker/certs.d/r/ca.crt' }],
    });
    expect(verdictOf('registry-certificates-mode')).toBe('not-applicable');
  });
});

describe('audit rules', () => {
  const DOCKERD = '/usr/bin/dockerd';
  const judged = (slug: string, path: string, rules: string, isOn = true) =>
    verdictOf(slug, {
      host: {
        files: seen({ [path]: file(0o755, 0, 0, path) }),
        audit: seen({ isOn, rules: parseAuditRules(rules) }),
      },
    });
  const dockerd = (rules: string, isOn = true) => judged('audit-dockerd', DOCKERD, rules, isOn);
  const json = (rules: string) => judged('audit-daemon-json', '/etc/docker/daemon.json', rules);

  test.each([
    ['-w /usr/bin/dockerd -p rwxa -k docker', 'pass'],
    ['-w /usr/bin/dockerd -p x', 'pass'],
    ['-w /usr/bin/dockerd', 'pass'],
    ['-w /usr/bin/dockerd -p r', 'warn'],
    ['-a always,exit -F path=/usr/bin/dockerd -F perm=x -F key=docker', 'pass'],
    ['-a always,exit -S all -F dir=/usr/bin -F perm=x', 'pass'],
    ['-a exit,always -F path=/usr/bin/dockerd', 'pass'],
    ['-a never,exit -F path=/usr/bin/dockerd', 'warn'],
    ['-w /usr/bin/dockerd-rootless.sh -p x', 'warn'],
    ['-w /opt/usr/bin/dockerd -p x', 'warn'],
    ['-a always,exit -F path=/usr/bin -F perm=x', 'warn'],
    ['No rules', 'warn'],
  ])('%s: %s', (rules, verdict) => {
    expect(dockerd(rules)).toBe(verdict);
  });

  test('a rule about /etc/docker sees daemon.json, one about /etc/docker2 does not', () => {
    expect(json('-w /etc/docker -p wa')).toBe('pass');
    expect(json('-w /etc/docker/ -p wa')).toBe('pass');
    expect(json('-w /etc/docker2 -p wa')).toBe('warn');
    expect(json('-w /etc/docker/daemon.json -p x')).toBe('warn');
  });

  test('a rule about a symlink does not see the program that it leads to', () => {
    const verdict = (rules: string) =>
      verdictOf('audit-dockerd', {
        host: {
          files: seen({ [DOCKERD]: file(0o755, 0, 0, '/usr/sbin/dockerd') }),
          audit: seen({ isOn: true, rules: parseAuditRules(rules) }),
        },
      });
    expect(verdict('-w /usr/bin/dockerd -p x')).toBe('warn');
    expect(verdict('-w /usr/sbin/dockerd -p x')).toBe('pass');
  });

  test('rules are of no use while auditing is off', () => {
    expect(dockerd('-w /usr/bin/dockerd -p x', false)).toBe('warn');
  });

  test('dockerd is looked for in more than one folder', () => {
    const path = '/usr/sbin/dockerd';
    expect(judged('audit-dockerd', path, `-w ${path} -p x`)).toBe('pass');
  });

  test('two names of one place are one', () => {
    expect(clean('/var/run/docker.sock')).toBe('/run/docker.sock');
    expect(clean('/lib/systemd/system/docker.service')).toBe(
      '/usr/lib/systemd/system/docker.service',
    );
    expect(clean('//etc/./docker/../x/')).toBe('/etc/x');
    expect(clean('/')).toBe('/');
  });

  test('rules that nobody could ask for are unknown', () => {
    const host = { files: seen({ [DOCKERD]: file(0o755) }), audit: unseen('not root') };
    expect(outcomeOf('audit-dockerd', { host })).toEqual({ is: 'unknown', why: 'not root' });
  });
});

describe('the host', () => {
  test("the engine's folder, with and without user namespaces", () => {
    expect(verdictOf('own-partition')).toBe('pass');
    const rootDir = '/var/lib/docker/100000.100000';
    expect(verdictOf('own-partition', { engine: { rootDir } })).toBe('pass');
    expect(verdictOf('own-partition', { host: { mountPoints: seen(['/']) } })).toBe('warn');
  });

  test('everyone who may use the engine is named', () => {
    const group = seen({ gid: 103, members: ['ann', 'bob'] });
    expect(outcomeOf('trusted-users', { host: { group } })).toMatchObject({
      is: 'note',
      findings: [{ subject: 'ann' }, { subject: 'bob' }],
    });
    expect(verdictOf('trusted-users')).toBe('pass');
  });
});

describe('swarm mode', () => {
  const SLUGS = ['few-managers', 'swarm-interface', 'encrypted-overlays', 'swarm-autolock'];

  test.each(SLUGS)('%s: off is not a pass', (slug) => {
    expect(verdictOf(slug)).toBe('not-applicable');
  });

  test('a worker cannot tell what a manager can', () => {
    const swarm = { state: 'active', isManager: false };
    expect(verdictOf('swarm-autolock', { swarm })).toBe('unknown');
  });

  test('managers, locks, networks, listeners', () => {
    const swarm = { state: 'active', isManager: true, managers: 3, nodes: 5, autoLock: true };
    expect(verdictOf('few-managers', { swarm })).toBe('pass');
    expect(verdictOf('few-managers', { swarm: { ...swarm, managers: 4 } })).toBe('warn');
    expect(verdictOf('swarm-autolock', { swarm })).toBe('pass');
    expect(verdictOf('no-swarm-mode', { swarm })).toBe('warn');
    const swarmListeners = seen(['00000000']);
    expect(verdictOf('swarm-interface', { swarm, host: { swarmListeners } })).toBe('warn');
    const network = { id: 'i', name: 'o', driver: 'overlay', scope: 'swarm', containers: [] };
    const having = (options: Record<string, string>) =>
      verdictOf('encrypted-overlays', { swarm, networks: [{ ...network, options }] });
    expect(having({})).toBe('warn');
    expect(having({ encrypted: '' })).toBe('pass');
  });
});
