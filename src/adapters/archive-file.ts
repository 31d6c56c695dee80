/** A tar file of images on this machine's disk, written beside its place and renamed into it. */
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DocklabError } from '../host/error.ts';
import type { Archive } from '../lab/image-archive.ts';

export function createArchiveFile(file: string): Archive {
  const path = resolve(file);
  return {
    name: basename(path),
    write: async (tar, onBytes) => {
      const draft = `${path}.${process.pid}.part`;
      let written = 0;
      const counted = counter((bytes) => onBytes((written = bytes)));
      try {
        await pipeline(tar, counted, createWriteStream(draft));
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw fileError(error, path, 'write');
      }
      return written;
    },
    read: async (onBytes) => {
      const { size } = await stat(path).catch((error: unknown) => {
        throw fileError(error, path, 'read');
      });
      const counted = counter((bytes) => onBytes(bytes, size));
      const source = createReadStream(path);
      source.on('error', (error) => counted.destroy(fileError(error, path, 'read')));
      return source.pipe(counted);
    },
  };
}

/** Passes bytes on and says how many there have been so far. */
function counter(say: (bytes: number) => void): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      say(bytes);
      done(null, chunk);
    },
  });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'you have no permission',
  EPERM: 'you have no permission',
  EISDIR: 'it is a folder',
  EROFS: 'its disk is read-only',
};

function fileError(error: unknown, path: string, doing: 'read' | 'write'): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new DocklabError('disk-full', `${path} could not be written: the disk is full.`, {
      why: 'Nothing of the unfinished file was kept.',
      next: ['Choose a place with more room: df -h'],
      cause: error,
    });
  const reason = REASONS[code];
  if (reason === undefined) return error instanceof Error ? error : new Error(String(error));
  return new DocklabError('usage', `docklab cannot ${doing} ${path}: ${reason}.`, { cause: error });
}
