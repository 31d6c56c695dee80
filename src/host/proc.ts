/** Pure parsers of the kernel's own text: `/proc/PID/status`, `mountinfo`, `cgroup`, `environ`. See proc(5), cgroups(7). */

/** Real, effective, saved and filesystem ids, in the engine host's initial user namespace. */
export interface Ids {
  real: number;
  effective: number;
  saved: number;
  fs: number;
}

export interface ProcessStatus {
  name: string;
  pid: number;
  /** Its parent; 0 for one that is not in this pid namespace. */
  parent: number;
  uid: Ids;
  gid: Ids;
  groups: readonly number[];
  noNewPrivs: boolean;
  /** 0 disabled, 1 strict, 2 filter. */
  seccomp: number;
  /** Capability masks by set. */
  caps: {
    inheritable: bigint;
    permitted: bigint;
    effective: bigint;
    bounding: bigint;
    ambient: bigint;
  };
}

export interface MountEntry {
  /** `MAJOR:MINOR` of the filesystem's device; major 0 where no disk of its own is below it. */
  device: string;
  /** Path inside the filesystem that is mounted (the source of a bind mount). */
  root: string;
  target: string;
  fsType: string;
  source: string;
  /** Per-mount options: `ro`, `nosuid`, `noexec`, … */
  options: readonly string[];
  /** Per-superblock options: `rw`, `size=1024k`, … */
  superOptions: readonly string[];
}

function fields(text: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) map.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return map;
}

function ids(line: string): Ids {
  const [real = -1, effective = -1, saved = -1, fs = -1] = line.split(/\s+/).map(Number);
  return { real, effective, saved, fs };
}

const SETS = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd'];

/** Whether the text says who the process is and what it may do: a cut one must not read as "no capabilities". */
function isWhole(map: ReadonlyMap<string, string>): boolean {
  return (
    map.has('Uid') && map.has('Gid') && SETS.every((set) => /^[0-9a-f]+$/i.test(map.get(set) ?? ''))
  );
}

/** Parses `/proc/PID/status`; undefined when the text is not a whole one (the process ended while it was read). */
export function parseStatus(text: string): ProcessStatus | undefined {
  const map = fields(text);
  if (!isWhole(map)) return undefined;
  // Kernels before 4.3 have no ambient set.
  const mask = (key: string) => BigInt(`0x${map.get(key) || '0'}`);
  return {
    name: map.get('Name') ?? '',
    pid: Number(map.get('Pid') ?? -1),
    parent: Number(map.get('PPid') ?? 0),
    uid: ids(map.get('Uid') ?? ''),
    gid: ids(map.get('Gid') ?? ''),
    groups: (map.get('Groups') ?? '').split(/\s+/).filter(Boolean).map(Number),
    noNewPrivs: map.get('NoNewPrivs') === '1',
    seccomp: Number(map.get('Seccomp') ?? 0),
    caps: {
      inheritable: mask('CapInh'),
      permitted: mask('CapPrm'),
      effective: mask('CapEff'),
      bounding: mask('CapBnd'),
      ambient: mask('CapAmb'),
    },
  };
}

const unescapePath = (path: string) =>
  path.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );

/** Parses `/proc/PID/mountinfo`, in the kernel's order: a later entry on the same target hides an earlier one. */
export function parseMountinfo(text: string): MountEntry[] {
  const entries: MountEntry[] = [];
  for (const line of text.split('\n')) {
    const [left, right] = line.split(' - ');
    if (left === undefined || right === undefined) continue;
    const [, , device, root, target, options] = left.split(' ');
    const [fsType, source, superOptions] = right.split(' ');
    if (root === undefined || target === undefined || fsType === undefined) continue;
    entries.push({
      device: device ?? '',
      root: unescapePath(root),
      target: unescapePath(target),
      fsType,
      source: unescapePath(source ?? ''),
      options: (options ?? '').split(','),
      superOptions: (superOptions ?? '').split(','),
    });
  }
  return entries;
}

/** Parses `/proc/PID/cgroup`: controller (empty string for v2) to path. */
export function parseCgroup(text: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, controllers, ...path] = line.split(':');
    if (controllers === undefined || path.length === 0) continue;
    for (const controller of controllers.split(',')) map.set(controller, path.join(':'));
  }
  return map;
}

/** Parses `/proc/PID/environ` or `cmdline`: NUL-separated strings. */
export function parseNulList(text: string): string[] {
  return text.split('\0').filter((part) => part !== '');
}

/** `net:[4026531840]` to `4026531840`; undefined when it is no namespace link. */
export function parseNamespaceLink(link: string): string | undefined {
  return /^[a-z_]+:\[(\d+)\]$/.exec(link)?.[1];
}
