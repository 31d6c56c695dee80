/** What runs here against what is current: for `docklab doctor`. */
import type { Problem } from '../course/problem.ts';
import type { Versions } from '../course/versions.ts';
import type { EngineInfo } from '../host/engine.ts';
import { judgeVersion, type Running, type VersionVerdict } from './judge-version.ts';
import { dayOf, knownVersions } from './known-versions.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;
/** Data older than this are said to be old. */
const OLD_DAYS = 90;

export interface Comparison extends Running {
  readonly verdict: VersionVerdict;
}

export type VersionReport =
  | { is: 'none' }
  | { is: 'invalid'; problems: readonly Problem[] }
  | {
      is: 'compared';
      asOf: string;
      from: 'course' | 'fetched';
      ageDays: number;
      isOld: boolean;
      /** Whether newer data can be asked for. */
      canRefresh: boolean;
      comparisons: readonly Comparison[];
    };

/** `info` is undefined where no engine answers: then only docklab's own base image is compared. */
export async function reportVersions(
  world: Pick<World, 'reader' | 'files' | 'paths' | 'fetchText' | 'baseImage'>,
  info: EngineInfo | undefined,
  now: Date,
): Promise<VersionReport> {
  const known = await knownVersions(world, now);
  if (known.is !== 'known') return known;
  const { versions, from, refresh } = known;
  const ageDays = Math.floor((now.getTime() - Date.parse(versions.asOf)) / DAY_MS);
  const running = [
    ...(info === undefined ? [] : engineParts(info)),
    { product: 'busybox', version: world.baseImage.publicVersion } as const,
  ];
  return {
    is: 'compared',
    asOf: versions.asOf,
    from,
    ageDays,
    isOld: ageDays > OLD_DAYS,
    canRefresh: refresh !== undefined,
    comparisons: running.map((one) => compare(one, versions, now)),
  };
}

const compare = (running: Running, versions: Versions, now: Date): Comparison => ({
  ...running,
  verdict: judgeVersion(running, versions, dayOf(now)),
});

/** What an engine consists of, in the order from the outside to the kernel. */
export function engineParts(info: EngineInfo): Running[] {
  const { components, platform } = info;
  const part = (name: string) => components.find((one) => one.name === name);
  const engine = part('Engine');
  // Podman speaks the API too, and its numbers mean something else.
  const isOther = components.length > 0 && engine === undefined;
  const desktop = /^Docker Desktop (\d[\w.-]*)/.exec(platform)?.[1];
  return [
    ...(desktop === undefined ? [] : [{ product: 'desktop', version: desktop } as const]),
    { product: 'engine', version: isOther ? undefined : info.version, commit: engine?.commit },
    ...(['containerd', 'runc'] as const).map((product) => ({
      product,
      version: part(product)?.version,
      commit: part(product)?.commit,
    })),
    { product: 'kernel', version: info.kernel },
  ];
}
