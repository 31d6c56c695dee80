import { describe, expect, test } from 'vitest';
import { seen, unseen } from '../../../src/audit/facts.ts';
import { asSwitch, flagsOf, socketsOf } from '../../../src/audit/settings.ts';
import { parseConfig } from '../../../src/app/audit/find-daemon.ts';
import { daemonOf, outcomeOf, verdictOf, verdictStarted } from './support.ts';

describe('the command line of the engine', () => {
  test('is read as the engine reads it', () => {
    const flags = flagsOf(
      'dockerd -H fd:// --host=tcp://0.0.0.0:1 --icc=false -D --log-level debug --tls x -l=warn'.split(
        ' ',
      ),
    );
    expect(Object.fromEntries(flags)).toEqual({
      host: ['fd://', 'tcp://0.0.0.0:1'],
      icc: ['false'],
      debug: ['true'],
      'log-level': ['debug', 'warn'],
      tls: ['true'],
    });
  });

  test.each([
    ['1', true],
    ['T', true],
    ['FALSE', false],
    ['0', false],
    [true, true],
    ['yes', undefined],
    [undefined, undefined],
  ])('%j as a switch is %s', (value, is) => {
    expect(asSwitch(value)).toBe(is);
  });

  test('sockets: the usual one, unless others are named', () => {
    expect(socketsOf(daemonOf(['dockerd']))).toEqual(['/run/docker.sock']);
    expect(socketsOf(daemonOf(['dockerd', '-H', 'unix:///var/run/x.sock']))).toEqual([
      '/run/x.sock',
    ]);
    expect(socketsOf(daemonOf(['dockerd'], {}, 1000))).toEqual(['/run/user/1000/docker.sock']);
    expect(socketsOf(daemonOf(['dockerd'], { hosts: ['fd://', 'tcp://:2376'] }))).toEqual([
      '/run/docker.sock',
    ]);
  });
});

describe('switches that say no', () => {
  test('--no-new-privileges=false is not on', () => {
    const slug = 'engine-no-new-privileges';
    expect(verdictStarted(slug, ['--no-new-privileges=false'])).toBe('warn');
    expect(verdictStarted(slug, ['--no-new-privileges'])).toBe('pass');
    expect(verdictStarted(slug, [], { 'no-new-privileges': true })).toBe('pass');
    expect(verdictStarted(slug, [], { 'no-new-privileges': false })).toBe('warn');
  });

  test('iptables', () => {
    expect(verdictStarted('iptables', ['--iptables=0'])).toBe('warn');
    expect(verdictStarted('iptables', [])).toBe('pass');
  });

  test('userland-proxy', () => {
    expect(verdictStarted('no-userland-proxy', ['--userland-proxy=f'])).toBe('pass');
    expect(verdictStarted('no-userland-proxy', ['--userland-proxy'])).toBe('warn');
  });
});

describe('the log level', () => {
  test.each([
    [['--log-level=debug'], {}, 'warn'],
    [['-l', 'warn'], {}, 'warn'],
    [['--log-level', 'info'], {}, 'pass'],
    [['-D'], {}, 'warn'],
    [[], { 'log-level': 'debug' }, 'warn'],
    [[], { debug: true }, 'warn'],
    [[], {}, 'pass'],
  ])('%j and %j: %s', (flags, values, verdict) => {
    expect(verdictStarted('log-level', flags, values)).toBe(verdict);
  });
});

describe('the network', () => {
  test('an engine that does not listen there has nothing to protect', () => {
    expect(verdictStarted('tls', [])).toBe('not-applicable');
    expect(verdictStarted('tls', ['-H', 'fd://'])).toBe('not-applicable');
  });

  test.each([
    [['-H', 'tcp://0.0.0.0:2375'], {}, 'warn'],
    [[], { hosts: ['unix:///run/docker.sock', 'tcp://0.0.0.0:2375'] }, 'warn'],
    [[], { hosts: ['tcp://0.0.0.0:2376'], tls: true }, 'warn'],
    [[], { hosts: ['tcp://0.0.0.0:2376'], tlsverify: true }, 'pass'],
    [['-H', 'tcp://:2376', '--tlsverify'], {}, 'pass'],
    [['-H', 'tcp://:2376', '--tlsverify=false'], {}, 'warn'],
  ])('%j and %j: %s', (flags, values, verdict) => {
    expect(verdictStarted('tls', flags, values)).toBe(verdict);
  });
});

