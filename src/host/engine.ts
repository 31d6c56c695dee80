/** The Engine port: what docklab asks of a Docker engine. Adapters implement it; only `main` builds one. */

/** Bytes and time that one call may use. */
export interface Limits {
  timeoutMs: number;
  maxBytes: number;
}

/** A program that an engine consists of, as it names it: `Engine`, `containerd`, `runc`. */
export interface EngineComponent {
  name: string;
  version: string;
  /** What it was built of; empty when it does not say. */
  commit: string;
}

export interface EngineInfo {
  version: string;
  apiVersion: string;
  /** Whose build it is, in its own words: `Docker Engine - Community`; empty for most distributions'. */
  platform: string;
  /** Empty for an engine that does not tell. Like everything here, text of somebody else. */
  components: readonly EngineComponent[];
  os: string;
  kernel: string;
  architecture: string;
  name: string;
  cgroupVersion: 1 | 2;
  cgroupDriver: 'cgroupfs' | 'systemd' | 'none';
  storageDriver: string;
  rootless: boolean;
  desktop: boolean;
  userns: boolean;
  /** Names as the engine reports them: `seccomp`, `apparmor`, `selinux`, … */
  security: readonly string[];
  cpus: number;
  memoryBytes: number;
}

export type Labels = Readonly<Record<string, string>>;

export interface PortBinding {
  /** `8080/tcp` */
  container: string;
  hostIp: string;
  hostPort: number;
}

/** What a container is configured to be; a hint, never a verdict (the kernel decides). */
export interface ContainerInfo {
  id: string;
  name: string;
  image: string;
  imageId: string;
  labels: Labels;
  createdAt: Date;
  /** When it was last started, by the engine's clock; undefined when it never was. */
  startedAt: Date | undefined;
  state: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  health: 'none' | 'starting' | 'healthy' | 'unhealthy';
  /** How often in a row its health check has failed now. */
  failures: number;
  exitCode: number;
  /** Why the engine could not start it, in the engine's words; empty when it could. Hostile text. */
  startError: string;
  /** Process id in the engine's own pid namespace; 0 when not running. */
  pid: number;
  user: string;
  env: readonly string[];
  command: readonly string[];
  readonlyRoot: boolean;
  privileged: boolean;
  pidMode: string;
  ipcMode: string;
  networkMode: string;
  capAdd: readonly string[];
  capDrop: readonly string[];
  securityOpt: readonly string[];
  /** Devices of the host that were asked for: `/dev/kmsg rwm`, or a rule such as `c 1:11 rwm`. */
  devices: readonly string[];
  /** By network name. */
  networks: Readonly<Record<string, { ip: string }>>;
  mounts: readonly { type: string; source: string; target: string; writable: boolean }[];
  ports: readonly PortBinding[];
  /** Removed by the engine when it ends. */
  autoRemove: boolean;
  /** What the engine does when it ends: `no`, `always`, `on-failure`, `unless-stopped`; how often at most (0 is without end), and how often it did since somebody started it. */
  restart: { policy: string; most: number; count: number };
  /** How the engine asks whether it is healthy; undefined where it does not. */
  healthcheck: Healthcheck | undefined;
}

/** `test` begins with `CMD` or `CMD-SHELL`. */
export interface Healthcheck {
  test: readonly string[];
  intervalMs: number;
  timeoutMs: number;
  retries: number;
  startPeriodMs: number;
}

/** What docklab asks the engine to create. Everything docklab creates carries labels. */
export interface ContainerSpec {
  name?: string;
  image: string;
  labels: Labels;
  command?: readonly string[];
  entrypoint?: readonly string[];
  env?: Readonly<Record<string, string>>;
  user?: string;
  workdir?: string;
  hostname?: string;
  readonlyRoot?: boolean;
  privileged?: boolean;
  init?: boolean;
  tmpfs?: Readonly<Record<string, string>>;
  mounts?: readonly {
    type: 'bind' | 'volume';
    source: string;
    target: string;
    readonly: boolean;
  }[];
  capAdd?: readonly string[];
  capDrop?: readonly string[];
  securityOpt?: readonly string[];
  pidMode?: string;
  ipcMode?: string;
  utsMode?: string;
  cgroupnsMode?: 'host' | 'private';
  usernsMode?: string;
  /** A network's name, `host`, `none` or `container:ID`. */
  networkMode?: string;
  /** Names by which other containers on `networkMode`'s network reach this one. */
  aliases?: readonly string[];
  ports?: readonly PortBinding[];
  memoryBytes?: number;
  memorySwapBytes?: number;
  pidsLimit?: number;
  cpus?: number;
  shmBytes?: number;
  devices?: readonly { host: string; container: string; permissions: string }[];
  ulimits?: readonly { name: string; soft: number; hard: number }[];
  sysctls?: Readonly<Record<string, string>>;
  restart?: 'no' | 'always' | 'on-failure' | 'unless-stopped';
  healthcheck?: Healthcheck;
  stopGraceSeconds?: number;
  cgroupParent?: string;
  autoRemove?: boolean;
  openStdin?: boolean;
}

export interface ExecSpec {
  argv: readonly string[];
  user?: string;
  env?: Readonly<Record<string, string>>;
  workdir?: string;
  /** Written to the command's standard input, then closed. */
  input?: string;
}

