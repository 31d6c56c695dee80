import { expect, test } from 'vitest';
import type { FactAnswer, FactRequest } from '../../../src/host/facts.ts';
import { followLinks } from '../../../src/verify/container-path.ts';
import type { Target } from '../../../src/verify/target.ts';

const target = { info: { pid: 42 } } as Target;

/** A host whose container has these symbolic links and nothing else. */
const hostWith = (links: Record<string, string>) => ({
  read: async (requests: readonly FactRequest[]): Promise<FactAnswer[]> =>
    requests.map(({ path }) => {
      const link = links[path.replace('/proc/42/root', '')];
      return link === undefined
        ? { is: 'failed', reason: 'not a link' }
        : { is: 'link', target: link };
    }),
});

test.for<[string, Record<string, string>, string, string]>([
  ['a directory stays what it is', {}, '/data', '/data'],
  ['slashes and dots are taken out', {}, '//srv/./x/../data/', '/srv/data'],
  ['an absolute link leads within the container', { '/data': '/run/notes' }, '/data', '/run/notes'],
  ['a relative link starts where it is', { '/srv/data': '../tmp' }, '/srv/data', '/tmp'],
  ['links in a row are followed', { '/data': '/a', '/a': '/b' }, '/data', '/b'],
  ['nothing leads above the root', { '/data': '../../../etc' }, '/data', '/etc'],
])('%s', async ([, links, path, expected]) => {
  expect(await followLinks(target, hostWith(links), path)).toBe(expected);
});

test('a circle of links ends', async () => {
  const circle = hostWith({ '/a': '/b', '/b': '/a' });
  expect(await followLinks(target, circle, '/a')).toMatch(/^\/[ab]$/);
});
