/** From the engine's own JSON to the audit's facts. What is missing is empty, and every text is made safe to print. */
import type {
  ContainerFacts,
  EngineFacts,
  ImageFacts,
  NetworkFacts,
  PortFacts,
  SwarmFacts,
} from '../../audit/facts.ts';
import { oneLine, sanitise } from '../../host/sanitise.ts';
import type {
  RawBindings,
  RawContainer,
  RawImage,
  RawInfo,
  RawNetwork,
  RawStep,
  RawSwarm,
  RawVolume,
} from './raw.ts';

const MAX_TEXT = 4_096;
/** Nothing to make safe: most of what an engine says. */
const PLAIN = /^[\x21-\x7e]*$/;

const text = (value = ''): string =>
  value.length <= MAX_TEXT && PLAIN.test(value) ? value : oneLine(value, MAX_TEXT);
const texts = (values: readonly string[] | null | undefined): string[] => (values ?? []).map(text);

export function toEngine(info: RawInfo): EngineFacts {
  const securityOptions = texts(info.SecurityOptions);
  const os = text(info.OperatingSystem);
  const indexes = Object.entries(info.RegistryConfig?.IndexConfigs ?? {});
  return {
    version: text(info.ServerVersion),
    os,
    kernel: text(info.KernelVersion),
    hostname: text(info.Name),
    rootless: securityOptions.some((option) => option.includes('name=rootless')),
    desktop: os.includes('Docker Desktop'),
    storageDriver: text(info.Driver),
    rootDir: text(info.DockerRootDir) || '/var/lib/docker',
    loggingDriver: text(info.LoggingDriver),
    liveRestore: info.LiveRestoreEnabled ?? false,
    experimental: info.ExperimentalBuild ?? false,
    securityOptions,
    insecureRegistries: [
      ...texts(info.RegistryConfig?.InsecureRegistryCIDRs),
      ...indexes.filter(([, index]) => index?.Secure === false).map(([name]) => text(name)),
    ],
    authorization: texts(info.Plugins?.Authorization),
  };
}

const NANOSECONDS_A_DAY = 86_400e9;

export function toSwarm(info: RawInfo, swarm: RawSwarm | undefined, secrets: number): SwarmFacts {
  return {
    state: text(info.Swarm?.LocalNodeState) || 'inactive',
    isManager: info.Swarm?.ControlAvailable ?? false,
    managers: info.Swarm?.Managers ?? 0,
    nodes: info.Swarm?.Nodes ?? 0,
    autoLock: swarm?.Spec?.EncryptionConfig?.AutoLockManagers ?? false,
    certDays: Math.round((swarm?.Spec?.CAConfig?.NodeCertExpiry ?? 0) / NANOSECONDS_A_DAY),
    secrets,
  };
}

const ports = (bindings: RawBindings): PortFacts[] =>
  Object.entries(bindings ?? {}).flatMap(([container, all]) =>
    (all ?? []).map(({ HostIp, HostPort }) => ({
      container: text(container),
      hostIp: text(HostIp),
      // Of a range, its first.
      hostPort: Number.parseInt(HostPort || '0', 10),
    })),
  );

export function toContainer(raw: RawContainer): ContainerFacts {
  const { Config: config, State: state } = raw;
  return {
    id: text(raw.Id),
    name: text(raw.Name.replace(/^\//, '')),
    image: text(config?.Image),
    imageId: text(raw.Image),
    labels: Object.keys(config?.Labels ?? {}).map(text),
    isRunning: state?.Running ?? false,
    command: [text(raw.Path), ...texts(raw.Args)],
    user: text(config?.User),
    appArmorProfile: text(raw.AppArmorProfile),
    selinuxLabel: text(raw.ProcessLabel),
    mounts: (raw.Mounts ?? []).map((mount) => ({
      type: text(mount.Type),
      name: text(mount.Name),
      source: text(mount.Source),
      target: text(mount.Destination),
      driver: text(mount.Driver),
      mode: text(mount.Mode),
      writable: mount.RW ?? false,
      propagation: text(mount.Propagation),
    })),
    ports: ports(raw.NetworkSettings?.Ports),
    healthcheck: texts(config?.Healthcheck?.Test),
    hasHealth: state?.Health !== undefined && state.Health !== null,
    networks: Object.keys(raw.NetworkSettings?.Networks ?? {}).map(text),
    ...hostConfig(raw.HostConfig ?? {}),
  };
}

function hostConfig(host: NonNullable<RawContainer['HostConfig']>) {
  return {
    privileged: host.Privileged ?? false,
    readonlyRoot: host.ReadonlyRootfs ?? false,
    capAdd: texts(host.CapAdd),
    securityOpt: texts(host.SecurityOpt),
    pidMode: text(host.PidMode),
    ipcMode: text(host.IpcMode),
    utsMode: text(host.UTSMode),
    usernsMode: text(host.UsernsMode),
    networkMode: text(host.NetworkMode),
    cgroupParent: text(host.CgroupParent),
    memory: host.Memory ?? 0,
    cpuShares: host.CpuShares ?? 0,
    nanoCpus: host.NanoCpus ?? 0,
    cpuQuota: host.CpuQuota ?? 0,
    pidsLimit: host.PidsLimit ?? undefined,
    restart: {
      name: text(host.RestartPolicy?.Name),
      retries: host.RestartPolicy?.MaximumRetryCount ?? 0,
    },
    devices: (host.Devices ?? []).map(({ PathOnHost, CgroupPermissions }) =>
      text(`${PathOnHost} ${CgroupPermissions}`),
    ),
    deviceRules: deviceRules(host),
    ulimits: (host.Ulimits ?? []).map(
      ({ Name, Soft, Hard }) => `${text(Name)}=${Soft ?? 0}:${Hard ?? 0}`,
    ),
    wantedPorts: ports(host.PortBindings),
  };
}

const deviceRules = (host: NonNullable<RawContainer['HostConfig']>): string[] => [
  ...texts(host.DeviceCgroupRules),
  ...(host.DeviceRequests ?? []).map(({ Driver, Capabilities }) =>
    text(`${Driver || 'any driver'}: ${(Capabilities ?? []).flat().join(' ')}`),
  ),
];

export function toImage(raw: RawImage, history: readonly RawStep[]): ImageFacts {
  const test = raw.Config?.Healthcheck?.Test;
  return {
    id: text(raw.Id),
    tags: texts(raw.RepoTags),
    envNames: (raw.Config?.Env ?? []).map((entry) => text(entry.split('=')[0])),
    healthcheck: test ? texts(test) : undefined,
    history: history.map(({ CreatedBy }) => sanitise((CreatedBy ?? '').slice(0, MAX_TEXT))),
    comments: history.map(({ Comment }) => text(Comment)),
  };
}

export const toNetwork = (raw: RawNetwork): NetworkFacts => ({
  id: text(raw.Id),
  name: text(raw.Name),
  driver: text(raw.Driver),
  scope: text(raw.Scope),
  options: Object.fromEntries(
    Object.entries(raw.Options ?? {}).map(([key, value]) => [text(key), text(value)]),
  ),
  containers: Object.keys(raw.Containers ?? {}),
});

/** Volumes of the local driver that bind a folder under a name. */
export const toBoundVolumes = (volumes: readonly RawVolume[]): Record<string, string> =>
  Object.fromEntries(
    volumes.flatMap(({ Name, Options }) => {
      const isBind = /(^|,)r?bind(,|$)/.test(Options?.['o'] ?? '');
      return isBind && Options?.['device'] ? [[text(Name), text(Options['device'])]] : [];
    }),
  );
