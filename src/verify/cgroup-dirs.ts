import { parseCgroup } from '../host/proc.ts';
import { CEILINGS } from '../lab/ceiling.ts';
import type { Cgroups } from './target.ts';

/** The cgroups of a process for a controller, from its `/proc/PID/cgroup` as the host's cgroup namespace shows it. */
export function cgroupsIn(text: string, controller: string): Cgroups {
  const paths = parseCgroup(text);
  const v1 = paths.get(controller);
  // On a host of version 1 the unified path holds no controller: it says nothing of the container.
  if (v1 !== undefined) return { version: 1, dirs: upwards(`/sys/fs/cgroup/${controller}`, v1) };
  const unified = [...paths.keys()].every((name) => name === '');
  return { version: 2, dirs: unified ? upwards('/sys/fs/cgroup', paths.get('') ?? '/') : [] };
}

function upwards(mount: string, path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return parts
    .map((_, at) => `/${parts.slice(0, parts.length - at).join('/')}`)
    .filter((dir) => !CEILINGS.includes(dir))
    .map((dir) => `${mount}${dir}`);
}
