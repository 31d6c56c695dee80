/** A program on a pseudo-terminal that does what tests say: the emulator and the painter in front of it are the real ones. */
import type { Pty, PtyEnd, PtySize } from '../../../src/host/pty.ts';

export class FakePty implements Pty {
  readonly pid = 1;
  readonly ended: Promise<PtyEnd>;
  /** All that was typed into it. */
  typed = '';
  readonly sizes: PtySize[];
  isPaused = false;
  pauses = 0;
  readonly #end: (end: PtyEnd) => void;
  #listen: (data: Uint8Array) => void = () => undefined;

  constructor(size: PtySize) {
    this.sizes = [size];
    const { promise, resolve } = Promise.withResolvers<PtyEnd>();
    [this.ended, this.#end] = [promise, resolve];
  }

  print(text: string): void {
    this.#listen(Buffer.from(text));
  }

  end(end: PtyEnd): void {
    this.#end(end);
  }

  onData(listen: (data: Uint8Array) => void): void {
    this.#listen = listen;
  }

  write(data: Uint8Array): void {
    this.typed += Buffer.from(data).toString();
  }

  resize(size: PtySize): void {
    this.sizes.push(size);
  }

  pause(): void {
    this.isPaused = true;
    this.pauses += 1;
  }

  resume(): void {
    this.isPaused = false;
  }

  hangUp(): void {
    this.end({ is: 'killed', signal: 1 });
  }
}
