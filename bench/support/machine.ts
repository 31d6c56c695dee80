import { availableParallelism, loadavg } from 'node:os';

/** What the numbers depend on, in one line; no name that tells whose machine it is. */
export function machineLine(): string {
  const load = loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
  const { platform, arch, version } = process;
  return `${availableParallelism()} cores, ${platform} ${arch}, Node ${version}, load ${load}`;
}
