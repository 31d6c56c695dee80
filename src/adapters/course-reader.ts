/** The files of a course folder on this machine. A course is someone else's: nothing outside its folder is read. */
import { constants } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Entry, Reader } from '../course/reader.ts';
import { DocklabError } from '../host/error.ts';

/** Far above any honest file of a course. */
const MAX_BYTES = 2 * 1024 * 1024;

/**
 * A reader of the files below `root` (absolute). Links are followed as long as they stay inside. Rejects with
 * `course-invalid` for a file that is too large, and with `files-refused` for what may not be read.
 */
export function courseReader(root: string): Reader {
  return {
    readText: async (path) => {
      const real = await inside(root, path);
      return real === undefined ? undefined : readText(real, path);
    },
    list: async (dir) => {
      const real = await inside(root, dir);
      return real === undefined ? [] : list(real, dir);
    },
  };
}

/** The real place of a path of the course; undefined when nothing is there, or it is outside. */
async function inside(root: string, path: string): Promise<string | undefined> {
  try {
    const [base, real] = await Promise.all([realpath(root), realpath(join(root, path))]);
    return real === base || real.startsWith(base.endsWith(sep) ? base : base + sep)
      ? real
      : undefined;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw refused(path, error);
  }
}

async function readText(real: string, path: string): Promise<string | undefined> {
  try {
    // Not blocking: a FIFO must not hold docklab up.
    const file = await open(real, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return undefined;
      if (stat.size > MAX_BYTES) throw tooLarge(path);
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof DocklabError) throw error;
    if (isAbsent(error)) return undefined;
    throw refused(path, error);
  }
}

async function list(real: string, path: string): Promise<Entry[]> {
  try {
    const entries = await readdir(real, { withFileTypes: true });
    return entries.map((entry) => ({
      name: entry.name,
      kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other',
    }));
  } catch (error) {
    if (isAbsent(error)) return [];
    throw refused(path, error);
  }
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO']);

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

const isAbsent = (error: unknown) => ABSENT.has(codeOf(error));

const tooLarge = (path: string) =>
  new DocklabError('course-invalid', `${path} is larger than any file of a course.`, {
    why: `docklab reads at most ${MAX_BYTES / 1024} KiB of one.`,
  });

const refused = (path: string, cause: unknown) =>
  new DocklabError('files-refused', `${path} of the course cannot be read.`, {
    why: `The system said ${codeOf(cause) || String(cause)}.`,
    next: ['Look at its permissions: ls -l'],
    cause,
  });
