/**
 * The outer ceiling: one parent cgroup above every container that docklab launches, with hard limits,
 * so that no lab can starve its host whatever runs in it.
 */
import type { Engine, EngineInfo } from '../host/engine.ts';
import { BASE_IMAGE, LABEL } from './names.ts';

export interface Ceiling {
  /** As the engine wants it: `/docklab` for cgroupfs, `docklab.slice` for systemd. */
  parent: string;
  memoryBytes: number;
  pids: number;
  /** Share of all CPUs, in hundredths of one CPU. */
  cpuPercent: number;
}

const GIB = 1024 ** 3;

const PARENT = { cgroupfs: '/docklab', systemd: 'docklab.slice' } as const;

/** Where the ceiling is in the tree of cgroups, whichever way the engine names it. */
export const CEILINGS: readonly string[] = [PARENT.cgroupfs, `/${PARENT.systemd}`];

/** Half of the memory up to 2 GiB, 1,024 processes, three quarters of the CPUs; undefined where the engine cannot place containers (rootless without delegation). */
export function ceilingFor(info: EngineInfo): Ceiling | undefined {
  if (info.rootless || info.cgroupDriver === 'none') return undefined;
  return {
    parent: PARENT[info.cgroupDriver],
    memoryBytes: Math.min(2 * GIB, Math.floor(info.memoryBytes / 2)),
    pids: 1024,
    cpuPercent: Math.max(50, Math.floor(info.cpus * 75)),
  };
}

/** Files to write below the cgroup mount, in order; each answers with what the kernel then says. */
export function ceilingWrites(
  ceiling: Ceiling,
  version: 1 | 2,
): readonly (readonly [string, string])[] {
  const dir = ceiling.parent.replace(/^\//, '');
  const quota = String(ceiling.cpuPercent * 1000);
  if (version === 2)
    return [
      [`${dir}/memory.max`, String(ceiling.memoryBytes)],
      [`${dir}/memory.swap.max`, '0'],
      [`${dir}/pids.max`, String(ceiling.pids)],
      [`${dir}/cpu.max`, `${quota} 100000`],
    ];
  return [
    [`memory/${dir}/memory.limit_in_bytes`, String(ceiling.memoryBytes)],
    [`memory/${dir}/memory.memsw.limit_in_bytes`, String(ceiling.memoryBytes)],
    [`pids/${dir}/pids.max`, String(ceiling.pids)],
    [`cpu/${dir}/cpu.cfs_period_us`, '100000'],
    [`cpu/${dir}/cpu.cfs_quota_us`, quota],
  ];
}

// Swap accounting may be off in the kernel: its files are then absent and there is nothing to limit.
const SCRIPT = `
set -u
while IFS=' ' read -r file value; do
  [ -n "$file" ] || continue
  dir=/cgroup/\${file%/*}
  mkdir -p "$dir" || { echo "cannot make $dir"; exit 1; }
  case "$file" in *swap*|*memsw*) [ -e "/cgroup/$file" ] || continue;; esac
  echo "$value" > "/cgroup/$file" || { echo "cannot write $file"; exit 1; }
done
`;

/**
 * Writes the ceiling through a short helper container (root of the engine's host owns the cgroup files; the learner
 * need not be root) and returns what went wrong in words, or undefined when the kernel took every limit.
 */
export async function raiseCeiling(
  engine: Engine,
  info: EngineInfo,
  ceiling: Ceiling,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const lines = ceilingWrites(ceiling, info.cgroupVersion)
    .map(([file, value]) => `${file} ${value}`)
    .join('\n');
  const enable =
    info.cgroupVersion === 2
      ? 'for c in memory pids cpu; do echo "+$c" > /cgroup/cgroup.subtree_control 2>/dev/null; done\n'
      : '';
  const result = await engine.run(
    {
      image: BASE_IMAGE,
      labels: { [LABEL.role]: 'probe' },
      command: ['sh', '-c', `${enable}printf '%s\\n' "$LINES" | { ${SCRIPT} }`],
      env: { LINES: lines },
      mounts: [{ type: 'bind', source: '/sys/fs/cgroup', target: '/cgroup', readonly: false }],
      networkMode: 'none',
      cgroupnsMode: 'host',
      usernsMode: 'host',
      readonlyRoot: true,
      capDrop: ['ALL'],
      // The root folder of a v1 controller is read-only by mode, even for its owner.
      capAdd: ['DAC_OVERRIDE'],
      securityOpt: ['no-new-privileges', 'apparmor=unconfined', 'label=disable'],
      pidsLimit: 32,
      memoryBytes: 64 * 1024 * 1024,
    },
    { timeoutMs: 15_000, maxBytes: 4096 },
    signal,
  );
  if (result.is === 'exited' && result.code === 0) return undefined;
  if (result.is === 'not-started') return result.reason;
  return `${result.stdout}${result.stderr}`.trim() || 'the helper gave no answer';
}
