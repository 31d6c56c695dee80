import { describe, expect, test } from 'vitest';
import { BadArchive } from '../../../src/image/bad-archive.ts';
import { tarEntries } from '../../../src/image/tar.ts';
import { END, file, folder, inPieces, link, octal, padded, rawHeader, tar } from './made.ts';

async function read(bytes: Buffer, pieces?: number) {
  const found = [];
  for await (const { content: _, ...entry } of tarEntries(inPieces(bytes, pieces)))
    found.push(entry);
  return found;
}
const paths = async (bytes: Buffer) => (await read(bytes)).map(({ path }) => path);

describe('entries of a tar archive', () => {
  test('come with type, mode, link and size', async () => {
    const bytes = await tar(
      folder('bin'),
      file('bin/su', 0o4755, { content: 'abc' }),
      link('bin/other', 'bin/su', 0o4755),
      { name: 'bin/sh', type: 'symlink', linkname: 'su' },
      { name: 'null', type: 'character-device' },
    );
    expect(await read(bytes)).toMatchObject([
      { type: 'directory', mode: 0o755 },
      { type: 'file', path: 'bin/su', mode: 0o4755, size: 3 },
      { type: 'hard-link', path: 'bin/other', linkPath: 'bin/su', mode: 0o4755 },
      { type: 'symlink', linkPath: 'su' },
      { type: 'other', size: 0 },
    ]);
  });

  test.each([1, 7, 511, 512, 513])('are the same in pieces of %i bytes', async (size) => {
    const bytes = await tar(file('a', 0o644, { content: 'y'.repeat(1300) }), file('b', 0o755));
    expect(await read(bytes, size)).toEqual(await read(bytes));
  });

  test('have contents that need not be read to the end', async () => {
    const bytes = await tar(file('a', 0o644, { content: 'y'.repeat(5000) }), file('b', 0o755));
    const found: string[] = [];
    for await (const { path, content } of tarEntries(inPieces(bytes, 100))) {
      for await (const piece of content) {
        found.push(`${path} ${piece.length > 0}`);
        break;
      }
    }
    expect(found).toEqual(['a true', 'b true']);
  });
});

describe('long names', () => {
  const long = `${'long/'.repeat(60)}name`;

  test('of pax', async () => {
    expect(await paths(await tar(file(long, 0o644), file('b', 0o644)))).toEqual([long, 'b']);
  });

  test('of GNU tar', async () => {
    const bytes = Buffer.concat([
      rawHeader({ name: '././@LongLink', type: 'K', size: octal(3), magic: 'ustar  ' }),
      padded('to\0'),
      rawHeader({ name: '././@LongLink', type: 'L', size: octal(long.length), magic: 'ustar  ' }),
      padded(long),
      rawHeader({ name: 'cut', type: '1', magic: 'ustar  ', linkName: 'cut' }),
      rawHeader({ name: 'b', type: '0' }),
      END,
    ]);
    expect(await read(bytes)).toMatchObject([
      { path: long, linkPath: 'to' },
      { path: 'b', linkPath: '' },
    ]);
  });

  test('of ustar, in two parts; GNU keeps something else in the second', async () => {
    const two = (magic: string) =>
      paths(Buffer.concat([rawHeader({ name: 'b', type: '0', prefix: 'a', magic }), END]));
    expect(await two('ustar\x0000')).toEqual(['a/b']);
    expect(await two('ustar  \0')).toEqual(['b']);
  });

  test('that are no UTF-8 stay two different names', async () => {
    const bytes = Buffer.concat([
      rawHeader({ name: 'a\xfe', type: '0' }),
      rawHeader({ name: 'a\xff', type: '0' }),
      END,
    ]);
    expect(new Set(await paths(bytes)).size).toBe(2);
  });
});

describe('pax headers', () => {
  test('say which extended attributes a file has', async () => {
    const pax = { 'SCHILY.xattr.security.capability': 'x', comment: 'y' };
    expect(await read(await tar(file('a', 0o755, { pax }), file('b', 0o755)))).toMatchObject([
      { path: 'a', xattrs: ['security.capability'] },
      { path: 'b', xattrs: [] },
    ]);
  });

  test('of the whole archive change no entry', async () => {
    const record = '16 path=global\n\n';
    const bytes = Buffer.concat([
      rawHeader({ name: 'g', type: 'g', size: octal(record.length) }),
      padded(record),
      rawHeader({ name: 'a', type: '0' }),
      END,
    ]);
    expect(await paths(bytes)).toEqual(['g', 'a']);
  });

  test.each(['8 path=x\n', '99 path=x\n', 'path=x\n', '0 a=b\n', '-9 a=b\n', '7 pathx\n'])(
    '%j are refused',
    async (record) => {
      const bytes = Buffer.concat([
        rawHeader({ name: 'x', type: 'x', size: octal(record.length) }),
        padded(record),
        rawHeader({ name: 'a', type: '0' }),
        END,
      ]);
      await expect(read(bytes)).rejects.toThrow('pax header');
    },
  );
});

describe('sizes in base 256', () => {
  const sized = (...bytes: number[]) => {
    const size = Buffer.alloc(12);
    size.set(bytes.slice(0, 1));
    size.set(bytes.slice(1), 12 - bytes.length + 1);
    return Buffer.concat([rawHeader({ name: 'a', type: '0', size }), padded('abc'), END]);
  };

  test('are read', async () => {
    expect(await read(sized(0x80, 3))).toMatchObject([{ size: 3 }]);
  });

  test.each([
    ['negative', [0xff, 0xff]],
    ['beyond counting', [0x80, 1, 0, 0, 0, 0, 0, 0, 0]],
  ])('that are %s are refused', async (_, bytes) => {
    await expect(read(sized(...bytes))).rejects.toThrow(BadArchive);
  });
});

describe('a damaged archive is refused', () => {
  test('when it is cut off, wherever that is', async () => {
    const bytes = await tar(file('a', 0o644, { content: 'y'.repeat(700) }), file('b', 0o644));
    for (const end of [0, 100, 512, 600, 1200, 1536, 2000, 2560])
      await expect(read(bytes.subarray(0, end))).rejects.toThrow(BadArchive);
  });

  test('when a header was changed', async () => {
    const bytes = await tar(file('a', 0o644));
    bytes[0] = 0x62;
    await expect(read(bytes)).rejects.toThrow('damaged');
  });

  test('when a number is none', async () => {
    const bytes = Buffer.concat([rawHeader({ name: 'a', type: '0', size: 'nonsense' }), END]);
    await expect(read(bytes)).rejects.toThrow(BadArchive);
  });

  test('before a name of a gigabyte is kept in memory', async () => {
    const bytes = rawHeader({ name: 'x', type: 'L', size: octal(2 ** 30) });
    await expect(read(Buffer.concat([bytes, END]))).rejects.toThrow('too long');
  });
});
