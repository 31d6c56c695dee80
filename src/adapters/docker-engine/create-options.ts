/** From the port's container to the engine's: `POST /containers/create`. */
import type Dockerode from 'dockerode';
import type { ContainerSpec } from '../../host/engine.ts';

const NANOS_PER_CPU = 1e9;
const NANOS_PER_MS = 1e6;

/** The same object without the keys whose value is undefined: the engine's default is then its own. */
function known<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

const list = (values: readonly string[] | undefined) => (values ? [...values] : undefined);

/** `kept`: for `docker logs`, with a ceiling so that a talkative container cannot fill the disk. */
export type Logging = 'kept' | 'none';

const LOGGING: Record<Logging, Dockerode.HostConfig['LogConfig']> = {
  kept: { Type: 'json-file', Config: { 'max-size': '5m', 'max-file': '2' } },
  none: { Type: 'none', Config: {} },
};

/** The engine's options for a container of docklab's. */
export function createOptions(
  spec: ContainerSpec,
  logging: Logging,
): Dockerode.ContainerCreateOptions {
  return known<Dockerode.ContainerCreateOptions>({
    name: spec.name,
    Image: spec.image,
    Labels: { ...spec.labels },
    Cmd: list(spec.command),
    Entrypoint: list(spec.entrypoint),
    Env: spec.env && Object.entries(spec.env).map(([name, value]) => `${name}=${value}`),
    User: spec.user,
    WorkingDir: spec.workdir,
    Hostname: spec.hostname,
    ExposedPorts: spec.ports && Object.fromEntries(spec.ports.map((port) => [port.container, {}])),
    StopTimeout: spec.stopGraceSeconds,
    Healthcheck: spec.healthcheck && {
      Test: [...spec.healthcheck.test],
      Interval: spec.healthcheck.intervalMs * NANOS_PER_MS,
      Timeout: spec.healthcheck.timeoutMs * NANOS_PER_MS,
      Retries: spec.healthcheck.retries,
      StartPeriod: spec.healthcheck.startPeriodMs * NANOS_PER_MS,
    },
    ...stdin(spec),
    ...endpoint(spec),
    HostConfig: { ...hostConfig(spec), LogConfig: LOGGING[logging] },
  });
}

/** Standard input that closes with the one who attached: a helper must not outlive a docklab that was killed. */
function stdin(spec: ContainerSpec): Dockerode.ContainerCreateOptions {
  return spec.openStdin ? { OpenStdin: true, StdinOnce: true, AttachStdin: true } : {};
}

function endpoint(spec: ContainerSpec): Dockerode.ContainerCreateOptions {
  if (spec.networkMode === undefined || spec.aliases === undefined || spec.aliases.length === 0)
    return {};
  return {
    NetworkingConfig: { EndpointsConfig: { [spec.networkMode]: { Aliases: [...spec.aliases] } } },
  };
}

function hostConfig(spec: ContainerSpec): Dockerode.HostConfig {
  return known<Dockerode.HostConfig & { CgroupnsMode?: string | undefined }>({
    AutoRemove: spec.autoRemove,
    ReadonlyRootfs: spec.readonlyRoot,
    Privileged: spec.privileged,
    Init: spec.init,
    Tmpfs: spec.tmpfs && { ...spec.tmpfs },
    Mounts: spec.mounts?.map((mount) => ({
      Type: mount.type,
      Source: mount.source,
      Target: mount.target,
      ReadOnly: mount.readonly,
    })),
    CapAdd: list(spec.capAdd),
    CapDrop: list(spec.capDrop),
    SecurityOpt: list(spec.securityOpt),
    PidMode: spec.pidMode,
    IpcMode: spec.ipcMode,
    UTSMode: spec.utsMode,
    CgroupnsMode: spec.cgroupnsMode,
    UsernsMode: spec.usernsMode,
    NetworkMode: spec.networkMode,
    PortBindings:
      spec.ports &&
      Object.fromEntries(
        spec.ports.map((port) => [
          port.container,
          [{ HostIp: port.hostIp, HostPort: String(port.hostPort) }],
        ]),
      ),
    ...resources(spec),
    Sysctls: spec.sysctls && { ...spec.sysctls },
    RestartPolicy: spec.restart && { Name: spec.restart },
    CgroupParent: spec.cgroupParent,
  });
}

function resources(spec: ContainerSpec): Dockerode.HostConfig {
  return {
    Memory: spec.memoryBytes,
    MemorySwap: spec.memorySwapBytes,
    PidsLimit: spec.pidsLimit,
    NanoCpus: spec.cpus === undefined ? undefined : Math.round(spec.cpus * NANOS_PER_CPU),
    ShmSize: spec.shmBytes,
    Devices: spec.devices?.map((device) => ({
      PathOnHost: device.host,
      PathInContainer: device.container,
      CgroupPermissions: device.permissions,
    })),
    Ulimits: spec.ulimits?.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
  };
}
