import type { ContainerInfo, ExecResult, ExecSpec } from '../host/engine.ts';
import type { Load } from './load.ts';
import type { MountEntry, ProcessStatus } from '../host/proc.ts';

export interface HttpAnswer {
  is: 'answered';
  status: number;
  body: string;
}
export interface HttpSilence {
  is: 'silent';
  reason: string;
}

export interface HttpRequest {
  method?: 'GET' | 'POST';
  path: string;
  body?: string;
  /** Of a POST; that of a form unless it says so. */
  contentType?: string;
}

/** A process of the container, by the host's process id. */
export interface ContainerProcess {
  pid: number;
  status: ProcessStatus;
  /** Arguments, sanitised. */
  argv: readonly string[];
}

/** Folders of the host in which the kernel keeps a container's cgroups, its own first, then those above it. */
export interface Cgroups {
  version: 1 | 2;
  /** Without the root, which limits nothing, and without docklab's own ceiling, which is not the learner's doing. */
  dirs: readonly string[];
}

/**
 * A running container and the questions that can be asked of it. Every answer but `info` comes from the kernel,
 * read on the engine's host; nothing here trusts the container's own tools except `exec`.
 */
export interface Target {
  readonly info: ContainerInfo;
  /** Who made it: `lab` is docklab's own launch, `learner` anyone after it. */
  readonly origin: 'lab' | 'learner';
  /** Status of the container's first process. */
  status(): Promise<ProcessStatus>;
  /** Every process in the container's cgroup, first process first. */
  processes(): Promise<ContainerProcess[]>;
  /** Namespace kind (`pid`, `net`, `ipc`, `mnt`, `uts`, `user`, `cgroup`) to inode, e.g. `4026531836`. */
  namespaces(): Promise<Readonly<Record<string, string>>>;
  mounts(): Promise<MountEntry[]>;
  /** Environment of the first process. */
  environ(): Promise<Readonly<Record<string, string>>>;
  /** A file as the container sees it, read by the host through `/proc/PID/root`; undefined when absent. */
  file(path: string): Promise<string | undefined>;
  /** The cgroups that hold the container, for a controller by its version 1 name (`memory`, `blkio`). */
  cgroups(controller: string): Promise<Cgroups>;
  /** Runs a command inside, as the attacker would. */
  exec(spec: ExecSpec): Promise<ExecResult>;
  /** Asks the service over the container's own network, from a container of docklab's in the same network namespace. */
  http(port: number, request: HttpRequest): Promise<HttpAnswer | HttpSilence>;
  /**
   * As `http`, many requests at once: at most 200, at most 16 at a time, 5 seconds for each and 12 to begin them. Those that
   * found no time are silent. `tallyLoad` counts the answers that are good.
   */
  load(
    port: number,
    requests: readonly HttpRequest[],
    parallel: number,
  ): Promise<Load | HttpSilence>;
}
