/** What is known of current versions: the course's own file, or what was fetched since, whichever is newer. */
import { formatProblem } from '../course/problem.ts';
import { parseVersions, VERSIONS_FILE, type Versions } from '../course/versions.ts';
import type { Problem } from '../course/problem.ts';
import { DocklabError } from '../host/error.ts';
import type { World } from './world.ts';

/** As large as a file of the course may be. */
const MAX_BYTES = 64 * 1024;
const FETCH = { timeoutMs: 10_000, maxBytes: MAX_BYTES };
const DAY_MS = 86_400_000;

type Needs = Pick<World, 'reader' | 'files' | 'paths' | 'fetchText'>;

export type KnownVersions =
  | {
      is: 'known';
      versions: Versions;
      from: 'course' | 'fetched';
      /** Where newer data can be had. Only the course's own file says so: what was fetched must not lead elsewhere. */
      refresh: string | undefined;
    }
  /** The course has no such file. */
  | { is: 'none' }
  | { is: 'invalid'; problems: readonly Problem[] };

export type Refreshed =
  | { is: 'fetched'; asOf: string }
  /** What is published is not newer than what is here. */
  | { is: 'not-newer'; asOf: string }
  /** The course names no address. */
  | { is: 'no-address' }
  | { is: 'failed'; error: DocklabError };

/** Without the network. Rejects only with what reading the course rejects with. */
export async function knownVersions(world: Needs, now: Date): Promise<KnownVersions> {
  const text = await world.reader.readText(VERSIONS_FILE);
  if (text === undefined) return { is: 'none' };
  const own = parseVersions(text, VERSIONS_FILE);
  if (own.is === 'invalid') return own;
  const { refresh } = own.versions;
  const fetched = await fetchedVersions(world, now);
  return fetched !== undefined && fetched.asOf > own.versions.asOf
    ? { is: 'known', versions: fetched, from: 'fetched', refresh }
    : { is: 'known', versions: own.versions, from: 'course', refresh };
}

/** Fetches newer data from the address that the course itself names, and keeps them. Rejects only when cancelled. */
export async function refreshVersions(
  world: Needs,
  now: Date,
  signal?: AbortSignal,
): Promise<Refreshed> {
  const known = await knownVersions(world, now);
  if (known.is === 'invalid')
    return { is: 'failed', error: new DocklabError('course-invalid', COURSE_INVALID) };
  if (known.is === 'none' || known.refresh === undefined) return { is: 'no-address' };
  try {
    const text = await world.fetchText(known.refresh, FETCH, signal);
    const { asOf } = checked(text, known.refresh, now);
    if (asOf <= known.versions.asOf) return { is: 'not-newer', asOf };
    await world.files.write(world.paths.versions, text, 0o600);
    return { is: 'fetched', asOf };
  } catch (error) {
    if (!(error instanceof DocklabError) || error.code === 'cancelled') throw error;
    return { is: 'failed', error };
  }
}

/** Whatever is wrong with it, there is the course's own. */
async function fetchedVersions({ files, paths }: Needs, now: Date): Promise<Versions | undefined> {
  try {
    const text = await files.read(paths.versions, MAX_BYTES);
    return text === undefined ? undefined : checked(text, paths.versions, now);
  } catch {
    return undefined;
  }
}

const SHOWN = 3;
const COURSE_INVALID = `The course's own ${VERSIONS_FILE} has mistakes, so nothing was fetched.`;

function checked(text: string, file: string, now: Date): Versions {
  const parsed = parseVersions(text, file);
  if (parsed.is === 'invalid') {
    const why = parsed.problems.slice(0, SHOWN).map(formatProblem).join('\n');
    throw new DocklabError(
      'fetch-failed',
      'What was fetched is no list of versions that docklab reads.',
      { why },
    );
  }
  // A day that is yet to come would be the newest for all that come after. Clocks and zones differ by a day.
  if (parsed.versions.asOf > dayOf(new Date(now.getTime() + DAY_MS)))
    throw new DocklabError(
      'fetch-failed',
      `What was fetched says it is of ${parsed.versions.asOf}, which is yet to come.`,
    );
  return parsed.versions;
}

/** Of UTC, as in the file. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
