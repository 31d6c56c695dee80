/** The Resources port: what this machine has to give. */

export interface Resources {
  /** As Node names them: `linux`, `x64`. */
  readonly platform: string;
  readonly architecture: string;
  readonly isRoot: boolean;
  readonly userId: number;
  readonly cpus: number;
  /** Bytes that can be had without swapping. */
  freeMemory(): Promise<number>;
  /** Bytes on the disk of this folder, which need not be there yet. */
  freeDisk(dir: string): Promise<number>;
  /** As many free TCP ports of 127.0.0.1; those that are wished for where they are free. */
  freePorts(count: number, wished: readonly number[]): Promise<number[]>;
  /** Whether a device may be read and written. */
  mayUse(device: string): Promise<boolean>;
}
