/** A course in progress in lines of words, through pipes: what is said is kept as one transcript. */
import { PassThrough } from 'node:stream';
import { expect, onTestFinished } from 'vitest';
import type { Outcome } from '../../../src/ui/context.ts';
import { openLinear } from '../../../src/ui/linear/open.ts';
import { FakeLearner } from './fake-learner.ts';

const PROMPT = /(^|\n)[^\n]*: $/;

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

  /** The last answer, after which nothing is asked. */
  async end(line?: string): Promise<Outcome> {
    await this.asked();
    if (line === undefined) this.#stdin.end();
    else this.#stdin.write(`${line}\n`);
    return this.outcome;
  }

  /** What was said since the last answer, as soon as something is asked. */
  async asked(): Promise<string> {
    const isAsked = (): boolean => this.#said.length > this.#answeredAt && PROMPT.test(this.#said);
    await expect.poll(isAsked, { interval: 2, message: this.#said }).toBe(true);
    return this.#said.slice(this.#answeredAt);
  }

  /** Compares with the transcript kept in `test/screens/linear/transcripts`; `vitest -u` writes it anew. */
  async expectTranscript(name: string): Promise<void> {
    await expect(this.#said).toMatchFileSnapshot(`../linear/transcripts/${name}.txt`);
  }
}
