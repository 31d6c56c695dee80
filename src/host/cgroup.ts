/** Pure parsers of cgroup files, of version 1 (cgroup-v1/*.rst in the kernel's documentation) and 2 (cgroup-v2.rst). */

/** Version 1 says "no limit" by the largest count of pages that fits; nobody has a memory of this many bytes. */
const MORE_THAN_ANY_MEMORY = 2 ** 60;

/** `memory.max`, `memory.limit_in_bytes`, `pids.max`: Infinity where nothing is limited; undefined when it is no number. */
export function parseLimit(text: string): number | undefined {
  const word = text.trim();
  if (word === 'max' || word === '-1') return Infinity;
  if (!/^\d+$/.test(word)) return undefined;
  const value = Number(word);
  return value >= MORE_THAN_ANY_MEMORY ? Infinity : value;
}

/** `cpu.cfs_quota_us` and `cpu.cfs_period_us` of version 1, in CPUs. */
export function parseCpuQuota(quota: string, period: string): number | undefined {
  return cpus(quota.trim(), period.trim());
}

/** `cpu.max` of version 2 (`50000 100000`, `max 100000`), in CPUs. */
export function parseCpuMax(text: string): number | undefined {
  const [quota = '', period = ''] = text.trim().split(/\s+/);
  return cpus(quota, period);
}

function cpus(quota: string, period: string): number | undefined {
  if (quota === 'max' || quota === '-1') return Infinity;
  const share = Number(quota) / Number(period);
  return quota !== '' && Number.isFinite(share) && share > 0 ? share : undefined;
}

/** Flat keyed files: `cpu.stat`, `memory.events`, `pids.events`, `memory.oom_control`. */
export function parseKeyed(text: string): ReadonlyMap<string, number> {
  const map = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, key, value] = /^(\w+) (\d+)$/.exec(line.trim()) ?? [];
    if (key !== undefined) map.set(key, Number(value));
  }
  return map;
}

/** Bytes a second by disk (`MAJOR:MINOR`); a disk that is not in it has no limit. */
export type DiskRates = ReadonlyMap<string, number>;

/** `blkio.throttle.write_bps_device` of version 1. */
export function parseThrottle(text: string): DiskRates {
  const pairs = [...text.matchAll(/^(\d+:\d+) (\d+)$/gm)];
  return new Map(pairs.map(([, disk = '', rate]) => [disk, Number(rate)]));
}

/** Written bytes in `io.max` of version 2: `8:0 rbps=max wbps=1048576 riops=max wiops=max`. */
export function parseIoMax(text: string): DiskRates {
  const pairs = [...text.matchAll(/^(\d+:\d+) .*\bwbps=(\d+)/gm)];
  return new Map(pairs.map(([, disk = '', rate]) => [disk, Number(rate)]));
}

/** A line of version 1's `devices.list`: `c 1:3 rwm`, `b *:* m`, `a *:* rwm`. */
export interface DeviceRule {
  /** `a`: both kinds. */
  type: 'a' | 'b' | 'c';
  /** `1:3`, `136:*`, `*:*`. */
  numbers: string;
  /** Of `r` read, `w` write and `m` make the node. */
  access: string;
}

export function parseDeviceRules(text: string): DeviceRule[] {
  return [...text.matchAll(/^([abc]) ((?:\d+|\*):(?:\d+|\*)) ([rwm]+)$/gm)].map(
    ([, type, numbers = '', access = '']) => ({
      type: type === 'a' || type === 'b' ? type : 'c',
      numbers,
      access,
    }),
  );
}
