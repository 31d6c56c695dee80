import { DocklabError } from '../../host/error.ts';

/** What went wrong and what to do, as one sentence or two. */
export function errorWords(error: unknown): string {
  if (!(error instanceof DocklabError))
    return error instanceof Error ? error.message : String(error);
  return [error.message, error.why, ...error.next].filter((part) => part !== '').join(' ');
}
