/** A folder as the tar stream of a build context. */
import { lstat, readFile, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pack, type Pack } from 'tar-stream';
import { DocklabError } from '../host/error.ts';

/** A lab's context is some scripts and pages; far more than this is a mistake. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Files below `dir`, with their permission to execute; owners and times are left out, so that builds can be cached. */
export async function packFolder(dir: string): Promise<NodeJS.ReadableStream> {
  const tar = pack();
  await addFolder(tar, dir, '', { bytes: 0 });
  tar.finalize();
  return Readable.from(tar);
}

const FIXED = { mtime: new Date(0), uid: 0, gid: 0 };

async function addFolder(
  tar: Pack,
  dir: string,
  below: string,
  so: { bytes: number },
): Promise<void> {
  for (const file of (await readdir(join(dir, below))).toSorted()) {
    const name = below === '' ? file : `${below}/${file}`;
    const path = join(dir, name);
    const stat = await lstat(path);
    if (stat.isDirectory()) {
      tar.entry({ ...FIXED, name, mode: 0o755, type: 'directory' });
      await addFolder(tar, dir, name, so);
    } else if (stat.isSymbolicLink())
      tar.entry({ ...FIXED, name, type: 'symlink', linkname: await readlink(path) });
    else if (stat.isFile()) {
      so.bytes += stat.size;
      if (so.bytes > MAX_BYTES) throw tooLarge(dir);
      const mode = (stat.mode & 0o100) === 0 ? 0o644 : 0o755;
      tar.entry({ ...FIXED, name, mode }, await readFile(path));
    }
  }
}

const tooLarge = (dir: string) =>
  new DocklabError('course-invalid', `${dir} is too large to build an image from.`, {
    why: `A build context holds at most ${MAX_BYTES / 1024 / 1024} MiB.`,
  });
