/**
 * The Facts port: raw reads of the engine host's own files (`/proc`, cgroups, image layers), in batches.
 * Two adapters must agree on every answer: `direct` (root on the engine's machine) and `probe` (a helper container).
 */

export type FactRequest =
  | { get: 'text'; path: string; maxBytes?: number }
  | { get: 'link'; path: string }
  | { get: 'stat'; path: string }
  | { get: 'list'; path: string };

export interface FileStat {
  type: 'file' | 'directory' | 'symlink' | 'other';
  /** Permission bits with setuid, setgid and sticky: 0o7777 at most. */
  mode: number;
  uid: number;
  gid: number;
  size: number;
  inode: number;
  device: number;
}

/** Why a fact could not be had. `absent`: no such path. `refused`: permission, even for root. `gone`: the process ended. */
export type FactRefusal = { is: 'absent' | 'refused' | 'failed'; reason: string };

export type FactAnswer =
  /** Raw text as latin1-safe utf8; NUL bytes are kept (`/proc/PID/environ` needs them). */
  | { is: 'text'; text: string; truncated: boolean }
  | { is: 'link'; target: string }
  | { is: 'stat'; stat: FileStat }
  | { is: 'list'; names: readonly string[] }
  | FactRefusal;

export interface Facts {
  readonly via: 'direct' | 'probe';
  /** Answers in the order of the requests. Rejects only when the whole channel is broken. */
  read(requests: readonly FactRequest[], signal?: AbortSignal): Promise<FactAnswer[]>;
  close(): Promise<void>;
}

/** Bytes of a text fact when the request names no limit. */
export const DEFAULT_FACT_BYTES = 256 * 1024;
