import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry, Reader } from '../../../src/course/reader.ts';

/** The files below a folder of this machine. */
export function diskReader(root: string): Reader {
  return {
    readText: (path) => readFile(join(root, path), 'utf8').catch(() => undefined),
    list: async (dir) => {
      const entries = await readdir(join(root, dir), { withFileTypes: true }).catch(() => []);
      return entries.map((entry): Entry => {
        const kind = entry.isDirectory() ? 'directory' : entry.isFile() ? 'file' : 'other';
        return { name: entry.name, kind };
      });
    },
  };
}
