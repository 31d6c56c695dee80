/** A dialogue in lines: what is said follows what was said, and nothing that stands is ever drawn again. */
import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sanitise } from '../../host/sanitise.ts';

export interface LineStreams {
  /** A terminal's, or a pipe with one answer a line. */
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream;
}

type Settle = (line: string | undefined) => void;

export class Lines {
  /** Resolves when Ctrl-C was pressed on the terminal. */
  readonly interrupted: Promise<void>;
  readonly #streams: LineStreams;
  readonly #interrupt: () => void;
  readonly #queue: string[] = [];
  readonly #held: string[] = [];
  #readline: Interface | undefined;
  #waiting: { readonly prompt: string; readonly settle: Settle } | undefined;
  #isOver = false;

  constructor(streams: LineStreams) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.interrupted = promise;
    this.#interrupt = resolve;
    this.#streams = streams;
    this.#readline = this.#listen();
  }

  /** Whether somebody can be handed the terminal. */
  get isTerminal(): boolean {
    return this.#streams.stdin.isTTY === true;
  }

  /**
   * Says lines of text, each made safe. While a question waits, they come on lines of their own, and the question is
   * asked again with what was typed so far; while a shell has the terminal, they wait until it is docklab's again.
   */
  say(...lines: readonly string[]): void {
    if (lines.length === 0) return;
    if (this.#readline === undefined) {
      this.#held.push(...lines);
      return;
    }
    const typed = this.#typed();
    if (this.#waiting !== undefined || typed !== '') this.#write('\n');
    for (const line of lines) this.#write(`${sanitise(line)}\n`);
    if (this.#waiting !== undefined) this.#write(this.#waiting.prompt + typed);
  }

  /** The next line that is typed, without blanks around it; undefined when there will be none. */
  ask(prompt: string): Promise<string | undefined> {
    const next = this.#queue.shift();
    this.#write(prompt + this.#typed());
    if (next !== undefined) {
      this.#write(`${sanitise(next)}\n`);
      return Promise.resolve(next.trim());
    }
    if (this.#isOver) {
      this.#write('\n');
      return Promise.resolve(undefined);
    }
    this.#readline?.setPrompt(prompt);
    return new Promise((settle) => {
      this.#waiting = { prompt, settle };
    });
  }

  /** Lets go of the terminal while `work` has it. */
  async handOver(work: () => Promise<void>): Promise<void> {
    this.#stopListening();
    // Node takes note of the pause a turn later; keys meant for the shell must not come here.
    await nextTurn();
    try {
      await work();
    } finally {
      this.#readline = this.#listen();
      this.say(...this.#held.splice(0));
    }
  }

  /** Gives the terminal back, with whatever comes next on a line of its own. */
  close(): void {
    if (this.#waiting !== undefined) this.#write('\n');
    this.#stopListening();
  }

  #listen(): Interface {
    const { stdin: input, stdout: output } = this.#streams;
    const readline = createInterface({ input, output, terminal: this.isTerminal });
    readline.on('line', (line) => this.#take(line));
    readline.on('close', this.#end);
    readline.on('SIGINT', () => this.#interrupt());
    // Node pauses it when docklab comes back from the background.
    readline.on('SIGCONT', () => void readline.resume());
    return readline;
  }

  /** Its own end is not the end of the input; what Node itself listens to must stay. */
  #stopListening(): void {
    this.#readline?.off('close', this.#end);
    this.#readline?.close();
    this.#readline = undefined;
  }

  #take(line: string): void {
    const { settle } = this.#waiting ?? {};
    if (settle === undefined) {
      this.#queue.push(line);
      return;
    }
    this.#waiting = undefined;
    // A pipe echoes nothing, and a record of questions alone cannot be followed.
    if (!this.isTerminal) this.#write(`${sanitise(line)}\n`);
    settle(line.trim());
  }

  readonly #end = (): void => {
    this.#isOver = true;
    if (this.#waiting === undefined) return;
    const { settle } = this.#waiting;
    this.#waiting = undefined;
    this.#write('\n');
    settle(undefined);
  };

  /** What stands behind the prompt, with the cursor put to its end. */
  #typed(): string {
    const readline = this.#readline;
    if (readline === undefined || !this.isTerminal || readline.line === '') return '';
    readline.write(null, { ctrl: true, name: 'e' });
    return readline.line;
  }

  #write(text: string): void {
    this.#streams.stdout.write(text);
  }
}
