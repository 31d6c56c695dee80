/** Text from the network: one request, limited in time and size. */
import { DocklabError } from '../host/error.ts';
import type { FetchText } from '../host/fetch.ts';
import { oneLine } from '../host/sanitise.ts';

const REQUEST = {
  // An address that a course names is the one that is asked, and no other.
  redirect: 'error',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  headers: { accept: 'text/plain, */*;q=0.1', 'user-agent': 'docklab' },
} as const satisfies RequestInit;

export const fetchText: FetchText = async (url, { timeoutMs, maxBytes }, signal) => {
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    // By this name: the build takes the short one for Ink's, which has no use for it.
    const response = await globalThis.fetch(url, { ...REQUEST, signal: either });
    if (!response.ok) throw failed(url, `It answered ${response.status}.`, await dropped(response));
    return await readText(response, url, maxBytes);
  } catch (error) {
    if (signal?.aborted) throw new DocklabError('cancelled', 'Cancelled.');
    if (timeout.aborted)
      throw new DocklabError(
        'timeout',
        `${where(url)} did not answer in ${timeoutMs / 1000} seconds.`,
      );
    throw error instanceof DocklabError ? error : failed(url, reasonOf(error), error);
  }
};

async function readText(response: Response, url: string, maxBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    // Leaving the loop ends the transfer.
    if (bytes > maxBytes)
      throw failed(url, `It sent more than ${Math.floor(maxBytes / 1024)} KiB.`);
    pieces.push(piece);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    throw failed(url, 'It sent something that is no text.');
  }
}

/** Ends a transfer that nobody reads. */
async function dropped(response: Response): Promise<undefined> {
  await response.body?.cancel().catch(() => undefined);
  return undefined;
}

const where = (url: string) => oneLine(URL.parse(url)?.host ?? url, 100);

const failed = (url: string, why: string, cause?: unknown) =>
  new DocklabError('fetch-failed', `${oneLine(url, 200)} could not be fetched.`, { why, cause });

/** The cause says what happened; the error itself only that it did. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(String(error));
  const { cause } = error;
  return oneLine(cause instanceof Error && cause.message !== '' ? cause.message : error.message);
}
