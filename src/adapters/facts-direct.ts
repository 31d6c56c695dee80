/** Facts read straight from this machine's own files: for root on the engine's machine. */
import { constants } from 'node:fs';
import { lstat, open, opendir, readlink, stat } from 'node:fs/promises';
import type { FactAnswer, FactRequest, Facts } from '../host/facts.ts';
import { factPath } from './facts/fact-path.ts';
import { toFileStat } from './facts/file-stat.ts';
import { bytesOf, MAX_LIST_BYTES } from './facts/limits.ts';
import { NOT_A_FACT, refusal } from './facts/refusal.ts';
import { resolve } from './facts/resolve.ts';

/** Reads at a time: enough to overlap, few enough for any limit on open files. */
const AT_ONCE = 16;

/** The Facts port for this very machine; holds nothing open between batches. */
export function directFacts(): Facts {
  return {
    via: 'direct',
    read: async (requests, signal) => {
      const answers: FactAnswer[] = [];
      for (let at = 0; at < requests.length; at += AT_ONCE) {
        signal?.throwIfAborted();
        answers.push(...(await Promise.all(requests.slice(at, at + AT_ONCE).map(answer))));
      }
      return answers;
    },
    close: async () => undefined,
  };
}

async function answer(request: FactRequest): Promise<FactAnswer> {
  const path = factPath(request.path);
  if (path === undefined) return NOT_A_FACT;
  try {
    return await read({ ...request, path });
  } catch (error) {
    return refusal(error instanceof Error && 'code' in error ? String(error.code) : undefined);
  }
}

async function read(request: FactRequest): Promise<FactAnswer> {
  switch (request.get) {
    case 'text':
      return text(await resolve(request.path, 'follow'), bytesOf(request));
    case 'link':
      return { is: 'link', target: await readlink(await resolve(request.path, 'keep')) };
    case 'stat':
      return statOf(await resolve(request.path, 'keep'));
    case 'list':
      return list(await resolve(request.path, 'follow'));
  }
}

/** Opening anything but a regular file may block or act (a FIFO, a device), so its kind is asked first. */
async function text(path: string, maxBytes: number): Promise<FactAnswer> {
  const kind = await stat(path);
  if (kind.isDirectory()) return refusal('EISDIR');
  if (!kind.isFile()) return refusal('EINVAL');
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const buffer = Buffer.alloc(maxBytes + 1);
    let length = 0;
    // Files below /proc claim to be empty and give a piece at a time.
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    const kept = buffer.subarray(0, Math.min(length, maxBytes));
    return { is: 'text', text: kept.toString('utf8'), truncated: length > maxBytes };
  } finally {
    await file.close();
  }
}

async function statOf(path: string): Promise<FactAnswer> {
  const { mode, uid, gid, size, ino: inode, dev: device } = await lstat(path);
  return { is: 'stat', stat: toFileStat({ mode, uid, gid, size, inode, device }) };
}

async function list(path: string): Promise<FactAnswer> {
  if (!(await stat(path)).isDirectory()) return refusal('EINVAL');
  const names: string[] = [];
  let bytes = 0;
  for await (const entry of await opendir(path)) {
    bytes += Buffer.byteLength(entry.name) + 1;
    if (bytes > MAX_LIST_BYTES) break;
    names.push(entry.name);
  }
  return { is: 'list', names: names.toSorted() };
}
