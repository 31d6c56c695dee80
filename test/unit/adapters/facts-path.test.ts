import { describe, expect, test } from 'vitest';
import { factPath, walkOf } from '../../../src/adapters/facts/fact-path.ts';
import { parseAnswer, requestLine } from '../../../src/adapters/facts/probe-wire.ts';
import type { FactRequest } from '../../../src/host/facts.ts';

describe('paths of facts', () => {
  test.each([
    ['/proc/1/status', '/proc/1/status'],
    ['/etc//passwd', '/etc/passwd'],
    ['/etc/', '/etc'],
    ['/proc/5/root/../../6/environ', '/proc/6/environ'],
    ['/', '/'],
  ])('%s is read as %s', (path, clean) => expect(factPath(path)).toBe(clean));

  test.each([
    ['a relative one', 'etc/passwd'],
    ['an empty one', ''],
    ['one with NUL', '/etc/pass\0wd'],
    ['an endless one', `/${'x'.repeat(5000)}`],
    ['one that depends on the reader', '/proc/self/status'],
    ['the same in other words', '/proc/1/../self/ns/pid'],
    ['one that would block', '/proc/kmsg'],
  ])('%s is not read', (_, path) => expect(factPath(path)).toBeUndefined());
});

describe('who follows the links on the way', () => {
  test.each(['/proc/5/ns/pid', '/proc/5/exe', '/proc/5/root', '/proc/5/rootkit', '/proc/5/fd/3'])(
    'the kernel, its own: %s',
    (path) => expect(walkOf(path)).toEqual({ is: 'kernel' }),
  );
  test("docklab, inside the process's root", () => {
    expect(walkOf('/proc/5/root/etc/passwd')).toEqual({
      is: 'rooted',
      base: '/proc/5/root',
      root: '/proc/5/root',
      rest: 'etc/passwd',
    });
    expect(walkOf('/proc/5/task/6/cwd/x')).toMatchObject({
      base: '/proc/5/task/6/cwd',
      root: '/proc/5/task/6/root',
      rest: 'x',
    });
  });
  test("docklab, from the host's root", () => {
    expect(walkOf('/proc/meminfo')).toMatchObject({ base: '', root: '', rest: '/proc/meminfo' });
  });
});

describe('the lines between docklab and the probe', () => {
  const text: FactRequest = { get: 'text', path: '/proc/5/status', maxBytes: 3 };
  const base64 = (bytes: string) => Buffer.from(bytes).toString('base64');

  test('a request is one line, whatever the path holds', () => {
    expect(requestLine(7, text)).toBe('7 t 4 P/proc/5/status\n');
    const odd = requestLine(8, { get: 'stat', path: '/a b\n9 t 4 P/etc/shadow' });
    expect(odd).toBe(`8 s 0 B${base64('/a b\n9 t 4 P/etc/shadow')}\n`);
  });

  test('text says when there is more', () => {
    expect(parseAnswer(`7 ${base64('abc')} OK`, 7, text)).toEqual({
      is: 'text',
      text: 'abc',
      truncated: false,
    });
    expect(parseAnswer(`7 ${base64('abcd')} OK`, 7, text)).toEqual({
      is: 'text',
      text: 'abc',
      truncated: true,
    });
    expect(parseAnswer('7  OK', 7, text)).toEqual({ is: 'text', text: '', truncated: false });
  });

  test('NUL bytes are kept', () => {
    expect(parseAnswer(`7 ${base64('a\0b')} OK`, 7, text)).toMatchObject({ text: 'a\0b' });
  });

  test('a stat has its kind and all its bits', () => {
    expect(parseAnswer('1 89ed,0,4,68248,21,65024 OK', 1, { get: 'stat', path: '/x' })).toEqual({
      is: 'stat',
      stat: { type: 'file', mode: 0o4755, uid: 0, gid: 4, size: 68248, inode: 21, device: 65024 },
    });
    const kind = (mode: string) =>
      parseAnswer(`1 ${mode},0,0,0,1,1 OK`, 1, { get: 'stat', path: '/x' });
    expect(kind('43ff')).toMatchObject({ stat: { type: 'directory', mode: 0o1777 } });
    expect(kind('a1ff')).toMatchObject({ stat: { type: 'symlink', mode: 0o777 } });
    expect(kind('c1b6')).toMatchObject({ stat: { type: 'other', mode: 0o666 } });
  });

  test('names may hold anything but NUL, and are sorted', () => {
    expect(parseAnswer(`1 ${base64('b\0a\nc\0')} OK`, 1, { get: 'list', path: '/x' })).toEqual({
      is: 'list',
      names: ['a\nc', 'b'],
    });
  });

  test.each([
    ['ENOENT', 'absent'],
    ['ESRCH', 'absent'],
    ['EACCES', 'refused'],
    ['EPERM', 'refused'],
    ['EISDIR', 'failed'],
    ['EIO', 'failed'],
    ['', 'failed'],
  ])('%s is %s, whatever was sent before it', (code, is) => {
    expect(parseAnswer(`7 ${base64('half')} ${code}`, 7, text)).toMatchObject({ is });
  });

  test.each(['8  OK', '7', '', '7 OK', '7 a b OK', 'sh: syntax error'])(
    'what is no answer to the request is none: %j',
    (line) => expect(parseAnswer(line, 7, text)).toBeUndefined(),
  );
});
