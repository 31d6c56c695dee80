/** The engine about itself. */
import type { Engine, EngineInfo } from '../../host/engine.ts';
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

/** `name=seccomp,profile=default` to `seccomp`. */
function securityNames(options: readonly string[]): string[] {
  return options.map((option) => /(?:^|,)name=([^,]+)/.exec(option)?.[1] ?? option);
}

function driverOf(name: string | undefined): EngineInfo['cgroupDriver'] {
  return name === 'systemd' || name === 'cgroupfs' ? name : 'none';
}

/** What `GET /info` and `GET /version` say, in the port's terms. */
export function toEngineInfo(info: RawInfo, apiVersion: string): EngineInfo {
  const security = securityNames(info.SecurityOptions ?? []);
  const os = info.OperatingSystem ?? '';
  return {
    version: info.ServerVersion ?? '',
    apiVersion,
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
          docker.version(),
        ]);
        return toEngineInfo(info, version.ApiVersion);
      }),
  };
}
