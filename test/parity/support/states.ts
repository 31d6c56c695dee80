/** States of a host, made from a seed: settings, files, audit rules and containers, right and wrong in many ways. */
import { Dice } from './random.ts';

interface StateFile {
  path: string;
  text: string;
  mode: number;
  uid: number;
  gid: number;
}

export interface HostState {
  seed: number;
  /** Words of a process that mentions the daemon, newer than the daemon itself; undefined: there is none. */
  decoy: readonly string[] | undefined;
  files: readonly StateFile[];
  /** Folders and their modes. */
  folders: readonly { path: string; mode: number; uid: number }[];
  /** What auditctl prints; undefined: it is not installed. */
  auditctl: string | undefined;
  hasJq: boolean;
  contentTrust: string;
  /** Name of each, and options of `docker run`. */
  containers: readonly (readonly string[])[];
}

const MODES = [0o644, 0o600, 0o606, 0o666, 0o700, 0o440, 0o444, 0o400, 0o755, 0o640, 0o4644];

const SETTINGS: readonly (readonly [string, readonly unknown[]])[] = [
  ['icc', [true, false, null]],
  ['log-level', ['info', 'debug', 'warn', '']],
  ['iptables', [true, false]],
  ['insecure-registries', [[], ['r.example:5000'], ['a', 'b']]],
  ['hosts', [['unix:///run/x.sock'], ['unix:///run/x.sock', 'tcp://0.0.0.0:2375'], ['fd://']]],
  ['tls', [true, false]],
  ['tlsverify', [true, false]],
  ['tlscacert', ['/etc/docker/ca.pem', '/nowhere/ca.pem']],
  ['tlscert', ['/etc/docker/cert.pem']],
  ['tlskey', ['/etc/docker/key.pem', '']],
  ['default-ulimits', [{}, { nofile: { Name: 'nofile', Soft: 64, Hard: 64 } }]],
  ['userns-remap', ['', 'default']],
  ['cgroup-parent', ['/x']],
  ['storage-opts', [['dm.basesize=20G'], []]],
  ['authorization-plugins', [[], ['opa']]],
  ['no-new-privileges', [true, false]],
  ['userland-proxy', [true, false]],
  ['live-restore', [true]],
];

const FLAGS: readonly (readonly string[])[] = [
  ['--icc=false'],
  ['--icc', 'false'],
  ['--log-level=debug'],
  ['-l', 'info'],
  ['--iptables=false'],
  ['--insecure-registry=r.example:5000'],
  ['-H', 'tcp://0.0.0.0:2375'],
  ['--host=tcp://127.0.0.1:2376'],
  ['-H', 'unix:///run/x.sock'],
  ['-H=fd://'],
  ['--tlsverify'],
  ['--tls'],
  ['--tlscacert=/etc/docker/ca.pem'],
  ['--tlskey=/etc/docker/key.pem'],
  ['--userns-remap=default'],
  ['--cgroup-parent=/x'],
  ['--storage-opt=dm.basesize=9G'],
  ['--storage-opt', 'dm.basesize=9G'],
  ['--authorization-plugin=opa'],
  ['--no-new-privileges'],
  ['--no-new-privileges=false'],
  ['--live-restore'],
  ['--userland-proxy=false'],
  ['--userland-proxy=true'],
  ['--default-ulimit=nofile=1:2'],
  ['--config-file=/etc/docker/other.json'],
  ['--debug'],
];

const WATCHED = [
  '/usr/bin/dockerd',
  '/usr/bin/dockerd-rootless',
  '/run/containerd',
  '/var/lib/docker',
  '/var/lib/dockerish',
  '/etc/docker',
  '/etc/docker/daemon.json',
  '/usr/lib/systemd/system/docker.service',
  '/lib/systemd/system/docker.service',
  '/lib/systemd/system/docker.socket',
  '/etc/default/docker',
  '/etc/sysconfig/docker',
  '/etc/containerd/config.toml',
  '/usr/bin/containerd',
  '/usr/bin/containerd-shim',
  '/usr/bin/runc',
];