describe('daemon.json', () => {
  test('cgroup-parent in it is seen', () => {
    expect(verdictStarted('default-cgroup-parent', [], { 'cgroup-parent': '/x' })).toBe('warn');
    expect(verdictStarted('default-cgroup-parent', ['--cgroup-parent=/x'])).toBe('warn');
    expect(verdictStarted('default-cgroup-parent', [])).toBe('pass');
  });

  test('storage options, ulimits', () => {
    expect(verdictStarted('base-device-size', [], { 'storage-opts': ['dm.basesize=9G'] })).toBe(
      'warn',
    );
    expect(verdictStarted('base-device-size', ['--storage-opt', 'dm.basesize=9G'])).toBe('warn');
    expect(verdictStarted('default-ulimits', [], { 'default-ulimits': {} })).toBe('note');
    expect(verdictStarted('default-ulimits', ['--default-ulimit', 'nofile=1:2'])).toBe('pass');
  });

  test.each(['{', '[]', '"x"', '{"a":1,}'])('%s never passes', (text) => {
    const config = parseConfig('/etc/docker/daemon.json', text);
    expect(config.is).toBe('invalid');
    const daemon = seen({ pid: 1, uid: 0, argv: ['dockerd'], config: seen(config) });
    expect(outcomeOf('log-level', { host: { daemon } })).toMatchObject({
      is: 'warn',
      findings: [{ saw: expect.stringContaining('is not valid') as string }],
    });
  });

  test('an empty file is as good as none', () => {
    expect(parseConfig('/x', ' \n').is).toBe('absent');
  });
});

test('settings that could not be seen are never a pass', () => {
  const host = { daemon: unseen('why') };
  for (const slug of ['log-level', 'iptables', 'tls', 'no-userland-proxy', 'base-device-size'])
    expect(outcomeOf(slug, { host })).toEqual({ is: 'unknown', why: 'why' });
});

describe('what the engine itself says is in force', () => {
  test.each([
    ['no-insecure-registries', { insecureRegistries: ['127.0.0.0/8'] }, 'pass'],
    ['no-insecure-registries', { insecureRegistries: ['127.0.0.0/8', 'r.example:5000'] }, 'warn'],
    ['no-aufs', { storageDriver: 'aufs' }, 'warn'],
    ['no-devicemapper', { storageDriver: 'devicemapper' }, 'warn'],
    ['no-devicemapper', { storageDriver: 'overlay2' }, 'pass'],
    ['user-namespaces', { securityOptions: ['name=userns'] }, 'pass'],
    ['user-namespaces', { securityOptions: [] }, 'warn'],
    ['authorization', { authorization: ['opa'] }, 'pass'],
    ['remote-logging', { loggingDriver: 'local' }, 'warn'],
    ['remote-logging', { loggingDriver: 'syslog' }, 'pass'],
    ['live-restore', { liveRestore: true }, 'pass'],
    ['live-restore', { liveRestore: false }, 'warn'],
    ['engine-seccomp', { securityOptions: ['name=seccomp,profile=default'] }, 'pass'],
    ['engine-seccomp', { securityOptions: ['name=seccomp,profile=unconfined'] }, 'warn'],
    ['engine-seccomp', { securityOptions: ['name=seccomp,profile=/x.json'] }, 'note'],
    ['engine-seccomp', { securityOptions: [] }, 'warn'],
    ['no-experimental', { experimental: true }, 'warn'],
    ['rootless-engine', { rootless: true }, 'pass'],
  ])('%s with %j: %s', (slug, engine, verdict) => {
    expect(verdictOf(slug, { engine })).toBe(verdict);
  });

  test('containers on the bridge', () => {
    expect(verdictOf('no-icc')).toBe('warn');
    const options = {
      'com.docker.network.bridge.default_bridge': 'true',
      'com.docker.network.bridge.enable_icc': 'false',
    };
    const bridge = { id: 'x', name: 'bridge', driver: 'bridge', scope: 'local', containers: [] };
    expect(verdictOf('no-icc', { networks: [{ ...bridge, options }] })).toBe('pass');
    expect(verdictOf('no-icc', { networks: [] })).toBe('not-applicable');
  });
});
