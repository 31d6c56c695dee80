/** What docker-bench-security looks at and the audit does not: the same places, by the same detours. */
import type { AuditFacts, FileAnswer } from '../facts.ts';

export interface CompatFacts extends AuditFacts {
  /** Command line of the newest process that mentions `dockerd`, a blank after each word; empty without one. */
  commandLine: string;
  /** The file of settings that it takes; empty text where there is none. */
  configText: string;
  /** With `jq` on PATH it reads settings as JSON, without by lines. */
  hasJq: boolean;
  /** Paths themselves, symlinks not followed. */
  links: Readonly<Record<string, FileAnswer>>;
  /** The same, followed. */
  targets: Readonly<Record<string, FileAnswer>>;
  /** Its paths of units: `docker.service`, `docker.socket`, `containerd.sock`; empty where it finds none. */
  units: Readonly<Record<string, string>>;
  /** What `auditctl -l` prints; undefined where there is none. */
  auditctl: string | undefined;
  /** /etc/audit/audit.rules; empty where there is none. */
  auditRules: string;
  /** Members of the group docker, as the group's line has them. */
  dockerUsers: string;
  /** The group docker's number; undefined where there is none. */
  dockerGid: number | undefined;
  /** Whether its idea of the engine's folder is a mount point. */
  rootDirIsMounted: boolean;
  /** Owner and mode of each certificate below /etc/docker/certs.d; undefined without that folder. */
  registryFiles: readonly { uid: number; mode: number }[] | undefined;
  /** When it began. */
  now: Date;
}
