import { BadArchive } from './bad-archive.ts';

/** Takes exact pieces from a stream of chunks; holds one chunk at a time. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Exactly `size` bytes; undefined when the stream has ended before the first. Throws `BadArchive` when it ends within. */
  async take(size: number): Promise<Buffer | undefined> {
    const pieces: Buffer[] = [];
    for await (const piece of this.pieces(size, 'may-be-absent')) pieces.push(piece);
    if (pieces.length === 0 && size > 0) return undefined;
    return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
  }

  /** The next `size` bytes, in whatever pieces they come. Throws `BadArchive` when the stream ends before. */
  async *pieces(size: number, start: 'required' | 'may-be-absent' = 'required') {
    for (let left = size; left > 0;) {
      if (this.#chunk.length === 0 && !(await this.#more())) {
        if (start === 'may-be-absent' && left === size) return;
        throw new BadArchive('it ends in the middle of a file');
      }
      const piece = this.#chunk.subarray(0, left);
      this.#chunk = this.#chunk.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  async skip(size: number): Promise<void> {
    for await (const _ of this.pieces(size));
  }

  /** Reads to the end of the stream. */
  async drain(): Promise<void> {
    while (await this.#more());
  }

  async #more(): Promise<boolean> {
    do {
      const next = await this.#source.next();
      if (next.done === true) return false;
      this.#chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length);
    } while (this.#chunk.length === 0);
    return true;
  }
}
