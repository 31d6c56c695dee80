/** The Background port: programs that outlive docklab, found again by their command line and never by a remembered id. */

export interface BackgroundOptions {
  cwd: string;
  /** Takes what the program prints; begun anew. */
  log: string;
}

/** Decides by the arguments, the program's own name first. */
export type IsWanted = (argv: readonly string[]) => boolean;

export interface Background {
  /** Starts it free of docklab's terminal and end. Rejects with `tool-missing` when it could not be started. */
  start(argv: readonly string[], options: BackgroundOptions): Promise<void>;
  /** Ids of those that run now, of the person's own (root sees everybody's). */
  find(isWanted: IsWanted): Promise<number[]>;
  /** Asks them to end, and after `graceMs` ends them. Resolves when none is left. */
  end(isWanted: IsWanted, graceMs: number): Promise<void>;
}
