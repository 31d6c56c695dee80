import type { Entry, Reader } from '../../../src/course/reader.ts';

/** A folder tree of texts by path, for tests that need no disk. */
export function memoryReader(files: Readonly<Record<string, string>>): Reader {
  return {
    readText: (path) => Promise.resolve(files[path]),
    list: (dir) => {
      const entries = new Map<string, Entry['kind']>();
      for (const path of Object.keys(files)) {
        if (!path.startsWith(`${dir}/`)) continue;
        const [name = '', ...below] = path.slice(dir.length + 1).split('/');
        entries.set(name, below.length > 0 ? 'directory' : 'file');
      }
      return Promise.resolve([...entries].map(([name, kind]) => ({ name, kind })));
    },
  };
}
