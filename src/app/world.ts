/** All that a use case may touch, as ports: built once in `main`. Engine, facts and verifiers are made at their first use. */
import type { Course } from '../course/types.ts';
import type { Reader } from '../course/reader.ts';
import type { Engine, EngineInfo } from '../host/engine.ts';
import type { FetchText } from '../host/fetch.ts';
import type { Files } from '../host/files.ts';
import type { Processes } from '../host/processes.ts';
import type { OpenPty } from '../host/pty.ts';
import type { BaseImageSource } from '../lab/base-image.ts';
import type { Verifier } from '../verify/contract.ts';
import type { VerifierHosts } from '../verify/host.ts';

/** Where docklab keeps what it must remember, all absolute. `DOCKLAB_HOME` moves all of it. */
export interface Paths {
  /** One folder per lesson: the learner's own files. */
  workspaces: string;
  /** The progress file of the course. */
  progress: string;
  /** Notes about launched labs, and locks. */
  state: string;
  /** What was fetched of the course's versions; anybody may remove it. */
  versions: string;
}

/** A connected engine with what hangs on it. */
export interface Connection {
  engine: Engine;
  info: EngineInfo;
  /** How the endpoint was found, and its address: for doctor and for the learner's shell (`DOCKER_HOST`). */
  endpoint: { url: string; from: string };
  hosts: VerifierHosts;
}

export interface World {
  readonly course: Course;
  /** Files of the course folder. */
  readonly reader: Reader;
  readonly paths: Paths;
  readonly files: Files;
  readonly processes: Processes;
  readonly openPty: OpenPty;
  readonly fetchText: FetchText;
  readonly baseImage: BaseImageSource;
  /** A build context as a tar stream. */
  packContext(dir: string): Promise<NodeJS.ReadableStream>;
  /** Identifies this process in labels. */
  readonly session: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Rejects with a `DocklabError` that says what is missing. Connects once. */
  connect(): Promise<Connection>;
  verifier(lesson: string): Promise<Verifier>;
  /** Ends clients, probe and connections. */
  close(): Promise<void>;
}
