/** The first bytes of a stream whose length someone else decides. */
import { sanitise } from '../host/sanitise.ts';

/** Keeps the first `maxBytes` of one stream and counts the rest. */
export class Kept {
  readonly #pieces: Buffer[] = [];
  readonly #maxBytes: number;
  #bytes = 0;
  truncated = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(piece: Buffer): void {
    const room = this.#maxBytes - this.#bytes;
    if (piece.length > room) this.truncated = true;
    if (room <= 0) return;
    // A copy: a slice would keep the socket's whole buffer alive.
    this.#pieces.push(Buffer.from(piece.subarray(0, room)));
    this.#bytes += Math.min(room, piece.length);
  }

  /** As text that is safe to print. */
  text(): string {
    return sanitise(Buffer.concat(this.#pieces).toString('utf8'));
  }
}
