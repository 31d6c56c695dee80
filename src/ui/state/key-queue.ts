/**
 * Keys one after the other. Several may come at once, and each must find the screen as the one before it left it:
 * what a key changes is drawn in the next turn of the event loop, so the next key waits for the turn after that.
 */
export class KeyQueue {
  readonly #waiting: string[] = [];
  #turn: NodeJS.Immediate | undefined;

  /** Calls `press` for each key; at once for the first when no other is being drawn. */
  push(names: readonly string[], press: (name: string) => void): void {
    this.#waiting.push(...names);
    if (this.#turn === undefined) this.#next(press);
  }

  stop(): void {
    clearImmediate(this.#turn);
    this.#waiting.length = 0;
  }

  #next(press: (name: string) => void): void {
    this.#turn = undefined;
    const name = this.#waiting.shift();
    if (name === undefined) return;
    this.#turn = setImmediate(() => {
      this.#turn = setImmediate(() => this.#next(press));
    });
    press(name);
  }
}
