import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { cacheOf, pathsOf } from '../../../src/main/paths.ts';

test('without a wish, everything is in the usual folders of the person, one per course', () => {
  expect(pathsOf({}, 'mini')).toEqual({
    workspaces: join(homedir(), '.local/share/docklab/mini/workspaces'),
    progress: join(homedir(), '.local/share/docklab/mini/progress.json'),
    state: join(homedir(), '.local/state/docklab/mini'),
    versions: join(homedir(), '.cache/docklab/versions-mini.yaml'),
  });
});

test('the XDG folders are honoured when they are absolute', () => {
  const env = { XDG_DATA_HOME: '/data', XDG_STATE_HOME: 'relative' };
  expect(pathsOf(env, 'mini')).toMatchObject({
    progress: '/data/docklab/mini/progress.json',
    state: join(homedir(), '.local/state/docklab/mini'),
  });
});

test('DOCKLAB_HOME moves all of it', () => {
  const env = { DOCKLAB_HOME: 'here', XDG_DATA_HOME: '/data', XDG_STATE_HOME: '/state' };
  for (const path of Object.values(pathsOf(env, 'mini')))
    expect(path.startsWith(resolve('here'))).toBe(true);
});

test('what may be lost is in the folder for that', () => {
  expect(cacheOf({})).toBe(join(homedir(), '.cache/docklab'));
  expect(cacheOf({ XDG_CACHE_HOME: '/cache' })).toBe('/cache/docklab');
  expect(cacheOf({ DOCKLAB_HOME: '/here' })).toBe('/here/cache');
});
