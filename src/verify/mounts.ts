/** Questions about a list of mounts (`Target.mounts`), answered as the kernel would. Pure. */
import type { FileStat } from '../host/facts.ts';
import type { MountEntry, ProcessStatus } from '../host/proc.ts';

/** The mount that a path is on: the longest target that holds it; of equal ones the last, which hides the others. */
export function mountOf(mounts: readonly MountEntry[], path: string): MountEntry | undefined {
  let found: MountEntry | undefined;
  for (const mount of mounts) {
    const prefix = mount.target === '/' ? '/' : `${mount.target}/`;
    if (path !== mount.target && !path.startsWith(prefix)) continue;
    if (found === undefined || mount.target.length >= found.target.length) found = mount;
  }
  return found;
}

/** Whether nothing can be written through this mount: the mount itself or its whole filesystem is read-only. */
export const isReadOnly = ({ options, superOptions }: MountEntry): boolean =>
  options.includes('ro') || superOptions.includes('ro');

const KERNELS = new Set(['proc', 'sysfs', 'cgroup', 'cgroup2', 'mqueue', 'devpts', 'devtmpfs']);
const MASKS_AND_DEVICES = /^\/(proc|sys|dev\/(null|zero|full|random|urandom|tty|console))(\/|$)/;

/** Mounts that can be written to and on which a file can be kept: no hidden ones, and none of the kernel's own. */
export const writableMounts = (mounts: readonly MountEntry[]): MountEntry[] =>
  mounts.filter(
    (mount) =>
      mountOf(mounts, mount.target) === mount &&
      !isReadOnly(mount) &&
      !KERNELS.has(mount.fsType) &&
      !MASKS_AND_DEVICES.test(mount.target),
  );

/** Which of `noexec`, `nosuid` and `nodev` a mount is without. */
export const lacksOf = ({ options }: MountEntry): string[] =>
  ['noexec', 'nosuid', 'nodev'].filter((option) => !options.includes(option));

const UNIT: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Bytes that a tmpfs may hold; undefined when it names no size, which means half of the machine's memory (tmpfs(5)). */
export function tmpfsBytes({ superOptions }: MountEntry): number | undefined {
  for (const option of superOptions) {
    const [, number, unit = ''] = /^size=(\d+)([kmg]?)$/.exec(option) ?? [];
    if (number !== undefined) return Number(number) * (UNIT[unit] ?? 1);
  }
  return undefined;
}

/** What a mount is, for a person: `a tmpfs`, `a volume (ext4)`, `a file or directory of the host (ext4)`. */
export function kindOf({ fsType, root }: MountEntry): string {
  if (fsType === 'tmpfs') return 'a tmpfs';
  return `${root.includes('/volumes/') ? 'a volume' : 'a file or directory of the host'} (${fsType})`;
}

const CAP_DAC_OVERRIDE = 1n << 1n;

/** Whether the permission bits let a process write, ids compared as the host has them; access lists are not looked at. */
export function mayWrite(
  { uid, gid, groups, caps }: ProcessStatus,
  file: Pick<FileStat, 'mode' | 'uid' | 'gid'>,
): boolean {
  if ((caps.effective & CAP_DAC_OVERRIDE) !== 0n) return true;
  if (uid.fs === file.uid) return (file.mode & 0o200) !== 0;
  if (gid.fs === file.gid || groups.includes(file.gid)) return (file.mode & 0o020) !== 0;
  return (file.mode & 0o002) !== 0;
}
