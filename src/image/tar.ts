/** Entries of a tar archive as it streams by: long names and pax headers are put together, contents need not be read. */
import { BadArchive } from './bad-archive.ts';
import { ByteReader } from './byte-reader.ts';
import { parsePax } from './pax.ts';
import { BLOCK, parseTarHeader, text, type TarHeader } from './tar-header.ts';

export interface TarEntry {
  type: 'file' | 'hard-link' | 'symlink' | 'directory' | 'other';
  /** Latin1, as the archive has it. */
  path: string;
  linkPath: string;
  mode: number;
  size: number;
  /** Names of the entry's extended attributes. */
  xattrs: readonly string[];
  /** To be read, if at all, before the next entry is asked for. */
  content: AsyncIterable<Buffer>;
}

/** More than a path of the kernel's can have; a longer extension is an attack on memory. */
const MAX_EXTENSION_BYTES = 1024 * 1024;
const XATTR = 'SCHILY.xattr.';

/** What extension headers said of the entry that follows them. */
interface More {
  path?: string;
  linkPath?: string;
  pax: ReadonlyMap<string, string>;
}

/** Throws `BadArchive` when the archive is damaged or ends too early. Reads the stream to its end. */
export async function* tarEntries(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = new ByteReader(source);
  let more: More = { pax: new Map() };
  for (;;) {
    const block = await reader.take(BLOCK);
    if (block === undefined) throw new BadArchive('it ends before its end mark');
    const header = parseTarHeader(block);
    if (header === undefined) break;
    if (isExtension(header)) {
      more = withExtension(more, header.type, await extension(reader, header.size));
      continue;
    }
    const entry = entryOf(header, more);
    const content = new Content(reader, entry.size);
    yield { ...entry, content };
    await content.pass();
    more = { pax: new Map() };
  }
  await reader.drain();
}

type Extension = TarHeader & { type: 'pax' | 'long-name' | 'long-link' };
const isExtension = (header: TarHeader): header is Extension =>
  header.type === 'pax' || header.type === 'long-name' || header.type === 'long-link';

async function extension(reader: ByteReader, size: number): Promise<Buffer> {
  if (size > MAX_EXTENSION_BYTES) throw new BadArchive('a header in it is too long');
  const content = await reader.take(size);
  if (content === undefined) throw new BadArchive('it ends in the middle of a header');
  await reader.skip(padding(size));
  return content;
}

function withExtension(more: More, type: Extension['type'], content: Buffer): More {
  if (type === 'pax') return { ...more, pax: parsePax(content) };
  const name = text(content, 0, content.length);
  return type === 'long-name' ? { ...more, path: name } : { ...more, linkPath: name };
}

function entryOf(header: TarHeader, { path, linkPath, pax }: More): Omit<TarEntry, 'content'> {
  const size = pax.get('size');
  if (size !== undefined && !/^\d{1,15}$/.test(size)) throw new BadArchive('a size in it is none');
  const type = isExtension(header) ? 'other' : header.type;
  return {
    type: type as TarEntry['type'],
    path: pax.get('GNU.sparse.name') ?? pax.get('path') ?? path ?? header.name,
    linkPath: pax.get('linkpath') ?? linkPath ?? header.linkName,
    mode: header.mode,
    size: type === 'file' || type === 'other' ? Number(size ?? header.size) : 0,
    xattrs: [...pax.keys()]
      .filter((key) => key.startsWith(XATTR))
      .map((key) => key.slice(XATTR.length)),
  };
}

const padding = (size: number) => (BLOCK - (size % BLOCK)) % BLOCK;

/** The bytes of an entry; whoever did not read them all is helped by `pass`. */
class Content implements AsyncIterable<Buffer> {
  readonly #reader: ByteReader;
  readonly #size: number;
  #read = 0;

  constructor(reader: ByteReader, size: number) {
    this.#reader = reader;
    this.#size = size;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for await (const piece of this.#reader.pieces(this.#size - this.#read)) {
      this.#read += piece.length;
      yield piece;
    }
  }

  async pass(): Promise<void> {
    await this.#reader.skip(this.#size - this.#read + padding(this.#size));
  }
}
