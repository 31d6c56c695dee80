import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { directFacts } from '../../../src/adapters/facts-direct.ts';
import type { FactRequest } from '../../../src/host/facts.ts';
import { temporary } from './temporary.ts';

const facts = directFacts();
const one = async (request: FactRequest) => (await facts.read([request]))[0];

describe('facts of this machine', () => {
  test('answers come in the order of the requests', async () => {
    const dir = temporary();
    const paths = Array.from({ length: 40 }, (_, at) => join(dir, `f${at}`));
    for (const path of paths) writeFileSync(path, path);
    const answers = await facts.read(paths.map((path) => ({ get: 'text', path })));
    expect(answers.map((answer) => (answer.is === 'text' ? answer.text : answer.is))).toEqual(
      paths,
    );
  });

  test('text is cut at the limit that was asked for', async () => {
    const path = join(temporary(), 'f');
    writeFileSync(path, 'abcdef');
    expect(await one({ get: 'text', path, maxBytes: 3 })).toEqual({
      is: 'text',
      text: 'abc',
      truncated: true,
    });
    expect(await one({ get: 'text', path, maxBytes: 6 })).toMatchObject({ truncated: false });
  });

  test('a file of /proc, which claims to be empty, is read whole', async () => {
    const answer = await one({ get: 'text', path: `/proc/${process.pid}/status` });
    expect(answer).toMatchObject({ is: 'text', text: expect.stringContaining('NoNewPrivs:') });
  });

  test('setuid, setgid and sticky bits are seen', async () => {
    const path = join(temporary(), 'f');
    writeFileSync(path, '');
    chmodSync(path, 0o6755);
    expect(await one({ get: 'stat', path })).toMatchObject({
      stat: { type: 'file', mode: 0o6755 },
    });
  });

  test('the last link is the thing itself for stat and link, and followed for text and list', async () => {
    const dir = temporary();
    mkdirSync(join(dir, 'd'));
    writeFileSync(join(dir, 'd/f'), 'in');
    symlinkSync('d', join(dir, 'l'));
    symlinkSync(join(dir, 'd/f'), join(dir, 'absolute'));
    expect(await one({ get: 'stat', path: join(dir, 'l') })).toMatchObject({
      stat: { type: 'symlink' },
    });
    expect(await one({ get: 'link', path: join(dir, 'l') })).toEqual({ is: 'link', target: 'd' });
    expect(await one({ get: 'list', path: join(dir, 'l') })).toEqual({ is: 'list', names: ['f'] });
    expect(await one({ get: 'text', path: join(dir, 'l/f') })).toMatchObject({ text: 'in' });
    expect(await one({ get: 'text', path: join(dir, 'absolute') })).toMatchObject({ text: 'in' });
  });

  test('a circle of links ends', async () => {
    const dir = temporary();
    symlinkSync('b', join(dir, 'a'));
    symlinkSync('a', join(dir, 'b'));
    expect(await one({ get: 'text', path: join(dir, 'a') })).toMatchObject({ is: 'failed' });
  });

  test('a link to what depends on the reader is not followed', async () => {
    const dir = temporary();
    symlinkSync('/proc/self/status', join(dir, 'mine'));
    expect(await one({ get: 'text', path: join(dir, 'mine') })).toMatchObject({ is: 'failed' });
  });

  test('links below a process are followed inside its root', async () => {
    const dir = temporary();
    writeFileSync(join(dir, 'f'), 'here');
    symlinkSync(join(dir, 'f'), join(dir, 'link'));
    const path = `/proc/${process.pid}/root${dir}/link`;
    expect(await one({ get: 'text', path })).toMatchObject({ text: 'here' });
  });

  test('what would block or act when opened is not opened', async () => {
    const path = join(temporary(), 'fifo');
    execFileSync('mkfifo', [path]);
    expect(await one({ get: 'text', path })).toMatchObject({ is: 'failed' });
    expect(await one({ get: 'text', path: '/dev/zero' })).toMatchObject({ is: 'failed' });
  });

  test.each<[string, FactRequest, string]>([
    ['a path that is not there', { get: 'text', path: '/nope/nope' }, 'absent'],
    ['a process that is not there', { get: 'link', path: '/proc/99999999/ns/pid' }, 'absent'],
    ['a path below a file', { get: 'stat', path: '/etc/passwd/x' }, 'absent'],
    ['the text of a folder', { get: 'text', path: '/etc' }, 'failed'],
    ['the names in a file', { get: 'list', path: '/etc/passwd' }, 'failed'],
    ['the target of a file', { get: 'link', path: '/etc/passwd' }, 'failed'],
    ['a relative path', { get: 'text', path: 'etc/passwd' }, 'failed'],
  ])('%s is an answer, not an error', async (_, request, is) => {
    expect(await one(request)).toMatchObject({ is });
  });
});
