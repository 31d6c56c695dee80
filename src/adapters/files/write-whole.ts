/** Writing a file so that a crash at any moment leaves the old one or the new one, whole. */
import { mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { uniqueSuffix } from '../../host/unique.ts';

const MODE = 0o644;

/** New file beside it, flushed, renamed over it, the rename flushed. A symlink in its place is written through. */
export async function writeWhole(path: string, text: string, mode = MODE): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const target = await realpath(path).catch(() => path);
  const dir = dirname(target);
  const fresh = join(dir, `.${basename(target)}.${uniqueSuffix()}.tmp`);
  try {
    const file = await open(fresh, 'wx', mode);
    try {
      // Unlike a bare write, this goes on after a short write, so a full disk is an error and no cut file.
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
  await flushDirectory(dir);
}

/** Makes the rename itself survive a power cut, where the file system allows a directory to be flushed. */
async function flushDirectory(dir: string): Promise<void> {
  try {
    const handle = await open(dir, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file is written and in place all the same.
  }
}
