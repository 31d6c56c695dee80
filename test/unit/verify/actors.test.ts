import { describe, expect, test } from 'vitest';
import { castOf, rightToWrite, type Actor, type OwnedFile } from '../../../src/verify/actors.ts';
import { hostOf, targetOf, uid, type Scene } from './container.ts';

const look = (scene: Scene) => castOf(targetOf(scene), hostOf(scene));

describe('who runs in a container', () => {
  test('is told in the container’s own numbers when the engine maps them', async () => {
    const idMap = '0 100000 65536';
    const { actors } = await look({ idMap, looks: [[{ ...uid(100000), gid: 110001 }]] });
    expect(actors[0]).toMatchObject({ uids: [0, 0, 0, 0], gids: [10001, 10001, 10001, 10001] });
  });

  test('names a process by its command line, or by its name when it has none', async () => {
    const { actors } = await look({ looks: [[{ argv: 'httpd -f' }, { argv: '' }]] });
    expect(actors.map(({ argv }) => argv)).toEqual(['httpd -f', 'it']);
  });

  test('is asked again while a container just started may still be dropping root', async () => {
    const looks = [[uid(0)], [uid(0)], [uid(10001)]];
    const { actors } = await look({ looks, startedAt: new Date() });
    expect(actors[0].uids).toEqual([10001, 10001, 10001, 10001]);
  });

  test('is asked once when the container is older than that', async () => {
    const { actors } = await look({ looks: [[uid(0)], [uid(10001)]], startedAt: new Date(0) });
    expect(actors[0].uids).toEqual([0, 0, 0, 0]);
  });

  test('is an error, never nobody, when no process could be read', async () => {
    await expect(look({ looks: [[]] })).rejects.toThrow('could not be read');
  });
});

describe('the files of a container', () => {
  test('are those that exist, with owners in the container’s numbers', async () => {
    const scene = { idMap: '0 100000 65536', files: { '/a': { uid: 100007, gid: 100000 } } };
    const { files } = await look(scene);
    expect(await files(['/a', '/b'])).toEqual([
      { path: '/a', type: 'file', mode: 0o644, uid: 7, gid: 0 },
    ]);
  });

  test('are found below a folder, links not followed, up to the limit', async () => {
    const { tree } = await look({
      files: {
        '/app': { type: 'directory' },
        '/app/www': { type: 'directory' },
        '/app/link': { type: 'symlink' },
        '/app/www/a': {},
        '/app/www/b': {},
      },
      folders: { '/app': ['www', 'link'], '/app/www': ['a', 'b'], '/app/link': ['never'] },
    });
    const paths = async (limit: number) => (await tree('/app', limit)).map(({ path }) => path);
    expect(await paths(99)).toEqual(['/app', '/app/www', '/app/link', '/app/www/a', '/app/www/b']);
    expect(await paths(4)).toHaveLength(4);
  });
});

describe('the right to write a file', () => {
  const app: Actor = { argv: 'app', uids: [7, 7, 7, 7], gids: [8, 8, 8, 8], groups: [9] };
  const file = (over: Partial<OwnedFile>): OwnedFile => ({
    path: '/f',
    type: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    ...over,
  });

  test.for<[string, Partial<OwnedFile>, string | undefined]>([
    ['nobody but root for a file of root', {}, undefined],
    ['the owner, even of a write-protected file', { uid: 7, mode: 0o444 }, 'owner'],
    ['the group, when its bit is set', { gid: 8, mode: 0o664 }, 'group'],
    ['a supplementary group as well', { gid: 9, mode: 0o664 }, 'group'],
    ['not the group without its bit, whatever others may', { gid: 8, mode: 0o606 }, undefined],
    ['everyone, when that bit is set', { mode: 0o666 }, 'everyone'],
    [
      'nobody by the mode of a link, which says nothing',
      { type: 'symlink', mode: 0o777 },
      undefined,
    ],
  ])('has %s', ([, over, right]) => {
    expect(rightToWrite(app, file(over))).toBe(right);
  });

  test('has who is root by any of its ids', () => {
    expect(rightToWrite({ ...app, uids: [7, 7, 0, 7] }, file({}))).toBe('root');
  });
});
