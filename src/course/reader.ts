/** How the course rooms read files: a port, so that everything here stays free of the file system. */

export interface Entry {
  name: string;
  kind: 'file' | 'directory' | 'other';
}

/** Files of one folder tree. Paths are relative to its root, with `/`, and never leave it. */
export interface Reader {
  /** A file's text as UTF-8; undefined when there is no such file. */
  readText(path: string): Promise<string | undefined>;
  /** A folder's entries, in any order; empty when there is no such folder. */
  list(dir: string): Promise<readonly Entry[]>;
}

/** Names of one kind in a folder, sorted. */
export async function namesOf(reader: Reader, dir: string, kind: Entry['kind']): Promise<string[]> {
  const entries = await reader.list(dir);
  return entries
    .filter((entry) => entry.kind === kind)
    .map((entry) => entry.name)
    .toSorted();
}
