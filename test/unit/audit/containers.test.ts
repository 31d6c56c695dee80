import { describe, expect, test } from 'vitest';
import { seen, unseen } from '../../../src/audit/facts.ts';
import type { MountFacts, PortFacts } from '../../../src/audit/facts.ts';
import { BAD, GOOD, outcomeOf, verdictOf, verdictWith } from './support.ts';

const bind = (source: string, more: Partial<MountFacts> = {}): MountFacts => ({
  type: 'bind',
  name: '',
  source,
  target: '/in',
  driver: '',
  mode: '',
  writable: false,
  propagation: 'rprivate',
  ...more,
});

const port = (hostIp: string, hostPort: number): PortFacts => ({
  container: '80/tcp',
  hostIp,
  hostPort,
});

describe('recorded containers', () => {
  test.each([
    'few-capabilities',
    'no-sensitive-mounts',
    'own-pid-namespace',
    'seccomp',
    'no-new-privileges',
    'no-engine-socket',
    'memory-limit',
    'cpu-limit',
    'pids-limit',
    'read-only-root',
    'bounded-restarts',
    'ports-on-one-address',
    'health-checked',
    'not-root',
  ])('%s: the bad one is named, the good one passes', (slug) => {
    expect(outcomeOf(slug, { containers: [GOOD, BAD] })).toMatchObject({
      is: 'warn',
      findings: [{ subject: 'audit-test-bad' }],
    });
    expect(verdictOf(slug)).toBe('pass');
  });

  test('without any container, rules about containers have nothing to judge', () => {
    expect(verdictOf('not-privileged', { containers: [] })).toBe('not-applicable');
  });

  test('a stopped container is looked at, and said to be stopped', () => {
    const stopped = { ...GOOD, isRunning: false, privileged: true };
    expect(outcomeOf('not-privileged', { containers: [stopped] })).toMatchObject({
      is: 'warn',
      findings: [{ saw: expect.stringContaining('not running') as string }],
    });
  });

  test('a container is not skipped for its name', () => {
    const nil = { ...GOOD, name: 'manilla', privileged: true };
    expect(outcomeOf('not-privileged', { containers: [nil] })).toMatchObject({
      findings: [{ subject: 'manilla' }],
    });
  });
});

describe('users', () => {
  test.each(['', 'root', '0', '0:0', 'root:root', '0:10001', '00', '+0'])('%j is root', (user) => {
    expect(verdictWith('not-root', { user })).toBe('warn');
  });
  test.each(['10001', '10001:0', 'nobody', 'rootless', '1000:root'])('%j is not root', (user) => {
    expect(verdictWith('not-root', { user })).toBe('pass');
  });
});