/** One result shape whatever happened to the command. Text is sanitised: no control sequences but newline and tab. */
export type ExecResult =
  | { is: 'exited'; code: number; stdout: string; stderr: string; truncated: boolean }
  | { is: 'not-started'; reason: string }
  | { is: 'timed-out'; stdout: string; stderr: string };

export interface ImageInfo {
  id: string;
  tags: readonly string[];
  createdAt: Date;
  labels: Labels;
  user: string;
  sizeBytes: number;
}

export interface NetworkInfo {
  id: string;
  name: string;
  labels: Labels;
  internal: boolean;
  /** By the engine's clock. */
  createdAt: Date;
  /** Ids of attached containers. */
  containers: readonly string[];
}

interface VolumeInfo {
  name: string;
  labels: Labels;
}

export interface EngineEvent {
  kind: 'container' | 'image' | 'network' | 'volume' | 'daemon';
  action: string;
  id: string;
  name: string;
  /** The object's labels and other attributes, as the engine sends them. */
  attributes: Labels;
  atMs: number;
}

/** Progress of long work, for people: a step in words, and how far it is where that is known. */
export interface ImageProgress {
  step: string;
  done?: number;
  total?: number;
  /** What is counted; bytes unless it says so. Of steps, `done` are finished. */
  of?: 'bytes' | 'steps';
  /** The last line that the step printed. */
  line?: string;
}

interface BuildSpec {
  /** A tar stream of the build context, uncompressed. */
  context: NodeJS.ReadableStream;
  dockerfile: string;
  tag: string;
  labels: Labels;
  args?: Readonly<Record<string, string>>;
  target?: string;
}

/** A live two-way stream with a running container (the probe). */
export interface Attached {
  write(text: string): void;
  /** Lines of standard output; ends when the container does. */
  lines(): AsyncIterable<string>;
  close(): void;
}

export type Progress = (progress: ImageProgress) => void;

/** Every call rejects with a `DocklabError`; lookups of one object resolve to undefined when there is none. */
export interface Engine {
  info(signal?: AbortSignal): Promise<EngineInfo>;

  container(nameOrId: string, signal?: AbortSignal): Promise<ContainerInfo | undefined>;
  /** Containers (running or not) that carry all these labels (`key` or `key=value`). */
  containers(labels: readonly string[], signal?: AbortSignal): Promise<ContainerInfo[]>;
  createContainer(spec: ContainerSpec, signal?: AbortSignal): Promise<string>;
  startContainer(id: string, signal?: AbortSignal): Promise<void>;
  /** Stops (SIGTERM, then SIGKILL after `graceSeconds`); no error when it is gone or stopped. */
  stopContainer(id: string, graceSeconds: number): Promise<void>;
  /** Removes by force with its anonymous volumes; no error when it is gone. */
  removeContainer(id: string): Promise<void>;
  exec(id: string, spec: ExecSpec, limits: Limits, signal?: AbortSignal): Promise<ExecResult>;
  /** Creates, runs to the end, captures and removes a container. */
  run(spec: ContainerSpec, limits: Limits, signal?: AbortSignal): Promise<ExecResult>;
  /** Attaches to a created container before it starts, then starts it. */
  startAttached(id: string, signal?: AbortSignal): Promise<Attached>;
  logs(id: string, limits: Limits): Promise<string>;
  connectNetwork(network: string, container: string, aliases: readonly string[]): Promise<void>;
  disconnectNetwork(network: string, container: string): Promise<void>;

  image(reference: string, signal?: AbortSignal): Promise<ImageInfo | undefined>;
  images(labels: readonly string[], signal?: AbortSignal): Promise<ImageInfo[]>;
  pullImage(reference: string, progress: Progress, signal?: AbortSignal): Promise<void>;
  buildImage(spec: BuildSpec, progress: Progress, signal?: AbortSignal): Promise<string>;
  /** Makes a one-layer image of a root filesystem's tar. */
  importImage(
    rootfs: NodeJS.ReadableStream,
    tag: string,
    changes: readonly string[],
    signal?: AbortSignal,
  ): Promise<void>;
  tagImage(reference: string, repository: string, tag: string): Promise<void>;
  saveImages(references: readonly string[]): Promise<NodeJS.ReadableStream>;
  loadImages(tar: NodeJS.ReadableStream, progress: Progress): Promise<void>;
  /** Removes the image or untags it; no error when it is gone. */
  removeImage(reference: string): Promise<void>;

  network(name: string): Promise<NetworkInfo | undefined>;
  networks(labels: readonly string[]): Promise<NetworkInfo[]>;
  createNetwork(spec: { name: string; internal: boolean; labels: Labels }): Promise<string>;
  removeNetwork(name: string): Promise<void>;
  volumes(labels: readonly string[]): Promise<VolumeInfo[]>;
  createVolume(spec: { name: string; labels: Labels }): Promise<void>;
  removeVolume(name: string): Promise<void>;

  /** The engine's event stream from now on; ends when the signal aborts, rejects when the engine dies. */
  events(signal: AbortSignal): AsyncIterable<EngineEvent>;
}
