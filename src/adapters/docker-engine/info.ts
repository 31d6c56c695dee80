/** The engine about itself. */
import type { Engine, EngineComponent, EngineInfo } from '../../host/engine.ts';
import { oneLine } from '../../host/sanitise.ts';
import { LIMIT, type Call } from './call.ts';

/** Fields of `GET /info` that docklab reads; older engines leave some out. */
interface RawInfo {
  ServerVersion?: string;
  OperatingSystem?: string;
  KernelVersion?: string;
  Architecture?: string;
  Name?: string;
  CgroupVersion?: string;
  CgroupDriver?: string;
  Driver?: string;
  SecurityOptions?: string[] | null;
  NCPU?: number;
  MemTotal?: number;
}

/** Fields of `GET /version`; engines before 18.06, and others that speak the API, leave most out. */
interface RawVersion {
  ApiVersion: string;
  Platform?: { Name?: string } | null;
  Components?:
    ({ Name?: string; Version?: string; Details?: { GitCommit?: string } | null } | null)[] | null;
}

/** More than any engine has. */
const MOST_COMPONENTS = 20;
const WORD = 100;

function componentsOf({ Components }: RawVersion): EngineComponent[] {
  return (Components ?? []).slice(0, MOST_COMPONENTS).map((component) => ({
    name: oneLine(component?.Name ?? '', WORD),
    version: oneLine(component?.Version ?? '', WORD),
    commit: oneLine(component?.Details?.GitCommit ?? '', WORD),
  }));
}

/** `name=seccomp,profile=default` to `seccomp`. */
function securityNames(options: readonly string[]): string[] {
  return options.map((option) => /(?:^|,)name=([^,]+)/.exec(option)?.[1] ?? option);
}

function driverOf(name: string | undefined): EngineInfo['cgroupDriver'] {
  return name === 'systemd' || name === 'cgroupfs' ? name : 'none';
}

/** What `GET /info` and `GET /version` say, in the port's terms. */
export function toEngineInfo(info: RawInfo, version: RawVersion): EngineInfo {
  const security = securityNames(info.SecurityOptions ?? []);
  const os = info.OperatingSystem ?? '';
  return {
    version: info.ServerVersion ?? '',
    apiVersion: version.ApiVersion,
    platform: oneLine(version.Platform?.Name ?? '', WORD),
    components: componentsOf(version),
    os,
    kernel: info.KernelVersion ?? '',
    architecture: info.Architecture ?? '',
    name: info.Name ?? '',
    cgroupVersion: info.CgroupVersion === '2' ? 2 : 1,
    cgroupDriver: driverOf(info.CgroupDriver),
    storageDriver: info.Driver ?? '',
    rootless: security.includes('rootless'),
    desktop: os.includes('Docker Desktop'),
    userns: security.includes('userns'),
    security,
    cpus: info.NCPU ?? 0,
    memoryBytes: info.MemTotal ?? 0,
  };
}

export function infoOf(call: Call): Pick<Engine, 'info'> {
  return {
    info: (signal) =>
      call({ doing: 'say what it is', timeoutMs: LIMIT.look, signal }, async (docker) => {
        const [info, version] = await Promise.all([
          docker.info() as Promise<RawInfo>,
          docker.version() as Promise<RawVersion>,
        ]);
        return toEngineInfo(info, version);
      }),
  };
}
