import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/image/budget.ts';
import { readLayer } from '../../../src/image/layer.ts';
import { Search } from '../../../src/image/search.ts';
import { stack } from '../../../src/image/stack.ts';
import { file, folder, inPieces, link, tar, type Made } from './made.ts';

const budget = () => new Budget({ maxBytes: 1e6, maxEntries: 1000 });
type Entries = readonly Made[];

/** Each list is a layer, bottom first. Files as `path mode@layer`; hidden ones with what hid them. */
async function laid(...layers: Entries[]) {
  const read = layers.map(async (entries) =>
    readLayer(inPieces(await tar(...entries)), 'none', budget(), new Search([])),
  );
  const { present, hidden } = stack(await Promise.all(read));
  return {
    present: present.map(({ path, mode, layer }) => `${path} ${mode.toString(8)}@${layer}`),
    hidden: hidden.map(({ path, mode, layer, by, at }) =>
      [`${path} ${mode.toString(8)}@${layer}`, by, at].join(' '),
    ),
    files: present,
  };
}

const none = { hidden: [] };

describe('one layer', () => {
  test('shows files with either bit, and none of the others', async () => {
    expect(
      await laid([
        file('su', 0o4755),
        file('./usr/bin/wall', 0o2755),
        file('/both', 0o6711),
        file('plain', 0o755),
        file('sticky', 0o1755),
      ]),
    ).toMatchObject({ ...none, present: ['/both 6711@0', '/su 4755@0', '/usr/bin/wall 2755@0'] });
  });

  test('shows no folder, link or device: only a file can be started', async () => {
    const entries: Entries = [
      { ...folder('mail'), mode: 0o2775 },
      { name: 'l', type: 'symlink', linkname: 'su', mode: 0o4777 },
      { name: 'd', type: 'block-device', mode: 0o4660 },
      { name: 'old-style-folder/', mode: 0o2775, content: '' },
    ];
    expect((await laid(entries)).present).toEqual([]);
  });

  test('shows a file capability', async () => {
    const pax = { 'SCHILY.xattr.security.capability': 'x' };
    const { files } = await laid([file('ping', 0o755, { pax }), file('other', 0o755)]);
    expect(files).toMatchObject([{ path: '/ping', mode: 0o755, capability: true }]);
  });

  test('the last of two entries for a path counts', async () => {
    expect((await laid([file('su', 0o4755), file('su', 0o755)])).present).toEqual([]);
  });
});

describe('hard links', () => {
  test('are names of the same file', async () => {
    const { files } = await laid([file('su', 0o4755), link('bin/su2', 'su', 0o4755)]);
    expect(files).toMatchObject([
      { path: '/bin/su2', mode: 0o4755, linkOf: '/su' },
      { path: '/su', linkOf: undefined },
    ]);
  });

  test('keep the file when its first name is taken away', async () => {
    const both: Entries = [file('su', 0o4755), link('su2', 'su', 0o4755)];
    expect(await laid(both, [file('.wh.su', 0)])).toMatchObject({
      present: ['/su2 4755@0'],
      hidden: ['/su 4755@0 removed 1'],
    });
  });

  test('keep the file when its first name is given to another in the same layer', async () => {
    const entries: Entries = [file('su', 0o4755), link('b', 'su', 0o4755), file('su', 0o755)];
    expect((await laid(entries)).present).toEqual(['/b 4755@0']);
  });

  test('set the mode of all names, as unpacking does', async () => {
    const entries: Entries = [file('su', 0o755), link('su2', 'su', 0o4755)];
    expect((await laid(entries)).present).toEqual(['/su 4755@0', '/su2 4755@0']);
  });

  test('to a file that is not there are no file', async () => {
    expect((await laid([link('b', 'nothing', 0o4755)])).present).toEqual([]);
  });
});

describe('a later layer', () => {
  const su: Entries = [folder('bin'), file('bin/su', 0o4755)];

  test('that takes the bit off hides the file, which is still in the lower one', async () => {
    expect(await laid(su, [file('bin/su', 0o755)])).toMatchObject({
      present: [],
      hidden: ['/bin/su 4755@0 replaced 1'],
    });
  });

  test('that brings the bit back is the one that counts', async () => {
    expect(await laid(su, [file('bin/su', 0o755)], su)).toMatchObject({
      present: ['/bin/su 4755@2'],
      hidden: ['/bin/su 4755@0 replaced 1'],
    });
  });

  test('removes a file, or a folder with all that is in it', async () => {
    const removed = { present: [], hidden: ['/bin/su 4755@0 removed 1'] };
    expect(await laid(su, [file('bin/.wh.su', 0)])).toMatchObject(removed);
    expect(await laid(su, [file('.wh.bin', 0)])).toMatchObject(removed);
  });

  test('removes only what is below it, whatever the order in its archive', async () => {
    const both = { present: ['/bin/su 2755@1'], hidden: ['/bin/su 4755@0 removed 1'] };
    expect(await laid(su, [file('bin/su', 0o2755), file('bin/.wh.su', 0)])).toMatchObject(both);
    expect(await laid(su, [file('bin/su', 0o2755), file('bin/.wh..wh..opq', 0)])).toMatchObject(
      both,
    );
  });

  test('empties a folder for its own files', async () => {
    expect(
      await laid(su, [folder('bin'), file('bin/.wh..wh..opq', 0), file('bin/wall', 0o2755)]),
    ).toMatchObject({ present: ['/bin/wall 2755@1'], hidden: ['/bin/su 4755@0 removed 1'] });
  });

  test('empties the root itself', async () => {
    expect((await laid(su, [file('.wh..wh..opq', 0)])).present).toEqual([]);
  });

  test('with a file in the place of a folder hides all of it', async () => {
    expect(await laid(su, [file('bin', 0o644)])).toMatchObject({
      present: [],
      hidden: ['/bin/su 4755@0 replaced 1'],
    });
  });

  test('with the folder once more hides nothing of it', async () => {
    expect(await laid(su, [folder('bin')])).toMatchObject({ ...none, present: ['/bin/su 4755@0'] });
  });

  test('removes what was never there, without a word', async () => {
    expect(await laid(su, [file('.wh.x', 0), file('y/.wh..wh..opq', 0)])).toMatchObject({
      ...none,
      present: ['/bin/su 4755@0'],
    });
  });
});

describe('hostile layers', () => {
  test('with paths that climb out stay below the root', async () => {
    expect((await laid([file('../../a/../su', 0o4755)])).present).toEqual(['/su 4755@0']);
  });

  test.each([
    ['too many files', Array.from({ length: 1001 }, (_, at) => file(`f${at}`, 0o644))],
    ['too deep folders', [file('a/'.repeat(1500), 0o644)]],
    ['a path longer than Linux allows', [file('a'.repeat(5000), 0o644)]],
  ])('with %s are refused', async (_, entries) => {
    await expect(laid(entries)).rejects.toThrow(/more than|too long/);
  });
});
