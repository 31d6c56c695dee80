/** The two ways to read facts must agree on the files of the host, whatever is made of names and links. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { FactRequest } from '../../../src/host/facts.ts';
import { both, NAMESPACES, textOf, texts } from './facts-both.ts';

describe("of the host's files", () => {
  const dir = mkdtempSync(join(tmpdir(), 'docklab-test-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(join(dir, 'empty'));
  mkdirSync(join(dir, 'closed'), { mode: 0o000 });
  mkdirSync(join(dir, 'odd names'));
  for (const name of [
    'a b',
    'new\nline',
    '.hidden',
    '..twice',
    '*',
    '.[!.]*',
    '-n',
    'é',
    '\u001b[31m',
  ])
    writeFileSync(join(dir, 'odd names', name), name);
  writeFileSync(join(dir, 'setuid'), '');
  chmodSync(join(dir, 'setuid'), 0o6711);
  writeFileSync(join(dir, 'secret'), 's3cret\0\u00ff\n', { mode: 0o000 });
  symlinkSync('odd names/../secret', join(dir, 'relative'));
  symlinkSync(join(dir, 'secret'), join(dir, 'absolute'));
  symlinkSync(dir, join(dir, 'again'));
  symlinkSync('circle', join(dir, 'circle'));
  symlinkSync('/proc/self/status', join(dir, 'reader'));
  symlinkSync('target\nof two lines', join(dir, 'two'));
  execFileSync('mkfifo', [join(dir, 'fifo')]);

  const kinds: FactRequest['get'][] = ['text', 'link', 'stat', 'list'];
  test.each([
    'empty',
    'closed',
    'odd names',
    'odd names/a b',
    'odd names/new\nline',
    'odd names/*',
    'odd names/é',
    'setuid',
    'secret',
    'relative',
    'absolute',
    'again/again/secret',
    'circle',
    'circle/x',
    'reader',
    'two',
    'fifo',
    'none',
    'none/x',
    'secret/x',
  ])('everything about %j', async (name) => {
    const answers = await both(kinds.map((get) => ({ get, path: join(dir, name) })));
    expect(answers).toHaveLength(kinds.length);
  });

  test('and it is the truth', async () => {
    const [stat, text, names, cut, absent, closed] = await both([
      { get: 'stat', path: join(dir, 'setuid') },
      { get: 'text', path: join(dir, 'again/absolute') },
      { get: 'list', path: join(dir, 'odd names') },
      { get: 'text', path: join(dir, 'secret'), maxBytes: 3 },
      { get: 'stat', path: join(dir, 'none') },
      { get: 'list', path: join(dir, 'closed') },
    ]);
    expect(stat).toMatchObject({ stat: { type: 'file', mode: 0o6711, uid: 0, gid: 0, size: 0 } });
    expect(text).toEqual({ is: 'text', text: 's3cret\0\u00ff\n', truncated: false });
    expect(names).toMatchObject({
      names: expect.arrayContaining(['*', '-n', '..twice', 'new\nline', 'é']),
    });
    expect(cut).toEqual({ is: 'text', text: 's3c', truncated: true });
    expect(absent).toMatchObject({ is: 'absent' });
    expect(closed).toEqual({ is: 'list', names: [] });
  });

  test('made after the probe started', async () => {
    writeFileSync(join(dir, 'late'), 'late');
    expect(textOf((await both(texts([join(dir, 'late')])))[0])).toBe('late');
  });

  test('of the system, through its own links', async () => {
    const answers = await both([
      { get: 'text', path: '/etc/shadow' },
      { get: 'stat', path: '/var/run/docker.sock' },
      { get: 'link', path: '/var/run' },
      { get: 'list', path: '/etc' },
      { get: 'text', path: '/etc/os-release' },
      { get: 'text', path: '/proc/sys/kernel/osrelease' },
      { get: 'text', path: '/proc/mounts' },
      { get: 'stat', path: '/dev/null' },
      { get: 'text', path: '/dev/zero' },
      { get: 'list', path: '/sys/fs/cgroup' },
      { get: 'text', path: '/proc/99999999/status' },
    ]);
    expect(answers[0]).toMatchObject({ is: 'text', text: expect.stringContaining('root:') });
  });

  test('that are refused even to root, where there are any', async () => {
    const answers = await both([
      ...NAMESPACES.map((name) => ({ get: 'link', path: `/proc/1/ns/${name}` }) as const),
      { get: 'text', path: '/proc/1/environ' },
      { get: 'list', path: '/proc/1/fd' },
    ]);
    expect(answers).toHaveLength(NAMESPACES.length + 2);
  });
});
