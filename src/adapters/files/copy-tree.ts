/** Copies a tree that someone else wrote: limited, never through a symlink, never a device. */
import { copyFile, chmod, lstat, mkdir, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { DocklabError } from '../../host/error.ts';
import { hasCode } from './errors.ts';

const MAX_ENTRIES = 20_000;
const MAX_BYTES = 512 * 1024 * 1024;
const MAX_DEPTH = 40;

/** Permission bits that are copied: not setuid, setgid or sticky. */
const MODE = 0o777;

/** Copies what is below `from` into `to`, over what is there. Rejects with `usage` for a tree beyond the limits. */
export async function copyTree(from: string, to: string): Promise<void> {
  await new Copy(from).directory(from, to, 0);
}

class Copy {
  readonly #from: string;
  #entries = 0;
  #bytes = 0;

  constructor(from: string) {
    this.#from = from;
  }

  async directory(from: string, to: string, depth: number): Promise<void> {
    if (depth > MAX_DEPTH) throw this.#tooMuch(`folders are nested more than ${MAX_DEPTH} deep`);
    const { mode } = await lstat(from);
    // The top folder is the caller's own and may well be reached through a symlink.
    if (depth > 0) await this.#makeWay(to, 'directory');
    await mkdir(to, { recursive: true });
    for (const entry of await readdir(from, { withFileTypes: true })) {
      this.#entries += 1;
      if (this.#entries > MAX_ENTRIES) throw this.#tooMuch(`it has more than ${MAX_ENTRIES} files`);
      const source = join(from, entry.name);
      const target = join(to, entry.name);
      if (entry.isDirectory()) await this.directory(source, target, depth + 1);
      else if (entry.isSymbolicLink()) await this.#link(source, target);
      else if (entry.isFile()) await this.#file(source, target);
    }
    // Last: a folder without write permission could not have been filled.
    if (depth > 0) await chmod(to, mode & MODE);
  }

  async #file(from: string, to: string): Promise<void> {
    const { size, mode } = await lstat(from);
    this.#bytes += size;
    if (this.#bytes > MAX_BYTES) throw this.#tooMuch(`it is larger than ${MAX_BYTES} bytes`);
    await this.#makeWay(to, 'file');
    await copyFile(from, to);
    await chmod(to, mode & MODE);
  }

  async #link(from: string, to: string): Promise<void> {
    await this.#makeWay(to, 'link');
    await symlink(await readlink(from), to);
  }

  /** What is in the way goes, unless it is a folder where a folder is to be: writing through a symlink would leave the tree. */
  async #makeWay(to: string, wanted: 'file' | 'directory' | 'link'): Promise<void> {
    try {
      const there = await lstat(to);
      if (wanted === 'directory' && there.isDirectory()) return;
      await rm(to, { recursive: true, force: true });
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
    }
  }

  #tooMuch(why: string): DocklabError {
    return new DocklabError('usage', `docklab does not copy ${this.#from}: ${why}.`);
  }
}
