/** A course in progress in lines of words, through pipes: what is said is kept as one transcript. */
import { PassThrough } from 'node:stream';
import { expect, onTestFinished } from 'vitest';
import type { Outcome } from '../../../src/ui/context.ts';
import { openLinear } from '../../../src/ui/linear/open.ts';
import { FakeLearner } from './fake-learner.ts';

const PROMPT = /(^|\n)[^\n]*: $/;
/** How long to wait for words; it only matters when something is wrong. */
const PATIENCE = 8_000;

export class Talk {
  readonly learner: FakeLearner;
  readonly outcome: Promise<Outcome>;
  readonly #stdin = new PassThrough();
  readonly #stdout = new PassThrough();
  #said = '';
  #answeredAt = 0;

  constructor(options: { lesson?: string; learner?: FakeLearner } = {}) {
    const { lesson, learner = new FakeLearner() } = options;
    this.learner = learner;
    this.#stdout.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    this.outcome = openLinear(learner, { stdin: this.#stdin, stdout: this.#stdout, lesson });
    onTestFinished(() => void this.#stdin.end());
  }

  /** Everything that was said so far, with the answers. */
  get transcript(): string {
    return this.#said;
  }

  /** Gives these answers, each when it is asked for, and waits for the question after the last one. */
  async answer(...lines: readonly string[]): Promise<string> {
    for (const line of lines) {
      await this.asked();
      this.#answeredAt = this.#said.length;
      this.#stdin.write(`${line}\n`);
    }
    return this.asked();
  }

  /** The last answer, after which nothing is asked; without one, the end of the input. */
  async end(line?: string): Promise<Outcome> {
    await this.asked();
    if (line === undefined) this.#stdin.end();
    else this.#stdin.write(`${line}\n`);
    return this.outcome;
  }

  /** What was said since the last answer, as soon as something is asked. */
  async asked(): Promise<string> {
    await this.#until(() => this.#said.length > this.#answeredAt && PROMPT.test(this.#said));
    return this.#said.slice(this.#answeredAt);
  }

  /** Resolves when these words were said. */
  hears(words: string): Promise<void> {
    return this.#until(() => this.#said.includes(words));
  }

  #until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        this.#stdout.off('data', look);
      };
      const look = (): void => {
        if (!holds()) return;
        stop();
        resolve();
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`it never said what is waited for, but:\n${this.#said}`));
      }, PATIENCE);
      this.#stdout.on('data', look);
    });
  }
}

/** Compares with the transcript kept in `test/screens/linear/transcripts`; `vitest -u` writes it anew. */
export async function expectTranscript({ transcript }: Talk, name: string): Promise<void> {
  await expect(transcript).toMatchFileSnapshot(`../linear/transcripts/${name}.txt`);
}