describe('security options', () => {
  test.each([
    [['no-new-privileges'], 'pass'],
    [['no-new-privileges:true'], 'pass'],
    [['no-new-privileges=true'], 'pass'],
    [['no-new-privileges=false'], 'warn'],
    [['no-new-privileges:false'], 'warn'],
    [['no-new-privileges-of-mine'], 'warn'],
    [[], 'warn'],
  ])('no-new-privileges with %j: %s', (securityOpt, verdict) => {
    expect(verdictWith('no-new-privileges', { securityOpt })).toBe(verdict);
  });

  test("the engine's default holds for a container that says nothing, not for one that says no", () => {
    const engine = { securityOptions: ['name=no-new-privileges'] };
    const having = (securityOpt: string[]) =>
      verdictOf('no-new-privileges', { engine, containers: [{ ...GOOD, securityOpt }] });
    expect(having([])).toBe('pass');
    expect(having(['no-new-privileges=false'])).toBe('warn');
  });

  test('without sight of the engine, only containers that say it themselves are judged', () => {
    const host = { daemon: unseen('why') };
    const having = (securityOpt: string[]) =>
      verdictOf('no-new-privileges', { host, containers: [{ ...GOOD, securityOpt }] });
    expect(having([])).toBe('unknown');
    expect(having(['no-new-privileges'])).toBe('pass');
    expect(having(['no-new-privileges:false'])).toBe('warn');
  });

  test('SELinux: an option of seccomp is no label', () => {
    const engine = { securityOptions: ['name=selinux'] };
    const running = { ...GOOD, isRunning: true };
    const having = (change: Partial<typeof GOOD>) =>
      verdictOf('selinux', { engine, containers: [{ ...running, ...change }] });
    expect(having({ securityOpt: ['seccomp=unconfined'] })).toBe('warn');
    expect(having({ selinuxLabel: 'system_u:system_r:container_t:s0:c1,c2' })).toBe('pass');
    expect(having({ selinuxLabel: 'x', securityOpt: ['label=disable'] })).toBe('warn');
    expect(verdictOf('selinux')).toBe('not-applicable');
  });

  test('AppArmor is judged only where the kernel has it', () => {
    const engine = { securityOptions: ['name=apparmor'] };
    const having = (change: Partial<typeof GOOD>) =>
      verdictOf('apparmor', { engine, containers: [{ ...GOOD, isRunning: true, ...change }] });
    expect(having({ appArmorProfile: '' })).toBe('warn');
    expect(having({ appArmorProfile: 'unconfined' })).toBe('warn');
    expect(having({ appArmorProfile: 'docker-default' })).toBe('pass');
    expect(having({ isRunning: false })).toBe('pass');
    expect(having({ isRunning: false, securityOpt: ['apparmor=unconfined'] })).toBe('warn');
    expect(verdictOf('apparmor')).toBe('not-applicable');
  });

  test('privileged: no filter, every capability, every device', () => {
    const privileged = { privileged: true };
    expect(verdictWith('seccomp', privileged)).toBe('warn');
    expect(verdictWith('few-capabilities', privileged)).toBe('warn');
    expect(verdictWith('no-host-devices', privileged)).toBe('note');
  });

  test.each([
    [['CAP_CHOWN', 'net_raw'], 'pass'],
    [['ALL'], 'warn'],
    [['cap_sys_admin'], 'warn'],
    [['NET_RAW_OF_MINE'], 'warn'],
  ])('capabilities %j: %s', (capAdd, verdict) => {
    expect(verdictWith('few-capabilities', { capAdd })).toBe(verdict);
  });
});

describe('mounts', () => {
  test.each(['/', '/etc', '/etc/', '/etc/shadow', '/usr/bin', '/boot', '/proc/1', '/lib/../etc'])(
    '%s of the host is sensitive, read-only too',
    (source) => {
      expect(verdictWith('no-sensitive-mounts', { mounts: [bind(source)] })).toBe('warn');
    },
  );

  test.each(['/srv/data', '/etcetera', '/home/me/etc', '/etc/localtime', '/dev/null'])(
    '%s is not',
    (source) => {
      expect(verdictWith('no-sensitive-mounts', { mounts: [bind(source)] })).toBe('pass');
    },
  );

  test('what is harmless to read is not harmless to write', () => {
    const mounts = [bind('/etc/ssl/certs', { writable: true })];
    expect(verdictWith('no-sensitive-mounts', { mounts })).toBe('warn');
  });

  test('a named volume that is mounted at /boot is no folder of the host', () => {
    const source = '/var/lib/docker/volumes/data/_data';
    const mounts = [bind(source, { type: 'volume', name: 'data', target: '/boot' })];
    expect(verdictWith('no-sensitive-mounts', { mounts })).toBe('pass');
  });

  test('a named volume that binds /etc is', () => {
    const mounts = [bind('/var/lib/docker/volumes/x/_data', { type: 'volume', name: 'x' })];
    const containers = [{ ...GOOD, mounts }];
    const boundVolumes = { x: '/etc' };
    expect(verdictOf('no-sensitive-mounts', { containers, boundVolumes })).toBe('warn');
  });

  test.each(['/var/run/docker.sock', '/run/docker.sock', '/var/run', '/run/', '/'])(
    '%s gives the engine away',
    (source) => {
      expect(verdictWith('no-engine-socket', { mounts: [bind(source)] })).toBe('warn');
    },
  );

  test.each(['/srv/docker.sock.txt', '/run/user', '/srv/my-docker.sock'])(
    '%s does not',
    (source) => {
      expect(verdictWith('no-engine-socket', { mounts: [bind(source)] })).toBe('pass');
    },
  );

  test('propagation', () => {
    const having = (propagation: string) =>
      verdictWith('private-mount-propagation', { mounts: [bind('/srv', { propagation })] });
    expect(having('shared')).toBe('warn');
    expect(having('rshared')).toBe('warn');
    expect(having('rslave')).toBe('pass');
  });
});

