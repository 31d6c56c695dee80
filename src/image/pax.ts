/** Records of a pax extended header: `LENGTH KEY=VALUE\n`, the length in decimal and of the whole record. Pure. */
import { BadArchive } from './bad-archive.ts';

/** Keys and values, one character a byte (latin1). Throws `BadArchive` for what is no list of records. */
export function parsePax(content: Buffer): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(0x20, at);
    const digits = content.toString('latin1', at, Math.max(at, space));
    const end = at + Number(digits);
    const isRecord = /^[1-9]\d{0,8}$/.test(digits) && end > space && content[end - 1] === 0x0a;
    const equals = content.indexOf(0x3d, space);
    if (!isRecord || equals < 0 || equals >= end)
      throw new BadArchive('a pax header in it is none');
    const key = content.toString('latin1', space + 1, equals);
    records.set(key, content.toString('latin1', equals + 1, end - 1));
    at = end;
  }
  return records;
}
