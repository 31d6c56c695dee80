/** From the engine's answers to the port's: `GET /containers/ID/json`. */
import type Dockerode from 'dockerode';
import type { ContainerInfo, Healthcheck, PortBinding } from '../../host/engine.ts';

const STATES = [
  'created',
  'running',
  'paused',
  'restarting',
  'removing',
  'exited',
  'dead',
] as const satisfies readonly ContainerInfo['state'][];
const HEALTHS = ['starting', 'healthy', 'unhealthy'] as const;

function oneOf<T extends string>(values: readonly T[], value: string | undefined): T | undefined {
  return values.find((one) => one === value);
}

/** The engine's account of one container in the port's terms. */
export function toContainerInfo(raw: Dockerode.ContainerInspectInfo): ContainerInfo {
  const { Config: config, HostConfig: host, State: state } = raw;
  return {
    id: raw.Id,
    name: raw.Name.replace(/^\//, ''),
    image: config.Image,
    imageId: raw.Image,
    labels: config.Labels ?? {},
    createdAt: new Date(raw.Created),
    startedAt: startedAt(state.StartedAt),
    state: oneOf(STATES, state.Status) ?? 'dead',
    health: oneOf(HEALTHS, state.Health?.Status) ?? 'none',
    failures: state.Health?.FailingStreak ?? 0,
    exitCode: state.ExitCode,
    startError: state.Error,
    pid: state.Pid,
    user: config.User,
    env: config.Env ?? [],
    command: [raw.Path, ...raw.Args],
    readonlyRoot: host.ReadonlyRootfs ?? false,
    privileged: host.Privileged ?? false,
    pidMode: host.PidMode ?? '',
    ipcMode: host.IpcMode ?? '',
    networkMode: host.NetworkMode ?? '',
    capAdd: host.CapAdd ?? [],
    capDrop: host.CapDrop ?? [],
    securityOpt: host.SecurityOpt ?? [],
    devices: devices(host),
    networks: Object.fromEntries(
      Object.entries(raw.NetworkSettings.Networks ?? {}).map(([name, network]) => [
        name,
        { ip: network.IPAddress },
      ]),
    ),
    mounts: (raw.Mounts ?? []).map((mount) => ({
      type: mount.Type,
      source: mount.Source,
      target: mount.Destination,
      writable: mount.RW,
    })),
    ports: ports(raw.NetworkSettings.Ports),
    autoRemove: host.AutoRemove ?? false,
    restart: {
      policy: host.RestartPolicy?.Name || 'no',
      most: host.RestartPolicy?.MaximumRetryCount ?? 0,
      count: raw.RestartCount,
    },
    healthcheck: healthcheck(config.Healthcheck),
  };
}

/** What Docker assumes where nothing is said; see the reference of the Dockerfile's HEALTHCHECK. */
const HEALTH = { ms: 30_000, retries: 3 };
const NANOSECONDS = 1_000_000;

function healthcheck(raw: Dockerode.HealthConfig | undefined): Healthcheck | undefined {
  const { Test: test = [], Interval, Timeout, Retries, StartPeriod } = raw ?? {};
  if (test.length === 0 || test[0] === 'NONE') return undefined;
  const ms = (nanoseconds: number | undefined) => (nanoseconds ?? 0) / NANOSECONDS;
  return {
    test,
    intervalMs: ms(Interval) || HEALTH.ms,
    timeoutMs: ms(Timeout) || HEALTH.ms,
    retries: Retries || HEALTH.retries,
    startPeriodMs: ms(StartPeriod),
  };
}

function devices(host: Dockerode.HostConfig): string[] {
  const named = (host.Devices ?? []) as { PathOnHost: string; CgroupPermissions: string }[];
  return [
    ...named.map(({ PathOnHost, CgroupPermissions }) => `${PathOnHost} ${CgroupPermissions}`),
    ...(host.DeviceCgroupRules ?? []),
  ];
}

/** The engine writes the year 1 for never. */
function startedAt(text: string): Date | undefined {
  const date = new Date(text);
  return date.getTime() > 0 ? date : undefined;
}

type RawPorts = Record<string, { HostIp: string; HostPort: string }[] | null>;

function ports(raw: RawPorts | null | undefined): PortBinding[] {
  return Object.entries(raw ?? {}).flatMap(([container, bindings]) =>
    (bindings ?? []).map((binding) => ({
      container,
      hostIp: binding.HostIp,
      hostPort: Number(binding.HostPort),
    })),
  );
}
