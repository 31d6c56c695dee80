/** What is known about an engine and its host before anything is judged. All text in it is hostile. */
import type { FileStat } from '../host/facts.ts';

/** A fact that was looked for: seen, or why it could not be. */
export type Seen<T> = { is: 'seen'; value: T } | { is: 'unseen'; why: string };

export const seen = <T>(value: T): Seen<T> => ({ is: 'seen', value });
export const unseen = (why: string): { is: 'unseen'; why: string } => ({ is: 'unseen', why });

export interface MountFacts {
  type: string;
  /** Name of the volume; empty for anything else. */
  name: string;
  source: string;
  target: string;
  driver: string;
  /** As it was asked for: `ro,z`. */
  mode: string;
  writable: boolean;
  propagation: string;
}

export interface PortFacts {
  /** `8080/tcp` */
  container: string;
  /** Empty: the engine's own choice. */
  hostIp: string;
  /** 0: any free port. */
  hostPort: number;
}

/** A container as the engine tells it, running or not. */
export interface ContainerFacts {
  id: string;
  name: string;
  image: string;
  imageId: string;
  labels: readonly string[];
  isRunning: boolean;
  command: readonly string[];
  user: string;
  privileged: boolean;
  readonlyRoot: boolean;
  capAdd: readonly string[];
  securityOpt: readonly string[];
  appArmorProfile: string;
  selinuxLabel: string;
  pidMode: string;
  ipcMode: string;
  utsMode: string;
  usernsMode: string;
  networkMode: string;
  cgroupParent: string;
  memory: number;
  cpuShares: number;
  nanoCpus: number;
  cpuQuota: number;
  /** Undefined, 0 and -1 all mean none. */
  pidsLimit: number | undefined;
  restart: { name: string; retries: number };
  /** Devices of the host by their path. */
  devices: readonly string[];
  /** Rules about kinds of devices, and requests for drivers. */
  deviceRules: readonly string[];
  ulimits: readonly string[];
  mounts: readonly MountFacts[];
  /** Ports that are published now; none while it does not run. */
  ports: readonly PortFacts[];
  /** Ports that it asks for at every start. */
  wantedPorts: readonly PortFacts[];
  healthcheck: readonly string[];
  /** Whether the engine tells a health of it. */
  hasHealth: boolean;
  /** Names of its networks. */
  networks: readonly string[];
}

export interface ImageFacts {
  id: string;
  tags: readonly string[];
  /** Names of its environment variables; never their values. */
  envNames: readonly string[];
  /** Undefined when the image names none. */
  healthcheck: readonly string[] | undefined;
  /** Instructions, newest first, as they were written: with newlines. */
  history: readonly string[];
  /** What was noted beside each. */
  comments: readonly string[];
}

export interface NetworkFacts {
  id: string;
  name: string;
  driver: string;
  scope: string;
  options: Readonly<Record<string, string>>;
  /** Ids of the containers on it. */
  containers: readonly string[];
}

export interface SwarmFacts {
  /** `inactive`, `active`, `pending`, `locked`, `error`. */
  state: string;
  isManager: boolean;
  managers: number;
  nodes: number;
  autoLock: boolean;
  certDays: number;
  secrets: number;
}

/** What the engine says about itself. */
export interface EngineFacts {
  version: string;
  os: string;
  kernel: string;
  hostname: string;
  rootless: boolean;
  desktop: boolean;
  storageDriver: string;
  rootDir: string;
  loggingDriver: string;
  liveRestore: boolean;
  experimental: boolean;
  /** As the engine gives them: `name=seccomp,profile=default`. */
  securityOptions: readonly string[];
  insecureRegistries: readonly string[];
  authorization: readonly string[];
}

/** All that one round of questions to the engine's API brings. */
export interface EngineSurvey {
  engine: EngineFacts;
  swarm: SwarmFacts;
  containers: readonly ContainerFacts[];
  images: readonly ImageFacts[];
  networks: readonly NetworkFacts[];
  /** Volumes that are a folder of the host under a name: name to folder. */
  boundVolumes: Readonly<Record<string, string>>;
}

/** `daemon.json`: as the engine would read it. */
export type ConfigFile =
  | { is: 'absent'; path: string }
  | { is: 'parsed'; path: string; values: Readonly<Record<string, unknown>>; text: string }
  | { is: 'invalid'; path: string; why: string; text: string };

export interface DaemonFacts {
  pid: number;
  /** The user that it runs as: not root where it is rootless. */
  uid: number;
  argv: readonly string[];
  config: Seen<ConfigFile>;
}

export interface FileFacts {
  /** Where it really is: symlinks followed. */
  path: string;
  stat: FileStat;
}

export type FileAnswer =
  { is: 'file'; file: FileFacts } | { is: 'absent' } | { is: 'unseen'; why: string };

/** A rule of the kernel's audit system that watches a path. */
export interface AuditRule {
  path: string;
  /** Everything below is watched too. */
  below: boolean;
  /** Of `r`, `w`, `x` and `a`. */
  perms: string;
}

export interface AuditdFacts {
  isOn: boolean;
  rules: readonly AuditRule[];
}

export interface HostFacts {
  /** By the path that was asked for. */
  files: Seen<Readonly<Record<string, FileAnswer>>>;
  /** Certificates of registries, by path. */
  certificates: Seen<readonly FileFacts[]>;
  /** Where something is mounted. */
  mountPoints: Seen<readonly string[]>;
  group: Seen<{ gid: number; members: readonly string[] } | undefined>;
  audit: Seen<AuditdFacts>;
  daemon: Seen<DaemonFacts>;
  /** Ids of containers in which an SSH server runs. */
  sshServers: Seen<readonly string[]>;
  /** Addresses on which the swarm's management port is open, as the kernel writes them. */
  swarmListeners: Seen<readonly string[]>;
}

export interface AuditFacts extends EngineSurvey {
  host: HostFacts;
  /** DOCKER_CONTENT_TRUST of whoever runs the audit. */
  contentTrust: string;
}
