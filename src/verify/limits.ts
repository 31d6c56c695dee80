/** What the kernel holds a container to: read from its cgroup and those above it, of version 1 or 2. */
import {
  parseCpuMax,
  parseCpuQuota,
  parseDeviceRules,
  parseIoMax,
  parseKeyed,
  parseLimit,
  parseThrottle,
  type DeviceRule,
  type DiskRates,
} from '../host/cgroup.ts';
import type { VerifierHost } from './contract.ts';
import type { Cgroups, Target } from './target.ts';

/** The tightest limit of the container's own cgroup and those above it; undefined: this kernel does not offer it here. */
export interface Limits {
  /** Bytes; Infinity without a limit, as with all that follow. */
  memory: number | undefined;
  /** Bytes of memory and swap together; undefined also where the kernel keeps no account of swap. */
  memoryAndSwap: number | undefined;
  pids: number | undefined;
  cpus: number | undefined;
  /** Written bytes a second. */
  writes: DiskRates | undefined;
}

/** How often the kernel enforced them since the container was made, and what it used. */
export interface Enforced {
  /** Processes killed because the cgroup, or one above it, was full. */
  oomKills: number;
  /** New processes refused. */
  forks: number;
  /** Periods in which the CPU was taken away. */
  throttled: number;
  /** Seconds of CPU time used. */
  cpuSeconds: number;
}

/** Texts of the files of one cgroup, by name. */
export type CgroupTexts = Readonly<Record<string, string>>;

/** Of each file its texts, from the container's own cgroup upwards. */
type Column = (file: string) => readonly string[];

const columns =
  (levels: readonly CgroupTexts[]): Column =>
  (file) =>
    levels.flatMap((level) => level[file] ?? []);

const least = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

const count = (texts: readonly string[], key: string): number =>
  texts.reduce((sum, text) => sum + (parseKeyed(text).get(key) ?? 0), 0);

const sum = (texts: readonly string[]): number =>
  texts.reduce((total, text) => total + (Number(text.trim()) || 0), 0);

const LIMIT_FILES = {
  memory: {
    1: ['memory.limit_in_bytes', 'memory.memsw.limit_in_bytes'],
    2: ['memory.max', 'memory.swap.max'],
  },
  pids: { 1: ['pids.max'], 2: ['pids.max'] },
  cpu: { 1: ['cpu.cfs_quota_us', 'cpu.cfs_period_us'], 2: ['cpu.max'] },
  blkio: { 1: ['blkio.throttle.write_bps_device'], 2: ['io.max'] },
} as const;

const ENFORCED_FILES = {
  memory: {
    1: ['memory.oom_control'],
    2: ['memory.events'],
  },
  pids: { 1: ['pids.events'], 2: ['pids.events'] },
  cpu: { 1: ['cpu.stat'], 2: ['cpu.stat'] },
  cpuacct: { 1: ['cpuacct.usage'], 2: [] },
} as const;

/** Limits from the texts of `LIMIT_FILES`, from the container's own cgroup upwards. */
export function limitsIn(levels: readonly CgroupTexts[]): Limits {
  const of = columns(levels);
  const memory = least([...of('memory.limit_in_bytes'), ...of('memory.max')].map(parseLimit));
  const swap = least(of('memory.swap.max').map(parseLimit));
  const together = least(of('memory.memsw.limit_in_bytes').map(parseLimit));
  const periods = of('cpu.cfs_period_us');
  const writes = [
    ...of('blkio.throttle.write_bps_device').map(parseThrottle),
    ...of('io.max').map(parseIoMax),
  ];
  return {
    memory,
    memoryAndSwap:
      together ?? (memory === undefined || swap === undefined ? undefined : memory + swap),
    pids: least(of('pids.max').map(parseLimit)),
    cpus: least([
      ...of('cpu.cfs_quota_us').map((quota, at) => parseCpuQuota(quota, periods[at] ?? '')),
      ...of('cpu.max').map(parseCpuMax),
    ]),
    writes: writes.length === 0 ? undefined : slowest(writes),
  };
}

function slowest(all: readonly DiskRates[]): DiskRates {
  const found = new Map<string, number>();
  for (const rates of all)
    for (const [disk, rate] of rates) found.set(disk, Math.min(rate, found.get(disk) ?? Infinity));
  return found;
}

/** What was enforced, from the texts of `ENFORCED_FILES`. */
export function enforcedIn(levels: readonly CgroupTexts[]): Enforced {
  const of = columns(levels);
  const own = columns(levels.slice(0, 1));
  return {
    oomKills: count([...own('memory.oom_control'), ...own('memory.events')], 'oom_kill'),
    forks: count(of('pids.events'), 'max'),
    throttled: count(of('cpu.stat'), 'nr_throttled'),
    cpuSeconds: sum(own('cpuacct.usage')) / 1e9 + count(own('cpu.stat'), 'usage_usec') / 1e6,
  };
}

type Files = Readonly<Record<string, Readonly<Record<Cgroups['version'], readonly string[]>>>>;

/** The files of all controllers, level by level. */
async function levelsOf(
  target: Target,
  host: Pick<VerifierHost, 'read'>,
  files: Files,
): Promise<CgroupTexts[]> {
  const wanted: { level: number; file: string; path: string }[] = [];
  for (const [controller, byVersion] of Object.entries(files)) {
    const { version, dirs } = await target.cgroups(controller);
    for (const [level, dir] of dirs.entries())
      for (const file of byVersion[version]) wanted.push({ level, file, path: `${dir}/${file}` });
  }
  const answers = await host.read(wanted.map(({ path }) => ({ get: 'text', path })));
  const levels: Record<string, string>[] = [];
  for (const [at, { level, file }] of wanted.entries()) {
    const answer = answers[at];
    const texts = (levels[level] ??= {});
    if (answer?.is === 'text') texts[file] = answer.text;
  }
  return levels;
}

/** What holds the container now, whoever wrote it there, without docklab's own ceiling above its labs. */
export const limitsOf = async (target: Target, host: Pick<VerifierHost, 'read'>): Promise<Limits> =>
  limitsIn(await levelsOf(target, host, LIMIT_FILES));

/** Counters that only grow: read them before and after what you watch. */
export const enforcedOn = async (
  target: Target,
  host: Pick<VerifierHost, 'read'>,
): Promise<Enforced> => enforcedIn(await levelsOf(target, host, ENFORCED_FILES));

/** Devices that the container may open; undefined with cgroup v2, whose rules are a program in the kernel that no file shows. */
export async function deviceRulesOf(
  target: Target,
  host: Pick<VerifierHost, 'read'>,
): Promise<DeviceRule[] | undefined> {
  const { version, dirs } = await target.cgroups('devices');
  if (version === 2 || dirs[0] === undefined) return undefined;
  const [list] = await host.read([{ get: 'text', path: `${dirs[0]}/devices.list` }]);
  return list?.is === 'text' ? parseDeviceRules(list.text) : undefined;
}
