/** One block of a tar archive, as ustar, GNU tar and pax write it. See tar(5) and pax(1). Pure. */
import { BadArchive } from './bad-archive.ts';

export const BLOCK = 512;

/** What the type flag says; `extension` blocks say more about the entry that follows. */
type TarType =
  'file' | 'hard-link' | 'symlink' | 'directory' | 'other' | 'pax' | 'long-name' | 'long-link';

export interface TarHeader {
  type: TarType;
  /** One character a byte (latin1): names are bytes, and two of them must never become one. */
  name: string;
  linkName: string;
  /** Permission bits with setuid, setgid and sticky. */
  mode: number;
  /** Bytes that follow the header. */
  size: number;
}

const TYPES: Readonly<Record<string, TarType>> = {
  '\0': 'file',
  '0': 'file',
  '7': 'file',
  S: 'file',
  '1': 'hard-link',
  '2': 'symlink',
  '5': 'directory',
  x: 'pax',
  L: 'long-name',
  K: 'long-link',
};

/** Types that have no content, whatever their size field says. */
const EMPTY: ReadonlySet<TarType> = new Set(['hard-link', 'symlink', 'directory']);
/** Devices and pipes: no content either. */
const EMPTY_FLAGS = new Set(['3', '4', '6']);

/** Parses a header block; undefined for the block of zeros that ends an archive. Throws `BadArchive` for anything else. */
export function parseTarHeader(block: Buffer): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  if (number(block, 148, 8) !== checksum(block))
    throw new BadArchive('it is no tar archive, or a damaged one');
  const flag = String.fromCharCode(block[156] ?? 0);
  const name = fullName(block);
  const named = TYPES[flag] ?? 'other';
  const type = named === 'file' && name.endsWith('/') ? 'directory' : named;
  const hasContent = !EMPTY.has(type) && !EMPTY_FLAGS.has(flag);
  return {
    type,
    name,
    linkName: text(block, 157, 100),
    mode: number(block, 100, 8) & 0o7777,
    size: hasContent ? number(block, 124, 12) : 0,
  };
}

function fullName(block: Buffer): string {
  const name = text(block, 0, 100);
  // GNU's own magic has spaces, and other fields where ustar has the prefix.
  const prefix = text(block, 257, 6) === 'ustar' && block[262] === 0 ? text(block, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Sum of all bytes, the checksum's own taken as spaces. */
function checksum(block: Buffer): number {
  let sum = 8 * 32;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += block[at] ?? 0;
  return sum;
}

export function text(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return (end < 0 ? field : field.subarray(0, end)).toString('latin1');
}

/** A number in octal, or in base 256 where the first bit is set. */
function number(block: Buffer, at: number, length: number): number {
  const first = block[at] ?? 0;
  if ((first & 0x80) === 0) {
    const digits = text(block, at, length).trim();
    if (!/^[0-7]*$/.test(digits)) throw new BadArchive('a number in it is none');
    return Number.parseInt(digits || '0', 8);
  }
  let value = BigInt(first & 0x7f);
  for (const byte of block.subarray(at + 1, at + length)) value = (value << 8n) | BigInt(byte);
  // A set second bit makes it negative; both that and more than can be counted is nonsense.
  if ((first & 0x40) !== 0 || value > BigInt(Number.MAX_SAFE_INTEGER))
    throw new BadArchive('a size in it is none');
  return Number(value);
}
