/** One call of the engine: lazily connected, limited in time, cancellable, its failures mapped. */
import type Dockerode from 'dockerode';
import { DocklabError } from '../../host/error.ts';
import { endpointUrl, type Endpoint } from '../docker-endpoint.ts';
import { engineError, type Failure } from './errors.ts';

interface CallOptions {
  /** Completes "Docker could not …". */
  doing: string;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** Does `work` with a client and a signal that aborts at the time limit or when the caller's does. */
export type Call<Client = Dockerode> = <T>(
  options: CallOptions,
  work: (client: Client, signal: AbortSignal) => Promise<T>,
) => Promise<T>;

/** Time limits in milliseconds by the nature of a call; a busy engine on a slow disk is slow, not dead. */
export const LIMIT = {
  look: 20_000,
  change: 90_000,
  transfer: 30 * 60_000,
} as const;

/** Makes the `Call` of one endpoint. `connect` runs once, at the first call. */
export function makeCall<Client = Dockerode>(
  endpoint: Endpoint,
  connect: () => Promise<Client>,
): Call<Client> {
  let client: Promise<Client> | undefined;
  return async (options, work) => {
    const failure: Failure = { doing: options.doing, endpoint };
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    const explain = (error: unknown): DocklabError => {
      if (options.signal?.aborted) return cancelled(options.doing);
      if (timeout.aborted) return timedOut(options, endpoint);
      return engineError(error, failure);
    };
    if (options.signal?.aborted) throw cancelled(options.doing);
    try {
      client ??= connect();
      return await untilAborted(work(await client, signal), signal);
    } catch (error) {
      throw explain(error);
    }
  };
}

/** Rejects as soon as the signal aborts, also when the work itself does not listen to it. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new Error('aborted'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

const cancelled = (doing: string) =>
  new DocklabError('cancelled', `Stopped before Docker could ${doing}.`);

const timedOut = (options: CallOptions, endpoint: Endpoint) =>
  new DocklabError(
    'timeout',
    `Docker took longer than ${Math.round(options.timeoutMs / 1000)} s to ${options.doing}.`,
    {
      why: `The engine at ${endpointUrl(endpoint)} is there but does not finish.`,
      next: [
        'See whether it answers at all: docker ps',
        'Try again when the machine is less busy.',
      ],
    },
  );