const OPTIONS: readonly (readonly string[])[] = [
  ['--user', '0'],
  ['--user', '0:0'],
  ['--user', 'root'],
  ['--user', '10001'],
  ['--cap-add', 'NET_RAW'],
  ['--cap-add', 'SYS_ADMIN'],
  ['--cap-add', 'chown'],
  ['--cap-drop', 'ALL'],
  ['--security-opt', 'seccomp=unconfined'],
  ['--security-opt', 'no-new-privileges'],
  ['--security-opt', 'no-new-privileges=false'],
  ['--security-opt', 'label=disable'],
  ['--read-only'],
  ['--memory', '32m'],
  ['--cpus', '0.5'],
  ['--cpu-shares', '512'],
  ['--cpu-quota', '50000'],
  ['--pids-limit', '50'],
  ['--pids-limit', '-1'],
  ['--restart', 'always'],
  ['--restart', 'on-failure:5'],
  ['--restart', 'on-failure:10'],
  ['--pid', 'host'],
  ['--ipc', 'host'],
  ['--uts', 'host'],
  ['--device', '/dev/null:/dev/x'],
  ['--ulimit', 'nofile=100:200'],
  ['-v', '/etc:/x'],
  ['-v', '/etc/hostname:/y:ro'],
  ['-v', '/usr:/z:ro'],
  ['-v', 'data:/boot'],
  ['-v', '/run/docker.sock:/s'],
  ['-v', '/srv:/srv:rslave'],
  ['--cgroup-parent', '/audit-test'],
  ['--health-cmd', 'true'],
  ['--userns', 'host'],
  ['--label', 'docker.bench.security=1'],
];

const NETWORKS = (port: number): readonly (readonly string[])[] => [
  ['--network', 'none'],
  ['--network', 'host'],
  ['--network', 'audit-net'],
  ['--network', 'bridge'],
  ['--network', 'audit-net', '-p', `127.0.0.1:${port}:80`],
  ['--network', 'audit-net', '-p', `${port}:80`],
  ['--network', 'audit-net', '-p', '127.0.0.1:1024:80'],
  ['--network', 'audit-net', '-p', `[::1]:${port}:80`],
];

/** Options of one kind exclude each other. */
const oneOfKind = (options: readonly (readonly string[])[]): string[][] => {
  const kinds = new Map<string, readonly string[]>();
  for (const option of options)
    kinds.set(
      option[0] === '-v' || option[0] === '--security-opt' ? option.join() : (option[0] ?? ''),
      option,
    );
  return [...kinds.values()].map((option) => [...option]);
};

function settingsText(dice: Dice): string | undefined {
  if (dice.chance(0.2)) return undefined;
  if (dice.chance(0.1)) return dice.one(['', '{"icc": false', '[]', '{}']);
  const values = Object.fromEntries(
    dice.some(SETTINGS, 0.3).map(([key, choices]) => [key, dice.one(choices)]),
  );
  return JSON.stringify(values, undefined, dice.one([undefined, 2, 4]));
}

const FILES = [
  '/etc/default/docker',
  '/etc/sysconfig/docker',
  '/etc/containerd/config.toml',
  '/etc/docker/ca.pem',
  '/etc/docker/cert.pem',
  '/etc/docker/key.pem',
  '/etc/docker/certs.d/r.example/ca.crt',
  '/etc/systemd/system/docker.service',
  '/etc/systemd/system/docker.socket',
];

function filesOf(dice: Dice, rules: string): StateFile[] {
  const file = (path: string, text: string): StateFile => ({
    path,
    text,
    mode: dice.one(MODES),
    uid: dice.one([0, 0, 0, 1000]),
    gid: dice.one([0, 0, 10]),
  });
  const settings = settingsText(dice);
  return [
    ...dice.some(FILES, 0.5).map((path) => file(path, 'x\n')),
    ...(settings === undefined ? [] : [file('/etc/docker/daemon.json', settings)]),
    ...(dice.chance(0.3) ? [file('/etc/docker/other.json', '{"icc": false}')] : []),
    ...(dice.chance(0.5) ? [file('/etc/audit/audit.rules', rules)] : []),
  ];
}

function rulesOf(dice: Dice): string {
  const lines = dice.some(WATCHED, 0.3).map((path) => {
    const comment = dice.chance(0.2) ? '#' : '';
    return dice.chance(0.7)
      ? `${comment}-w ${path} -p rwxa -k docker`
      : `${comment}-a always,exit -F path=${path} -F perm=wa`;
  });
  return `${lines.join('\n')}\n`;
}

export function stateOf(seed: number): HostState {
  const dice = new Dice(seed);
  const rules = rulesOf(dice);
  const containers = Array.from({ length: dice.one([0, 1, 2, 2, 3]) }, (_, index) => [
    `audit-test-${dice.one(['web', 'db', 'manilla'])}-${index}`,
    ...oneOfKind([
      ...dice.some(OPTIONS, 0.2),
      dice.one(NETWORKS(20_000 + seed * 10 + index)),
    ]).flat(),
  ]);
  return {
    seed,
    decoy: dice.chance(0.6) ? dice.some(FLAGS, 0.2).flat() : undefined,
    files: filesOf(dice, rules),
    folders: [
      {
        path: '/etc/docker',
        mode: dice.one([0o755, 0o700, 0o777, 0o707]),
        uid: dice.one([0, 1000]),
      },
    ],
    auditctl: dice.chance(0.6) ? rules : undefined,
    hasJq: dice.chance(0.7),
    contentTrust: dice.one(['', '1', 'true']),
    containers,
  };
}
