/** What reading one image may cost; an archive that wants more is refused. */
import { BadArchive } from './bad-archive.ts';

export interface ReadLimits {
  /** Bytes of the archive, and as many again of what its compressed layers hold. */
  maxBytes: number;
  /** Entries of all layers together, and as many steps in their paths. */
  maxEntries: number;
}

/** Counts what has been read so far. Each `spend…` throws `BadArchive` when it was too much. */
export class Budget {
  readonly #limits: ReadLimits;
  #bytes = 0;
  #entries = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  spendBytes(count: number): void {
    this.#bytes += count;
    if (this.#bytes <= this.#limits.maxBytes) return;
    const megabytes = Math.round(this.#limits.maxBytes / 1024 / 1024);
    throw new BadArchive(`it is larger than ${megabytes} MB`);
  }

  spendEntries(count: number): void {
    this.#entries += count;
    if (this.#entries > this.#limits.maxEntries)
      throw new BadArchive(`it has more than ${this.#limits.maxEntries} files`);
  }

  /** The same chunks, counted. */
  async *counted(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.spendBytes(chunk.length);
      yield chunk;
    }
  }
}
