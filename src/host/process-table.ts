/** The ProcessTable port: which programs run on this machine, by the name that the kernel keeps of each. */

export interface ProcessTable {
  /** Ids of the processes that have one of these names (of at most 15 bytes), containers' included. */
  named(names: readonly string[]): Promise<number[]>;
  /** Command line of the newest process whose command line matches; a blank after each word. */
  newest(pattern: RegExp): Promise<string | undefined>;
}
