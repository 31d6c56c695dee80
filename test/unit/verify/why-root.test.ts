import { describe, expect, test } from 'vitest';
import { castOf } from '../../../src/verify/actors.ts';
import { whyRoot } from '../../../src/verify/why-root.ts';
import { hostOf, targetOf, uid, type Scene } from './container.ts';

async function why(scene: Scene) {
  const target = targetOf(scene);
  const cast = await castOf(target, hostOf(scene));
  return whyRoot(target, cast, cast.actors.at(-1) ?? cast.actors[0]);
}

const root = [[uid(0)]];
const fails = (words: string) => ({ is: 'fail', observed: expect.stringContaining(words) });

describe('why a container is root', () => {
  test('is no question when it is not', async () => {
    expect(await why({})).toBeUndefined();
  });

  test.for<[string, Scene, string]>([
    ['no user at all', { looks: root }, 'neither the last stage'],
    ['user 0', { looks: root, user: '0' }, 'started as user 0'],
    ['a 0 in disguise', { looks: root, user: '00:5' }, 'started as user 00'],
    ['root by name', { looks: root, user: 'root' }, 'started as user root'],
    [
      'an alias of root',
      { looks: root, user: 'app:app', passwd: 'root:x:0:0::/:\napp:x:0:0::/:\n' },
      'USER app, but app has uid 0 in its /etc/passwd (app:x:0:0::/:)',
    ],
    [
      'a user that is somebody in /etc/passwd',
      { looks: root, user: 'app', passwd: 'app:x:7:7::/:\n' },
      'started as user app and became root',
    ],
    ['a user in no /etc/passwd', { looks: root, user: 'app' }, 'became root'],
    [
      'a root shell that waits for the app',
      { looks: [[{ ...uid(0), argv: 'sh /start' }, {}]] },
      'what started it, `sh /start`, is still there',
    ],
    [
      'a helper of root beside the app',
      { looks: [[{}, { ...uid(0), argv: 'crond' }, {}]] },
      'beside it `crond` runs as uid 0',
    ],
    [
      'a saved uid 0',
      { looks: [[{ saved: 0 }]] },
      'acts as uid 10001 but keeps uid 0 as its real or saved id',
    ],
    ['root of a user namespace', { idMap: '0 100000 9', looks: [[uid(100000)]] }, 'neither'],
  ])('is told for %s', async ([, scene, words]) => {
    expect(await why(scene)).toMatchObject(fails(words));
  });

  test('is shown by a command that names the container', async () => {
    expect(await why({ looks: root })).toMatchObject({
      see: expect.stringContaining('the-container'),
    });
  });
});
