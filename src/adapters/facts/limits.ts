/** Limits that both adapters keep, whatever a request asks for. */
import { DEFAULT_FACT_BYTES, type FactRequest } from '../../host/facts.ts';

const MAX_FACT_BYTES = 4 * 1024 * 1024;

/** Names in one directory listing, in bytes with their separators. */
export const MAX_LIST_BYTES = 1024 * 1024;

/** Bytes of text that a request may have. */
export function bytesOf(request: Extract<FactRequest, { get: 'text' }>): number {
  return Math.min(request.maxBytes ?? DEFAULT_FACT_BYTES, MAX_FACT_BYTES);
}
