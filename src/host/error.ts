/** Codes that scripts and tests may rely on. Each maps to one exit code (see `exitCodeOf`). */
export type ErrorCode =
  | 'usage'
  | 'course-invalid'
  | 'engine-missing'
  | 'engine-unreachable'
  | 'engine-permission'
  | 'engine-lost'
  | 'engine-refused'
  | 'image-missing'
  | 'name-taken'
  | 'port-taken'
  | 'fetch-failed'
  | 'disk-full'
  | 'files-refused'
  | 'not-found'
  | 'timeout'
  | 'busy'
  | 'tool-missing'
  | 'cancelled'
  | 'internal';

const EXIT: Record<ErrorCode, number> = {
  usage: 2,
  'course-invalid': 2,
  'engine-missing': 3,
  'engine-unreachable': 3,
  'engine-permission': 3,
  'engine-lost': 3,
  'engine-refused': 3,
  'image-missing': 3,
  'name-taken': 3,
  'port-taken': 3,
  'fetch-failed': 3,
  'disk-full': 3,
  'files-refused': 3,
  'not-found': 3,
  timeout: 3,
  busy: 3,
  'tool-missing': 3,
  cancelled: 130,
  internal: 4,
};

/** The one error type that crosses room borders: what happened, why, and what to do next. */
export class DocklabError extends Error {
  readonly code: ErrorCode;
  /** Why it happened, one or two sentences; empty when the message says it all. */
  readonly why: string;
  /** What the person can do, each an action or a command. */
  readonly next: readonly string[];

  constructor(
    code: ErrorCode,
    message: string,
    more: { why?: string; next?: readonly string[]; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'DocklabError';
    this.code = code;
    this.why = more.why ?? '';
    this.next = more.next ?? [];
  }
}

/** The process exit code for any thrown value; 4 for what docklab did not expect. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof DocklabError) return EXIT[error.code];
  return EXIT.internal;
}

const ENGINE_GONE: ReadonlySet<ErrorCode> = new Set([
  'engine-missing',
  'engine-unreachable',
  'engine-permission',
  'engine-lost',
]);

/** Whether nothing more can be asked of the engine; one request that it refused is another thing. */
export const isEngineGone = (error: unknown): boolean =>
  error instanceof DocklabError && ENGINE_GONE.has(error.code);
