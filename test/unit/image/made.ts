/** Archives made for tests: by the library that others use, and block by block where it would never write such a thing. */
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { pack, type Header } from 'tar-stream';

export type Made = Partial<Header> & Pick<Header, 'name'> & { content?: string | Buffer };

export async function tar(...entries: readonly Made[]): Promise<Buffer> {
  const stream = pack();
  for (const { content, ...header } of entries)
    if (content === undefined) stream.entry(header);
    else stream.entry(header, content);
  stream.finalize();
  return buffer(Readable.from(stream));
}

export const file = (name: string, mode: number, more: Partial<Made> = {}): Made => ({
  name,
  mode,
  content: 'x',
  ...more,
});
export const folder = (name: string): Made => ({ name, type: 'directory', mode: 0o755 });
export const link = (name: string, linkname: string, mode: number): Made => ({
  name,
  type: 'link',
  linkname,
  mode,
});

/** A stream that comes in pieces of this many bytes. */
export async function* inPieces(bytes: Buffer, size = bytes.length): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface RawHeader {
  name: string;
  type: string;
  mode?: string;
  /** The twelve bytes of the size field. */
  size?: string | Buffer;
  magic?: string;
  prefix?: string;
  linkName?: string;
}

/** One header block, its checksum right whatever else is in it. */
export function rawHeader(header: RawHeader): Buffer {
  const block = Buffer.alloc(512);
  block.write(header.name, 0, 100, 'latin1');
  block.write(header.mode ?? '0000755\0', 100, 'latin1');
  const size = header.size ?? '00000000000\0';
  if (typeof size === 'string') block.write(size, 124, 'latin1');
  else size.copy(block, 124);
  block.write(header.type, 156, 'latin1');
  block.write(header.linkName ?? '', 157, 100, 'latin1');
  block.write(header.magic ?? 'ustar\x0000', 257, 'latin1');
  block.write(header.prefix ?? '', 345, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 8 * 32);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Content filled up to whole blocks. */
export const padded = (content: string | Buffer): Buffer => {
  const bytes = Buffer.from(content);
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
};

export const octal = (size: number) => `${size.toString(8).padStart(11, '0')}\0`;
export const END = Buffer.alloc(1024);

interface Layout {
  /** `docker`: folders with a `layer.tar`; `oci`: blobs without a name that tells anything. */
  as?: 'docker' | 'oci';
  history?: readonly { created_by?: string; empty_layer?: boolean }[];
}

/** What `docker save` writes for an image of these layers, bottom first. */
export async function saved(
  layers: readonly Buffer[],
  { as = 'docker', history = [] }: Layout = {},
): Promise<Buffer> {
  const names = layers.map((_, at) => (as === 'oci' ? `blobs/sha256/${at}` : `${at}/layer.tar`));
  const config = as === 'oci' ? 'blobs/sha256/c' : 'c.json';
  return tar(
    { name: config, content: JSON.stringify({ history }) },
    ...layers.map((content, at) => ({ name: names[at] ?? '', content })),
    { name: 'manifest.json', content: JSON.stringify([{ Config: config, Layers: names }]) },
  );
}
