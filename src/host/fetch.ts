/** The port for the few things that docklab fetches from the network, and only when it is asked to. */
import type { Limits } from './engine.ts';

/**
 * UTF-8 text at an address, read with one request that names nobody. Follows no redirection.
 * Rejects with `fetch-failed`, `timeout` or `cancelled`.
 */
export type FetchText = (url: string, limits: Limits, signal?: AbortSignal) => Promise<string>;
