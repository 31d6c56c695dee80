/** The lab machine's pure parts: states, qemu's arguments, how it is reached, what its build and its boot say. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { AppEvent } from '../../../../src/app/events.ts';
import { bootStep } from '../../../../src/app/machine/boot.ts';
import { stepsOf } from '../../../../src/app/machine/build.ts';
import {
  dockerEnv,
  endpointOf,
  remoteWords,
  sshCommand,
} from '../../../../src/app/machine/connection.ts';
import {
  accelerationsOf,
  isBuilder,
  isMachine,
  probeCommand,
  qemuCommand,
  type MachinePlan,
} from '../../../../src/app/machine/qemu.ts';
import {
  parseImage,
  parsePorts,
  parseRecord,
  type MachineImage,
  type MachineRecord,
} from '../../../../src/app/machine/record.ts';
import { stateOf, type MachineSeen } from '../../../../src/app/machine/state.ts';
import { machinePaths } from '../../../../src/app/machine/world.ts';

const paths = machinePaths('/home/ann lee/data', '/home/ann lee/state');
const record: MachineRecord = {
  format: 1,
  phase: 'running',
  lsm: 'apparmor',
  acceleration: 'tcg',
  ports: { engine: 40_001, ssh: 40_002 },
  startedAt: '2026-11-25T12:00:00.000Z',
};
const booting: MachineRecord = { ...record, phase: 'booting' };
const image: MachineImage = {
  format: 1,
  suite: 'trixie',
  packagesOf: 'Sat, 21 Nov 2026 09:15:44 UTC',
  kernel: '6.12',
  engine: '26.1',
  builtAt: '2026-11-25T11:00:00Z',
};

describe('the state', () => {
  const nothing: MachineSeen = {
    image: undefined,
    record: undefined,
    isAlive: false,
    isAtWork: false,
  };
  test.each<[string, Partial<MachineSeen>, string]>([
    ['nothing at all', {}, 'absent'],
    ['an image', { image }, 'stopped'],
    ['an image, its record and its process', { image, record, isAlive: true }, 'running'],
    [
      'a process whose engine has not answered',
      { image, record: booting, isAlive: true },
      'cut-short',
    ],
    ['a process without a record', { image, isAlive: true }, 'cut-short'],
    ['a process without an image', { record, isAlive: true }, 'cut-short'],
    ['a record without a process', { image, record }, 'died'],
    ['a record of a boot without a process', { image, record: booting }, 'died'],
    ['another docklab at work', { image, record, isAlive: true, isAtWork: true }, 'changing'],
    ['another docklab that builds', { isAtWork: true }, 'changing'],
  ])('%s', (_, seen, is) => {
    expect(stateOf({ ...nothing, ...seen }).is).toBe(is);
  });
});

describe('what is on disk', () => {
  test('is read as it was written', () => {
    expect(parseRecord(JSON.stringify(record))).toEqual(record);
    expect(parseImage(JSON.stringify(image))).toEqual(image);
    expect(parsePorts(JSON.stringify(record.ports))).toEqual(record.ports);
  });
  test.each([
    undefined,
    '',
    '{',
    '[]',
    'null',
    JSON.stringify({ ...record, format: 2 }),
    JSON.stringify({ ...record, lsm: 'none' }),
    JSON.stringify({ ...record, ports: { engine: 0, ssh: 1 } }),
    JSON.stringify({ ...record, ports: { engine: 70_000, ssh: 1 } }),
    JSON.stringify({ ...record, ports: { engine: '1;id', ssh: 1 } }),
  ])('and is as good as lost when it is %s', (text) => {
    expect(parseRecord(text)).toBeUndefined();
  });
});

describe('the arguments of qemu', () => {
  const plan: MachinePlan = { ...record, paths, cpus: 2 };
  const after = (argv: readonly string[], name: string) =>
    argv.flatMap((word, index) => (word === name ? [argv[index + 1]] : []));

  test('publish on the loopback only, and keep the guest to itself', () => {
    const [net = ''] = after(qemuCommand(plan), '-netdev');
    expect(net.split(',')).toEqual([
      'user',
      'id=net',
      'restrict=on',
      'hostfwd=tcp:127.0.0.1:40001-:2376',
      'hostfwd=tcp:127.0.0.1:40002-:22',
    ]);
  });

  test.each([
    ['apparmor', /apparmor=1 security=apparmor$/, '/disks/apparmor.qcow2'],
    ['selinux', /selinux=1 security=selinux enforcing=1$/, '/disks/selinux.qcow2'],
  ] as const)('under %s boot it so, from a disk of its own', (lsm, words, disk) => {
    const argv = qemuCommand({ ...plan, lsm });
    expect(after(argv, '-append')[0]).toMatch(words);
    expect(after(argv, '-drive')).toEqual([
      `file=/home/ann lee/data/machine${disk},if=none,id=disk,format=qcow2`,
    ]);
    expect(argv.join(' ')).not.toContain('root.ext4');
  });

  test.each([
    ['kvm', 'kvm', 'host'],
    ['hvf', 'hvf', 'host'],
    ['tcg', 'tcg,thread=multi', 'Nehalem'],
  ] as const)('with %s', (acceleration, accel, cpu) => {
    for (const argv of [
      qemuCommand({ ...plan, acceleration }),
      probeCommand(paths, acceleration),
    ]) {
      expect(after(argv, '-accel')).toEqual([accel]);
      expect(after(argv, '-cpu')[0]).toContain(cpu);
    }
  });

  test.each([
    [0, '1'],
    [1, '1'],
    [3, '3'],
    [64, '4'],
  ])('of %i processors it gets %s', (cpus, given) => {
    expect(after(qemuCommand({ ...plan, cpus }), '-smp')).toEqual([given]);
  });

  test('a comma in a path ends no value', () => {
    const odd = machinePaths('/a,format=raw', '/s');
    const [drive = ''] = after(qemuCommand({ ...plan, paths: odd }), '-drive');
    expect(drive).toContain('file=/a,,format=raw/machine/disks/');
  });

  test.each([
    ['linux', true, ['kvm', 'tcg']],
    ['linux', false, ['tcg']],
    ['darwin', false, ['hvf', 'tcg']],
  ])('on %s (KVM: %s) there are %j to try', (platform, kvm, tried) => {
    expect(accelerationsOf(platform, kvm)).toEqual(tried);
  });
});

describe('its processes', () => {
  const other = machinePaths('/home/ann lee/data2', '/home/ann lee/state2');
  const argv = qemuCommand({ ...record, paths, cpus: 2 });
  test.each<[string, readonly string[], boolean]>([
    ['its qemu', argv, true],
    ['its qemu, by its path', [`/usr/bin/${argv[0]}`, ...argv.slice(1)], true],
    ['the same, cut at every space', argv.join(' ').split(' '), true],
    ['another machine', qemuCommand({ ...record, paths: other, cpus: 2 }), false],
    ['a probe', probeCommand(paths, 'kvm'), false],
    ['someone who reads its console', ['tail', '-f', paths.console], false],
    ['a shell that names qemu', ['sh', '-c', argv.join(' ')], false],
    ['nothing', [], false],
  ])('%s', (_, process, is) => {
    expect(isMachine(paths)(process)).toBe(is);
  });

  test('a builder is known by where it builds', () => {
    const build = ['bash', '/x/build.sh', paths.making, '8G', '1000'];
    expect(isBuilder(paths)(build)).toBe(true);
    expect(isBuilder(other)(build)).toBe(false);
    expect(isBuilder(paths)(['ls', paths.making])).toBe(false);
  });
});

describe('how it is reached', () => {
  test('a Docker client needs three variables', () => {
    expect(dockerEnv(endpointOf(paths, record))).toEqual({
      DOCKER_HOST: 'tcp://127.0.0.1:40001',
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: '/home/ann lee/data/machine/image/certs',
    });
  });

  test('ssh trusts the one key, and asks nothing', () => {
    const argv = sshCommand(paths, record, 'learner');
    expect(argv.at(-1)).toBe('learner@127.0.0.1');
    expect(argv).toEqual(
      expect.arrayContaining([
        'StrictHostKeyChecking=yes',
        'BatchMode=yes',
        'UserKnownHostsFile="/home/ann lee/data/machine/image/ssh/known_hosts"',
        '40002',
      ]),
    );
  });

  test.each([
    [['id']],
    [['printf', '%s', 'a  b', '']],
    [["it's", '$HOME', '`id`', '"', '\\', '*', ';', '-n', 'x\ny']],
  ])('the words %j are the same words for a shell', (argv) => {
    const script = `for word in ${remoteWords(argv)}; do printf '%s\\0' "$word"; done`;
    const heard = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(heard.split('\0').slice(0, -1)).toEqual(argv);
  });
});

describe('progress', () => {
  test('a build tells its steps, and what they print', () => {
    const told: AppEvent[] = [];
    const { heard, last } = stepsOf((event) => told.push(event));
    for (const line of ['', '== First', 'I: downloading', '== Second', 'E: \u001b[31mno\u001b[0m'])
      heard(line);
    expect(told).toEqual([
      { is: 'step', step: 'First', fraction: 0, amount: 'step 1 of 6' },
      { is: 'step', step: 'First', fraction: 0, amount: 'step 1 of 6', line: 'I: downloading' },
      { is: 'step', step: 'Second', fraction: 1 / 6, amount: 'step 2 of 6' },
      { is: 'step', step: 'Second', fraction: 1 / 6, amount: 'step 2 of 6', line: 'E: no' },
    ]);
    expect(last()).toEqual(['First', 'I: downloading', 'Second', 'E: no']);
  });

  test.each([
    ['', 0],
    ['[    1.0] Linux\n', 0],
    ['docklab: disk\n', 1],
    ['docklab: disk\n[!p]104docklab: system\n', 2],
    ['docklab: disk\ndocklab: system\ndocklab: engine\n', 3],
  ])('of a console that says %j', (console, step) => {
    expect(bootStep(console)).toBe(step);
  });
});
