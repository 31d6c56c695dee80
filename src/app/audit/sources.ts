/** Where the audit's facts come from, as ports. */
import type { EngineFacts, EngineSurvey, SwarmFacts } from '../../audit/facts.ts';
import type { Facts } from '../../host/facts.ts';
import type { Files } from '../../host/files.ts';
import type { ProcessTable } from '../../host/process-table.ts';
import type { Processes } from '../../host/processes.ts';

/** The engine's API, asked without its command line and without starting anything. */
export interface SurveyedEngine {
  about(signal: AbortSignal): Promise<{ engine: EngineFacts; swarm: SwarmFacts }>;
  objects(signal: AbortSignal): Promise<Omit<EngineSurvey, 'engine' | 'swarm'>>;
}

/** This machine, in case that the engine runs on it. */
export interface AuditedHost {
  hostname: string;
  kernel: string;
  isRoot: boolean;
  /** docklab's own process. */
  pid: number;
  /** Where a rootless engine of this user keeps its settings. */
  userConfig: string;
  facts: Facts;
  processes: Processes;
  table: ProcessTable;
  /** Path of the first file of this name below a folder, in the order of the folders themselves; empty without one. */
  findFile(dir: string, name: string): Promise<string>;
}

export interface AuditSources {
  engine: SurveyedEngine;
  /** Path of the engine's socket on this machine; undefined when it is reached otherwise. */
  socket: string | undefined;
  host: AuditedHost;
  /** Files of whoever runs the audit. */
  files: Files;
  /** DOCKER_CONTENT_TRUST. */
  contentTrust: string;
}
