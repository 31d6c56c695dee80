import { describe, expect, test } from 'vitest';
import {
  engineError,
  engineReason,
  isNotFound,
  streamedError,
} from '../../../src/adapters/docker-engine/errors.ts';
import { DocklabError } from '../../../src/host/error.ts';

const failure = {
  doing: 'start the container web',
  endpoint: { is: 'unix', path: '/x.sock' },
} as const;

/** As Node reports a failed connection. */
const broken = (code: string, message = `connect ${code} /x.sock`) =>
  Object.assign(new Error(message), { code });
/** As the client library reports an answer of the engine. */
const answer = (statusCode: number, words: string) =>
  Object.assign(new Error(`(HTTP code ${statusCode}) server error - ${words} `), { statusCode });

const mapped = (error: unknown) => engineError(error, failure);

describe('no answer', () => {
  test.each([
    ['ENOENT', 'engine-missing', 'There is no Docker engine at unix:///x.sock.'],
    ['ECONNREFUSED', 'engine-unreachable', 'The Docker engine at unix:///x.sock does not answer.'],
    ['ENOTFOUND', 'engine-unreachable', 'The Docker engine at unix:///x.sock does not answer.'],
    [
      'CERT_HAS_EXPIRED',
      'engine-unreachable',
      'The Docker engine at unix:///x.sock does not answer.',
    ],
    ['EACCES', 'engine-permission', 'You may not use the Docker engine at unix:///x.sock.'],
    [
      'ECONNRESET',
      'engine-lost',
      'The Docker engine went away while docklab asked it to start the container web.',
    ],
    [
      'EPIPE',
      'engine-lost',
      'The Docker engine went away while docklab asked it to start the container web.',
    ],
  ])('%s is %s', (code, ours, message) => {
    const error = mapped(broken(code));
    expect(error).toMatchObject({ code: ours, message });
    expect(error.why).not.toBe('');
    expect(error.next.length).toBeGreaterThan(0);
  });

  test('a permission error says the fix and its risk', () => {
    const { next } = mapped(broken('EACCES'));
    expect(next.join('\n')).toContain('sudo usermod -aG docker $USER');
    expect(next.join('\n')).toContain('can become root');
  });

  test('a connection that hangs up is a lost engine', () => {
    expect(mapped(broken('', 'socket hang up')).code).toBe('engine-lost');
  });

  test('what docklab did not expect is its own error, with the cause', () => {
    const cause = new TypeError('x is not a function');
    expect(mapped(cause)).toMatchObject({ code: 'internal', cause });
  });
});

describe('an answer that says no', () => {
  test.each([
    [
      409,
      'Conflict. The container name "/web" is already in use by container "ab12". You have to remove (or rename) that container.',
      'name-taken',
    ],
    [409, 'network with name docklab-web already exists', 'name-taken'],
    [
      500,
      'driver failed programming external connectivity on endpoint web: Bind for 127.0.0.1:8080 failed: port is already allocated',
      'port-taken',
    ],
    [
      500,
      'Error starting userland proxy: listen tcp4 127.0.0.1:8080: bind: address already in use',
      'port-taken',
    ],
    [500, 'mkdir /var/lib/docker/overlay2/x: no space left on device', 'disk-full'],
    [404, 'No such image: docklab/base:1', 'image-missing'],
    [
      404,
      'pull access denied for nope, repository does not exist or may require docker login',
      'image-missing',
    ],
    [
      404,
      'manifest for busybox:nope not found: manifest unknown: manifest unknown',
      'image-missing',
    ],
    [404, 'No such container: web', 'not-found'],
    [409, 'conflict: unable to remove repository reference "a:1" (must force)', 'busy'],
    [
      400,
      'invalid mount config for type "bind": bind source path does not exist: /nope',
      'engine-refused',
    ],
  ])('%i %s', (status, words, code) => {
    const error = mapped(answer(status, words));
    expect(error.code).toBe(code);
    expect(error.why).toContain(words.slice(0, 40));
  });

  test('a taken name is said, and is not touched', () => {
    const error = mapped(
      answer(409, 'Conflict. The container name "/web" is already in use by container "ab".'),
    );
    expect(error.message).toBe('The name web is already taken by something of your own.');
    expect(error.next[0]).toBe('See what it is: docker inspect web');
  });

  test('a taken port is said', () => {
    const error = mapped(answer(500, 'Bind for 127.0.0.1:8080 failed: port is already allocated'));
    expect(error.message).toBe('Port 8080 is already in use on this host.');
    expect(error.next[0]).toContain('sport = :8080');
  });

  test('its words are one sanitised line', () => {
    expect(mapped(answer(500, 'bad\u001b[2J\nthing')).why).toBe('bad thing');
  });

  test('words with a dash in them stay whole', () => {
    expect(engineReason(answer(500, 'a - b - c'))).toBe('a - b - c');
  });
});

test("an error of docklab's own stays as it is", () => {
  const own = new DocklabError('usage', 'no');
  expect(mapped(own)).toBe(own);
});

test('an error inside a stream of progress is read like an answer', () => {
  expect(streamedError('write /x: no space left on device', failure).code).toBe('disk-full');
  expect(streamedError('manifest unknown', failure).code).toBe('image-missing');
  expect(streamedError('The command returned a non-zero code: 1', failure).code).toBe(
    'engine-refused',
  );
});

test("only the engine's own 404 means that there is no such object", () => {
  expect(isNotFound(answer(404, 'No such container: x'))).toBe(true);
  expect(isNotFound(broken('ENOENT'))).toBe(false);
});
