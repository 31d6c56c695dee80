/**
 * Keys one after the other, whichever screen is there for them. Several may come at once, and each must find the screens
 * as the one before it left them.
 */
export class KeyQueue {
  readonly #waiting: string[] = [];
  #listener: ((name: string) => void) | undefined;
  #count: () => void = () => undefined;
  #pressed = 0;
  #isDrawing = false;
  #turn: NodeJS.Immediate | undefined;
  #idle: (() => void)[] = [];

  /** The screen that gets the keys from now on; those that wait are its. Returns how to stop. */
  listen(listener: (name: string) => void): () => void {
    this.#listener = listener;
    this.#start();
    return () => {
      if (this.#listener === listener) this.#listener = undefined;
    };
  }

  /** Calls `count` before each key is pressed. Returns how to stop. */
  onPress(count: () => void): () => void {
    this.#count = count;
    return () => (this.#count = () => undefined);
  }

  /** The first key is pressed at once when no other is being drawn. */
  push(names: readonly string[]): void {
    this.#waiting.push(...names);
    this.#start();
  }

  /** What so many keys changed is drawn. After the last one the next may come, in a turn of its own. */
  drawn(presses: number): void {
    if (!this.#isDrawing || presses < this.#pressed) return;
    clearImmediate(this.#turn);
    this.#turn = setImmediate(() => {
      this.#isDrawing = false;
      this.#start();
    });
  }

  /** Settles when no key waits and none is being drawn. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle.push(resolve);
      if (!this.#isDrawing && this.#waiting.length === 0) this.#rest();
    });
  }

  #start(): void {
    if (this.#isDrawing || this.#listener === undefined) return;
    const name = this.#waiting.shift();
    if (name === undefined) return this.#rest();
    this.#isDrawing = true;
    this.#pressed += 1;
    this.#count();
    this.#listener(name);
  }

  #rest(): void {
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }
}
