/** Facts read by a helper container on the engine's host: for a learner who is not root, and for remote engines. */
import { DocklabError } from '../host/error.ts';
import type { FactAnswer, FactRequest, Facts } from '../host/facts.ts';
import { factPath } from './facts/fact-path.ts';
import { ProbeChannel, type ProbeOptions } from './facts/probe-channel.ts';
import { NOT_A_FACT } from './facts/refusal.ts';

export type { ProbeOptions } from './facts/probe-channel.ts';

/** The Facts port through a probe container: started at the first read, kept, started once more if it died. */
export function probeFacts(options: ProbeOptions): Facts {
  const probe = new Probe(options);
  return {
    via: 'probe',
    read: (requests, signal) => probe.read(requests, signal),
    close: () => probe.close(),
  };
}

class Probe {
  readonly #options: ProbeOptions;
  #channel: Promise<ProbeChannel> | undefined;
  /** The batch before: batches take turns. */
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: ProbeOptions) {
    this.#options = options;
  }

  async read(requests: readonly FactRequest[], signal?: AbortSignal): Promise<FactAnswer[]> {
    const paths = requests.map((request) => factPath(request.path));
    const asked = requests.flatMap((request, at) => {
      const path = paths[at];
      return path === undefined ? [] : [{ ...request, path }];
    });
    const answers = asked.length === 0 ? [] : await abortable(this.#inTurn(asked), signal);
    let next = 0;
    return paths.map((path) => (path === undefined ? NOT_A_FACT : (answers[next++] ?? NOT_A_FACT)));
  }

  async close(): Promise<void> {
    this.#closed = true;
    const channel = this.#channel;
    this.#channel = undefined;
    await (await channel?.catch(() => undefined))?.close();
  }

  #inTurn(requests: readonly FactRequest[]): Promise<FactAnswer[]> {
    const mine = this.#turn.then(() => this.#ask(requests));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #ask(requests: readonly FactRequest[]): Promise<FactAnswer[]> {
    const revived = this.#channel !== undefined;
    try {
      return await (await this.#open()).ask(requests);
    } catch (error) {
      await this.#discard();
      // One that had worked before may have been removed by someone; a fresh one that fails would fail again.
      if (!revived || this.#closed) throw error;
    }
    try {
      return await (await this.#open()).ask(requests);
    } catch (error) {
      await this.#discard();
      throw error;
    }
  }

  #open(): Promise<ProbeChannel> {
    if (this.#closed) throw new DocklabError('internal', 'The probe was closed while it was used.');
    this.#channel ??= ProbeChannel.open(this.#options);
    return this.#channel;
  }

  async #discard(): Promise<void> {
    const channel = this.#channel;
    this.#channel = undefined;
    await channel?.then((one) => one.close()).catch(() => undefined);
  }
}

/** The batch goes on for the sake of the conversation; only its asker stops waiting. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const cancelled = () => new DocklabError('cancelled', 'Stopped while reading from the host.');
  if (signal.aborted) throw cancelled();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(cancelled());
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
