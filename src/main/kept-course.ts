/** The course as it was parsed the last time: parsing takes longer than all else until the first frame. */
import type { CourseResult } from '../course/load.ts';
import type { Entry, Reader } from '../course/reader.ts';
import type { Course } from '../course/types.ts';
import type { Files } from '../host/files.ts';

export interface Keeping {
  readonly files: Pick<Files, 'read' | 'write'>;
  /** Where it is kept: a file that anybody may lose. */
  readonly path: string;
  /** What parsed it; another docklab may parse it otherwise. */
  readonly build: string;
}

/** All that a parser saw, and what it made of it. */
interface Kept {
  readonly build: string;
  readonly dir: string;
  readonly texts: readonly (readonly [path: string, text: string | null])[];
  readonly folders: readonly (readonly [path: string, entries: readonly Entry[]])[];
  readonly course: Course;
}

const MAX_BYTES = 8 * 1024 * 1024;

/**
 * What `load` makes of the course in `dir`. A parser is a function of what it reads: as long as that is the same, so is
 * the course, and it is not parsed again. Whatever is wrong with what was kept, the course is parsed.
 */
export async function keptCourse(
  keeping: Keeping,
  reader: Reader,
  dir: string,
  load: (reader: Reader) => Promise<CourseResult>,
): Promise<CourseResult> {
  const kept = await readKept(keeping);
  const isOurs = kept?.build === keeping.build && kept.dir === dir;
  if (isOurs && (await isAsKept(kept, reader).catch(() => false)))
    return { is: 'course', course: kept.course };
  const seen = watched(reader);
  const result = await load(seen.reader);
  if (result.is === 'course') {
    const { texts, folders } = seen;
    const fresh: Kept = {
      build: keeping.build,
      dir,
      texts: [...texts],
      folders: [...folders],
      course: result.course,
    };
    // Nobody waits for it, and it may fail: the next start is slower then.
    keeping.files.write(keeping.path, JSON.stringify(fresh), 0o600).catch(() => undefined);
  }
  return result;
}

async function readKept({ files, path }: Keeping): Promise<Kept | undefined> {
  try {
    return JSON.parse((await files.read(path, MAX_BYTES)) ?? '') as Kept;
  } catch {
    return undefined;
  }
}

/** Rejects for a file that is none of docklab's. */
async function isAsKept({ texts, folders }: Kept, reader: Reader): Promise<boolean> {
  const checks = [
    ...texts.map(async ([path, text]) => ((await reader.readText(path)) ?? null) === text),
    ...folders.map(async ([path, entries]) => isSame(await reader.list(path), entries)),
  ];
  return (await Promise.all(checks)).every(Boolean);
}

/** In any order: a folder has none. */
function isSame(now: readonly Entry[], then: readonly Entry[]): boolean {
  const words = (entries: readonly Entry[]) =>
    entries
      .map(({ name, kind }) => `${kind} ${name}`)
      .toSorted()
      .join('\n');
  return words(now) === words(then);
}

/** The same reader, with notes of what it answered. */
function watched(reader: Reader) {
  const texts = new Map<string, string | null>();
  const folders = new Map<string, readonly Entry[]>();
  const watching: Reader = {
    readText: async (path) => {
      const text = await reader.readText(path);
      texts.set(path, text ?? null);
      return text;
    },
    list: async (path) => {
      const entries = await reader.list(path);
      folders.set(path, entries);
      return entries;
    },
  };
  return { reader: watching, texts, folders };
}
