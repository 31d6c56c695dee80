/** A program that prints one JSON value a line, each with the moment at which it was read. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Env } from './docklab.ts';

/** Milliseconds since 1970, with fractions. */
export const now = (): number => performance.timeOrigin + performance.now();

export interface Line {
  readonly value: unknown;
  /** Milliseconds since 1970. */
  readonly read: number;
}

export class JsonLines {
  readonly #program: ChildProcess;
  #lines: readonly Line[] = [];
  #heard: () => void = () => undefined;

  constructor([file = '', ...args]: readonly string[], env: Env) {
    const program = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    this.#program = program;
    createInterface({ input: program.stdout }).on('line', (line) => {
      this.#lines = [...this.#lines, { value: JSON.parse(line) as unknown, read: now() }];
      this.#heard();
    });
  }

  /** The next line that is wanted; those before it are forgotten. */
  async next<T>(isWanted: (value: T) => boolean): Promise<{ value: T; read: number }> {
    for (;;) {
      const index = this.#lines.findIndex(({ value }) => isWanted(value as T));
      const found = this.#lines[index];
      if (found !== undefined) {
        this.#lines = this.#lines.slice(index + 1);
        return { value: found.value as T, read: found.read };
      }
      await new Promise<void>((settle) => (this.#heard = settle));
    }
  }

  async end(): Promise<void> {
    const ended = new Promise((settle) => this.#program.once('exit', settle));
    this.#program.kill();
    await ended;
  }
}
