/** Looks for a file by name below a folder, in the order in which the folders themselves list what is in them. */
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';

/** Empty when there is none. Symlinks are not followed, and what may not be read is passed by. */
export async function findFile(dir: string, name: string): Promise<string> {
  const entries = await opendir(dir).catch(() => undefined);
  if (entries === undefined) return '';
  for await (const entry of entries) {
    const path = join(dir, entry.name);
    if (entry.name === name) return path;
    const below = entry.isDirectory() ? await findFile(path, name) : '';
    if (below !== '') return below;
  }
  return '';
}
