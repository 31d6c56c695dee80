/** What a container prints, taken in with limits and made safe to show. */
import { Kept } from '../kept.ts';

/** Bytes of a frame's header: `[stream, 0, 0, 0, size (4 bytes, big endian)]`, then `size` bytes. Docker API, "Attach". */
const HEADER = 8;
const STDERR = 2;

type Emit = (piece: Buffer, from: 'stdout' | 'stderr') => void;

/** Splits the engine's multiplexed stream as it comes; never holds a whole frame. */
export class Demux {
  readonly #emit: Emit;
  readonly #header = Buffer.alloc(HEADER);
  #filled = 0;
  #left = 0;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  push(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) rest = this.#left > 0 ? this.#body(rest) : this.#head(rest);
  }

  #head(chunk: Buffer): Buffer {
    const taken = chunk.copy(this.#header, this.#filled, 0, HEADER - this.#filled);
    this.#filled += taken;
    if (this.#filled === HEADER) {
      this.#filled = 0;
      this.#left = this.#header.readUInt32BE(4);
    }
    return chunk.subarray(taken);
  }

  #body(chunk: Buffer): Buffer {
    const piece = chunk.subarray(0, this.#left);
    this.#left -= piece.length;
    this.#emit(piece, this.#header[0] === STDERR ? 'stderr' : 'stdout');
    return chunk.subarray(piece.length);
  }
}

/** Standard output and error of one command, each limited to `maxBytes`, read back sanitised. */
export class Output {
  readonly #stdout: Kept;
  readonly #stderr: Kept;
  readonly #demux: Demux;
  readonly #flood: number;
  #total = 0;

  constructor(maxBytes: number) {
    this.#stdout = new Kept(maxBytes);
    this.#stderr = new Kept(maxBytes);
    this.#flood = FLOOD_BYTES + 2 * maxBytes;
    this.#demux = new Demux((piece, from) =>
      (from === 'stdout' ? this.#stdout : this.#stderr).add(piece),
    );
  }

  /** Standard output and error of finished, multiplexed bytes in the order in which they were printed. */
  static interleaved(bytes: Buffer, maxBytes: number): string {
    const kept = new Kept(maxBytes);
    new Demux((piece) => kept.add(piece)).push(bytes);
    return kept.text();
  }

  push(chunk: Buffer): void {
    this.#total += chunk.length;
    this.#demux.push(chunk);
  }

  /** It prints without end: taking in more would only cost time. */
  get flooding(): boolean {
    return this.#total > this.#flood;
  }

  get truncated(): boolean {
    return this.#stdout.truncated || this.#stderr.truncated;
  }

  get stdout(): string {
    return this.#stdout.text();
  }

  get stderr(): string {
    return this.#stderr.text();
  }
}

/** Output beyond the limit that is still read and dropped, so that a merely talkative command can end by itself. */
const FLOOD_BYTES = 32 * 1024 * 1024;

/** How reading a command's output ended. */
export type DrainEnd = 'ended' | 'flooded' | 'timed-out';

/**
 * Reads a multiplexed stream into `output` until it ends, floods, or `timeoutMs` is over.
 * Rejects with the signal's reason when `signal` aborts, and when the connection breaks.
 */
export async function drain(
  stream: NodeJS.ReadableStream,
  output: Output,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<DrainEnd> {
  return new Promise<DrainEnd>((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      stream.removeListener('data', take);
      act();
    };
    const abort = () => settle(() => reject(new Error('aborted')));
    const take = (chunk: Buffer) => {
      output.push(chunk);
      if (output.flooding) settle(() => resolve('flooded'));
    };
    const timer = setTimeout(() => settle(() => resolve('timed-out')), timeoutMs);
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    stream.on('data', take);
    stream.once('end', () => settle(() => resolve('ended')));
    stream.once('close', () => settle(() => resolve('ended')));
    stream.on('error', (error) => settle(() => reject(error)));
  });
}
