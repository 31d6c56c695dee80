/** The arguments of qemu, and how its processes are known again. Pure. */
import { basename, join } from 'node:path';
import type { Acceleration, Lsm, MachinePorts } from './record.ts';
import type { MachinePaths } from './world.ts';

export const QEMU = 'qemu-system-x86_64';

/** What the machine gets of this one. */
export const MEMORY_MB = 2048;
const MOST_CPUS = 4;

/** What the kernel is told about itself: no security module but the one that was chosen. */
const LSM_WORDS: Readonly<Record<Lsm, string>> = {
  apparmor: 'apparmor=1 security=apparmor',
  selinux: 'selinux=1 security=selinux enforcing=1',
};

/** A processor for software emulation: what programs and images of today need (x86-64-v2), and little to emulate beyond it. */
const EMULATED_CPU = 'Nehalem,-x2apic';

export interface MachinePlan {
  paths: MachinePaths;
  lsm: Lsm;
  acceleration: Acceleration;
  /** Of this machine. */
  cpus: number;
  ports: MachinePorts;
}

/** The disk of a machine: what it writes, over the image that it only reads. One for each security module, since labels of files that one of them sets mean nothing to the other. */
export const diskOf = (paths: MachinePaths, lsm: Lsm): string => join(paths.disks, `${lsm}.qcow2`);

export function qemuCommand({ paths, lsm, acceleration, cpus, ports }: MachinePlan): string[] {
  const image = (name: string) => join(paths.image, name);
  const forwards = [
    `hostfwd=tcp:127.0.0.1:${ports.engine}-:2376`,
    `hostfwd=tcp:127.0.0.1:${ports.ssh}-:22`,
  ];
  return [
    bare(acceleration),
    ['-name', 'docklab-machine'],
    ['-smp', String(Math.max(1, Math.min(cpus, MOST_CPUS)))],
    ['-m', String(MEMORY_MB)],
    ['-drive', `file=${escaped(diskOf(paths, lsm))},if=none,id=disk,format=qcow2`],
    ['-device', 'virtio-blk-pci,drive=disk'],
    // restrict: it reaches nothing outside; only what comes through the forwarded ports is answered.
    ['-netdev', ['user', 'id=net', 'restrict=on', ...forwards].join(',')],
    ['-device', 'virtio-net-pci,netdev=net,romfile='],
    ['-device', 'virtio-rng-pci'],
    ['-serial', `file:${paths.console}`],
    ['-kernel', image('vmlinuz')],
    ['-initrd', image('initrd.gz')],
    ['-append', `console=ttyS0 quiet panic=-1 mitigations=off ${LSM_WORDS[lsm]}`],
  ].flat();
}

/** A machine without a disk that only says that it runs: whether this acceleration works here. */
export const probeCommand = (paths: MachinePaths, acceleration: Acceleration): string[] =>
  [
    bare(acceleration),
    ['-name', 'docklab-probe'],
    ['-smp', '1'],
    ['-m', '256'],
    ['-serial', 'stdio'],
    ['-kernel', join(paths.image, 'vmlinuz')],
    ['-initrd', join(paths.image, 'initrd.gz')],
    ['-append', 'console=ttyS0 quiet panic=-1 docklab.probe'],
  ].flat();

/** What such a machine says. */
export const PROBE_ANSWER = 'docklab: probe ok';

function bare(acceleration: Acceleration): string[] {
  const accel = acceleration === 'tcg' ? 'tcg,thread=multi' : acceleration;
  const cpu = acceleration === 'tcg' ? EMULATED_CPU : 'host';
  return [
    [QEMU, '-M', 'q35'],
    ['-accel', accel],
    ['-cpu', cpu],
    ['-nodefaults', '-no-user-config', '-no-reboot'],
    ['-display', 'none'],
  ].flat();
}

/** In an option of qemu a comma ends a value, unless it is doubled. */
const escaped = (path: string) => path.replaceAll(',', ',,');

/** Whether a process is this machine: qemu, writing its console where only this machine's goes. */
export const isMachine =
  (paths: MachinePaths) =>
  ([program = '', ...args]: readonly string[]): boolean =>
    basename(program) === QEMU && args.join(' ').includes(` file:${paths.console} `);

/** Whether a process builds this machine's image. */
export const isBuilder =
  (paths: MachinePaths) =>
  ([program = '', ...args]: readonly string[]): boolean =>
    ['bash', 'unshare'].includes(basename(program)) && args.includes(paths.making);

/** In the order in which they are tried; software emulation works everywhere. */
export function accelerationsOf(platform: string, mayUseKvm: boolean): Acceleration[] {
  if (platform === 'darwin') return ['hvf', 'tcg'];
  return mayUseKvm ? ['kvm', 'tcg'] : ['tcg'];
}
