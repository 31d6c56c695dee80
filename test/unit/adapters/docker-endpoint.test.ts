import { describe, expect, test } from 'vitest';
import { endpointUrl, parseEndpoint } from '../../../src/adapters/docker-endpoint.ts';
import { clientOptions } from '../../../src/adapters/docker-engine/connect.ts';
import { sshArguments } from '../../../src/adapters/docker-engine/ssh.ts';

const parse = (text: string) => parseEndpoint(text, undefined, 'DOCKER_HOST');
const TLS = { skipVerify: false, ca: Buffer.from('ca') };

describe('addresses of an engine', () => {
  test.each([
    ['unix:///run/user/1000/docker.sock', { is: 'unix', path: '/run/user/1000/docker.sock' }],
    ['unix://', { is: 'unix', path: '/var/run/docker.sock' }],
    ['npipe:////./pipe/docker_engine', { is: 'pipe', path: '//./pipe/docker_engine' }],
    ['tcp://10.0.0.5:2375', { is: 'tcp', host: '10.0.0.5', port: 2375, tls: undefined }],
    ['tcp://box', { is: 'tcp', host: 'box', port: 2375, tls: undefined }],
    ['10.0.0.5:4444', { is: 'tcp', host: '10.0.0.5', port: 4444, tls: undefined }],
    ['tcp://[::1]:2375', { is: 'tcp', host: '::1', port: 2375, tls: undefined }],
    ['ssh://me@box:2222', { is: 'ssh', host: 'box', port: 2222, user: 'me' }],
    ['ssh://box', { is: 'ssh', host: 'box', port: undefined, user: undefined }],
  ])('%s', (text, endpoint) => expect(parse(text)).toEqual(endpoint));

  test('with certificates the default port is the one for TLS', () => {
    expect(parseEndpoint('tcp://box', TLS, 'x')).toEqual({
      is: 'tcp',
      host: 'box',
      port: 2376,
      tls: TLS,
    });
  });

  test.each(['ftp://box', 'tcp://', 'tcp://a b', 'ssh://-oProxyCommand=evil', 'ssh://-x@box'])(
    'what is none is a usage error that says where it came from: %s',
    (text) => {
      expect(() => parse(text)).toThrow(
        expect.objectContaining({ code: 'usage', message: expect.stringContaining('DOCKER_HOST') }),
      );
    },
  );

  test.each([
    'unix:///var/run/docker.sock',
    'tcp://10.0.0.5:2375',
    'tcp://[::1]:2375',
    'ssh://me@box:2222',
  ])('are written back as they were: %s', (text) => expect(endpointUrl(parse(text))).toBe(text));
});

describe('client options', () => {
  test('name every address option, so that the library does not take any from DOCKER_HOST', () => {
    for (const text of ['unix:///x.sock', 'tcp://box:1', 'ssh://box'])
      expect(Object.keys(clientOptions(parse(text)))).toEqual(
        expect.arrayContaining(['socketPath', 'host', 'port', 'protocol']),
      );
  });

  test('certificates mean https', () => {
    expect(clientOptions(parseEndpoint('tcp://box', TLS, 'x'))).toMatchObject({
      protocol: 'https',
      ca: TLS.ca,
    });
    expect(clientOptions(parse('tcp://box')).protocol).toBe('http');
  });

  test('ssh asks no questions and cannot take the host for an option', () => {
    const args = sshArguments({ is: 'ssh', host: 'box', port: 2222, user: 'me' });
    expect(args).toContain('BatchMode=yes');
    expect(args.slice(args.indexOf('--'))).toEqual(['--', 'box', 'docker', 'system', 'dial-stdio']);
    expect(args.join(' ')).toContain('-l me -p 2222');
  });
});