describe('ports', () => {
  const having = (slug: string, ...ports: PortFacts[]) =>
    verdictWith(slug, { isRunning: true, ports });

  test('1023 is privileged, 1024 is not', () => {
    expect(having('no-privileged-ports', port('127.0.0.1', 1023))).toBe('warn');
    expect(having('no-privileged-ports', port('127.0.0.1', 1024))).toBe('pass');
  });

  test.each(['0.0.0.0', '::', ''])('%j is every address', (ip) => {
    expect(having('ports-on-one-address', port(ip, 8080))).toBe('warn');
  });

  test.each(['127.0.0.1', '::1', '10.0.0.1'])('%j is one', (ip) => {
    expect(having('ports-on-one-address', port(ip, 8080))).toBe('pass');
  });

  test('a stopped container is judged by the ports that it asks for', () => {
    expect(verdictWith('ports-on-one-address', { wantedPorts: [port('', 0)] })).toBe('warn');
    expect(verdictWith('no-privileged-ports', { wantedPorts: [port('', 80)] })).toBe('warn');
  });

  test('open ports are for a person to look at', () => {
    expect(having('only-needed-ports', port('127.0.0.1', 8080))).toBe('note');
  });
});

describe('limits', () => {
  test.each([
    [{ cpuQuota: 50_000, nanoCpus: 0 }, 'pass'],
    [{ cpuQuota: -1, nanoCpus: 0 }, 'warn'],
    [{ cpuShares: 512, nanoCpus: 0 }, 'pass'],
    [{ cpuShares: 1024, nanoCpus: 0 }, 'warn'],
  ])('CPU %j: %s', (change, verdict) => {
    expect(verdictWith('cpu-limit', change)).toBe(verdict);
  });

  test.each([
    ['always', 0, 'warn'],
    ['unless-stopped', 0, 'warn'],
    ['on-failure', 0, 'warn'],
    ['on-failure', 6, 'warn'],
    ['on-failure', 5, 'pass'],
    ['no', 0, 'pass'],
    ['', 0, 'pass'],
  ])('restart %s:%i: %s', (name, retries, verdict) => {
    expect(verdictWith('bounded-restarts', { restart: { name, retries } })).toBe(verdict);
  });

  test.each([undefined, 0, -1])('no limit of processes: %s', (pidsLimit) => {
    expect(verdictWith('pids-limit', { pidsLimit })).toBe('warn');
  });

  test('a health check that is switched off is none', () => {
    expect(verdictWith('health-checked', { healthcheck: ['NONE'], hasHealth: false })).toBe('warn');
  });
});

describe('namespaces', () => {
  test('of the host, through another container too', () => {
    const first = { ...GOOD, id: 'a'.repeat(64), name: 'first', networkMode: 'host' };
    const second = { ...GOOD, name: 'second', networkMode: `container:${first.id}` };
    expect(outcomeOf('own-network-namespace', { containers: [first, second] })).toMatchObject({
      findings: [{ subject: 'first' }, { subject: 'second' }],
    });
  });

  test('two containers that name each other end the search', () => {
    const one = { ...GOOD, id: 'a'.repeat(64), name: 'one', pidMode: 'container:two' };
    const two = { ...GOOD, id: 'b'.repeat(64), name: 'two', pidMode: 'container:one' };
    expect(verdictOf('own-pid-namespace', { containers: [one, two] })).toBe('pass');
  });
});

describe('SSH servers', () => {
  test('are found by the process in the container, never by a word in a command line', () => {
    const running = seen([GOOD.id]);
    expect(verdictOf('no-ssh-server', { host: { sshServers: running } })).toBe('warn');
    expect(verdictWith('no-ssh-server', { command: ['/bin/grep', 'sshd'] })).toBe('pass');
    expect(verdictWith('no-ssh-server', { command: ['/usr/sbin/sshd', '-D'] })).toBe('warn');
  });

  test('unseen processes are no pass', () => {
    expect(verdictOf('no-ssh-server', { host: { sshServers: unseen('why') } })).toBe('unknown');
  });
});

test('a container of an image whose name moved on is told', () => {
  const containers = [{ ...GOOD, image: 'docklab/base:1', imageId: 'sha256:old' }];
  expect(outcomeOf('latest-image', { containers })).toMatchObject({
    is: 'note',
    findings: [{ subject: GOOD.name }],
  });
});
