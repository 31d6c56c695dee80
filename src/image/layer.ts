/** One layer of an image: what its tar adds, and what it takes away of the layers below. */
import { posix } from 'node:path';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BadArchive } from './bad-archive.ts';
import type { Budget } from './budget.ts';
import type { Search } from './search.ts';
import { tarEntries, type TarEntry } from './tar.ts';

/** What is behind one or more names: hard links share it. */
export interface Inode {
  mode: number;
  /** Whether it has a file capability (the extended attribute `security.capability`). */
  capability: boolean;
  /** Places in the list of values that were looked for, of those that its content holds. */
  holds: readonly number[];
  /** The name that it had first, in its layer. */
  first: string;
}

export type LayerEntry = { is: 'file'; inode: Inode } | { is: 'directory' } | { is: 'other' };

/** Paths have no slash at their start, and one character a byte (latin1). */
export interface Layer {
  entries: ReadonlyMap<string, LayerEntry>;
  /** Whiteouts: these are gone from the layers below. */
  removed: readonly string[];
  /** Opaque directories: nothing of the layers below is in them. */
  emptied: readonly string[];
}

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
/** Linux allows no longer path (PATH_MAX). */
const MAX_PATH = 4096;

const DIRECTORY: LayerEntry = { is: 'directory' };
const OTHER: LayerEntry = { is: 'other' };

export type Compression = 'none' | 'gzip' | 'zstd';

/** Reads a layer's tar to its end. Throws `BadArchive`. */
export async function readLayer(
  content: AsyncIterable<Uint8Array>,
  compression: Compression,
  budget: Budget,
  search: Search,
): Promise<Layer> {
  const entries = new Map<string, LayerEntry>();
  const removed: string[] = [];
  const emptied: string[] = [];
  for await (const entry of tarEntries(unpacked(content, compression, budget))) {
    const path = normalPath(entry.path);
    budget.spendEntries(path.split('/').length);
    const { base, dir } = posix.parse(path);
    if (base === OPAQUE) emptied.push(dir);
    else if (base.startsWith(WHITEOUT)) removed.push(posix.join(dir, base.slice(WHITEOUT.length)));
    else if (path !== '') {
      const isSearched = entry.type === 'file' && !search.isEmpty;
      const holds = isSearched ? await search.inContent(entry.content) : [];
      entries.set(path, layerEntry(entry, path, entries, holds));
    }
  }
  return { entries, removed, emptied };
}

function layerEntry(
  entry: TarEntry,
  path: string,
  entries: ReadonlyMap<string, LayerEntry>,
  holds: readonly number[],
): LayerEntry {
  switch (entry.type) {
    case 'directory':
      return DIRECTORY;
    case 'file':
      return {
        is: 'file',
        inode: {
          mode: entry.mode,
          capability: entry.xattrs.includes('security.capability'),
          holds,
          first: path,
        },
      };
    case 'hard-link': {
      const target = entries.get(normalPath(entry.linkPath));
      // Whoever unpacks it sets the mode once more, and so on all names.
      if (target?.is === 'file') target.inode.mode = entry.mode;
      return target ?? OTHER;
    }
    default:
      return OTHER;
  }
}

/** As a path below the root: no dots, no slash at either end. `..` leads nowhere but to the root. */
function normalPath(path: string): string {
  if (path.length > MAX_PATH) throw new BadArchive('a path in it is too long');
  return posix.join('/', path).replace(/^\/+|\/+$/g, '');
}

async function* unpacked(
  content: AsyncIterable<Uint8Array>,
  compression: Compression,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  if (compression === 'none') return yield* content;
  const unpack = compression === 'gzip' ? createGunzip() : createZstdDecompress();
  // What goes wrong on the way destroys `unpack`, and is thrown there.
  const feeding = pipeline(Readable.from(content), unpack).catch(() => undefined);
  try {
    yield* budget.counted(unpack);
  } catch (error) {
    throw error instanceof BadArchive ? error : new BadArchive(`a layer in it is damaged`);
  }
  await feeding;
}
