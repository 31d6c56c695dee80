/** Keys one after the other. Several may come at once, and each must find the screen as the one before it left it. */
export class KeyQueue {
  readonly #waiting: string[] = [];
  #pressed = 0;
  #isDrawing = false;
  #turn: NodeJS.Immediate | undefined;
  #press: (name: string) => void = () => undefined;

  /** Calls `press` for each key; at once for the first when no other is being drawn. */
  push(names: readonly string[], press: (name: string) => void): void {
    this.#waiting.push(...names);
    this.#press = press;
    if (!this.#isDrawing) this.#next();
  }

  /** What so many keys changed is drawn. After the last one the next may come, in a turn of its own. */
  drawn(presses: number): void {
    if (!this.#isDrawing || presses < this.#pressed) return;
    clearImmediate(this.#turn);
    this.#turn = setImmediate(() => this.#next());
  }

  stop(): void {
    clearImmediate(this.#turn);
    this.#waiting.length = 0;
  }

  #next(): void {
    const name = this.#waiting.shift();
    this.#isDrawing = name !== undefined;
    if (name === undefined) return;
    this.#pressed += 1;
    this.#press(name);
  }
}
