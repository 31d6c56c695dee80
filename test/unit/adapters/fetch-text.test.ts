import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchText } from '../../../src/adapters/fetch-text.ts';

const LIMITS = { timeoutMs: 2_000, maxBytes: 1024 };

let server: Server | undefined;
let requests: IncomingMessage[] = [];

async function serving(answer: RequestListener): Promise<string> {
  const made = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server = made;
  await new Promise<void>((listening) => made.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}/versions.yaml`;
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((closed) => (server === undefined ? closed(undefined) : server.close(closed)));
  server = undefined;
  requests = [];
});

describe('text from the network', () => {
  it('comes with one request that says nothing of who asks', async () => {
    const url = await serving((_, response) => response.end('format: 1 · ✓\n'));
    expect(await fetchText(url, LIMITS)).toBe('format: 1 · ✓\n');
    expect(requests).toHaveLength(1);
    const { headers, method } = requests[0] as IncomingMessage;
    expect(method).toBe('GET');
    expect(headers['user-agent']).toBe('docklab');
    for (const name of ['cookie', 'authorization', 'referer', 'from', 'origin'])
      expect(headers).not.toHaveProperty(name);
  });

  it('is never of another address than the one that was named', async () => {
    const url = await serving((request, response) =>
      request.url === '/elsewhere'
        ? response.end('other')
        : response.writeHead(302, { location: '/elsewhere' }).end(),
    );
    await expect(fetchText(url, LIMITS)).rejects.toMatchObject({ code: 'fetch-failed' });
    expect(requests.map((request) => request.url)).toEqual(['/versions.yaml']);
  });

  it('ends at the limit of size, however much is sent', async () => {
    const url = await serving((_, response) => {
      const more = () => {
        while (response.write('x'.repeat(512)));
        response.once('drain', more);
      };
      more();
    });
    await expect(fetchText(url, LIMITS)).rejects.toMatchObject({
      code: 'fetch-failed',
      why: 'It sent more than 1 KiB.',
    });
  });

  it('ends at the limit of time, before and within the answer', async () => {
    const limits = { ...LIMITS, timeoutMs: 200 };
    const silent = await serving(() => undefined);
    await expect(fetchText(silent, limits)).rejects.toMatchObject({ code: 'timeout' });
    server?.closeAllConnections();
    server?.close();
    const slow = await serving((_, response) => response.write('format'));
    await expect(fetchText(slow, limits)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('ends when it is cancelled', async () => {
    const url = await serving(() => undefined);
    const cancel = new AbortController();
    const asked = fetchText(url, LIMITS, cancel.signal);
    setTimeout(() => cancel.abort(), 50);
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each([
    [404, 'It answered 404.'],
    [500, 'It answered 500.'],
  ])('is none where the answer is %i', async (status, why) => {
    const url = await serving((_, response) => response.writeHead(status).end('<html>'));
    await expect(fetchText(url, LIMITS)).rejects.toMatchObject({ code: 'fetch-failed', why });
  });

  it('is none where what comes is no text', async () => {
    const url = await serving((_, response) => response.end(Buffer.from([0xff, 0xfe, 0x00])));
    await expect(fetchText(url, LIMITS)).rejects.toMatchObject({
      why: 'It sent something that is no text.',
    });
  });

  it('says why where nobody listens', async () => {
    await expect(fetchText('http://127.0.0.1:1/', LIMITS)).rejects.toMatchObject({
      code: 'fetch-failed',
      message: 'http://127.0.0.1:1/ could not be fetched.',
      why: expect.stringMatching(/refused|bad port/i) as string,
    });
  });
});
