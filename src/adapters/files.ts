/** The Files port on this machine's disk. */
import { createHash } from 'node:crypto';
import { constants, type Dirent } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { DocklabError } from '../host/error.ts';
import type { Entry, EntryKind, Files } from '../host/files.ts';
import { copyTree } from './files/copy-tree.ts';
import { fileError, hasCode } from './files/errors.ts';
import { takeLock } from './files/lock.ts';
import { writeWhole } from './files/write-whole.ts';

/** The Files port of this machine; failures are mapped in one place, here. */
export function localFiles(): Files {
  return {
    read: (path, maxBytes) => explained('read', path, () => read(path, maxBytes)),
    digest: (path, maxBytes) => explained('read', path, () => digest(path, maxBytes)),
    write: (path, text, mode) => explained('write', path, () => writeWhole(path, text, mode)),
    kind: (path) => explained('look at', path, () => kind(path)),
    list: (path) => explained('list', path, () => list(path)),
    makeDirectory: (path) =>
      explained('make the folder', path, async () => {
        await mkdir(path, { recursive: true });
      }),
    rename: (from, to) => explained('rename', from, () => rename(from, to)),
    copyTree: (from, to) => explained('copy', from, () => copyTree(from, to)),
    remove: (path) => explained('remove', path, () => rm(path, { recursive: true, force: true })),
    lock: (path) => explained('lock', path, () => takeLock(path)),
  };
}

async function explained<T>(doing: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileError(error, doing, path);
  }
}

async function read(path: string, maxBytes: number): Promise<string | undefined> {
  return (await bytesOf(path, maxBytes))?.toString('utf8');
}

async function digest(path: string, maxBytes: number): Promise<string | undefined> {
  const bytes = await bytesOf(path, maxBytes);
  return bytes && createHash('sha256').update(bytes).digest('hex');
}

async function bytesOf(path: string, maxBytes: number): Promise<Buffer | undefined> {
  let file;
  try {
    // Not blocking: a FIFO in a learner's folder must not hold docklab up.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new DocklabError('usage', `${path} is no file.`);
    // One byte more than it has now, to see its end at once; what grows meanwhile, or has no size, is read on.
    let buffer = Buffer.alloc(Math.min(stat.size, maxBytes) + 1);
    let length = 0;
    while (length <= maxBytes) {
      if (length === buffer.length)
        buffer = Buffer.concat([buffer], Math.min(length * 2, maxBytes) + 1);
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
      if (bytesRead === 0) return buffer.subarray(0, length);
      length += bytesRead;
    }
    throw new DocklabError('usage', `${path} is longer than ${maxBytes} bytes.`, {
      why: 'docklab reads no file without a limit.',
    });
  } finally {
    await file.close();
  }
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'symlink' : 'other';
}

async function kind(path: string): Promise<EntryKind | undefined> {
  try {
    return kindOf(await lstat(path));
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

async function list(path: string): Promise<Entry[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
