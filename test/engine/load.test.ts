/** A service under load, asked by docklab's client in its own network namespace. */
import { afterAll, expect, test } from 'vitest';
import { tallyLoad } from '../../src/verify/load.ts';
import { NetClients } from '../../src/verify/net-client.ts';
import { BASE, engine, LABELS, SESSION } from './adapters/support.ts';

const clients = new NetClients(engine, LABELS);
const name = `docklab-test-${SESSION}-load`;
const never = new AbortController().signal;
const isGood = ({ status, body }: { status: number; body: string }) =>
  status === 200 && body === 'hello\n';

afterAll(async () => {
  await clients.close();
  await engine.removeContainer(name);
});

async function served(command: string) {
  await engine.removeContainer(name);
  await engine.createContainer({
    name,
    image: BASE,
    labels: LABELS,
    entrypoint: ['sh', '-c', command],
    command: [],
  });
  await engine.startContainer(name);
  return running();
}

async function running() {
  const info = await engine.container(name);
  if (info === undefined) throw new Error('the container is gone');
  return info;
}

const HTTPD = 'mkdir -p /www && echo hello >/www/index.html && exec httpd -f -p 8080 -h /www';
/** One visitor at a time, each for a third of a second; the others find the door shut. */
const SLOW =
  'echo "sleep 0.3; printf \\"HTTP/1.0 200 OK\\r\\n\\r\\nhello\\n\\"" >/tmp/page; ' +
  'while :; do nc -l -p 8080 -e sh /tmp/page; done';

async function load(count: number, parallel: number) {
  const info = await running();
  // Patient: it was started just now.
  await clients.http(info, 8080, { path: '/' }, never);
  const requests = Array.from({ length: count }, () => ({ path: '/' }));
  const loaded = await clients.load(info, 8080, requests, parallel);
  if (loaded.is === 'silent') throw new Error(loaded.reason);
  return { ...loaded, ...tallyLoad(loaded, isGood) };
}

test('a good service answers every request', async () => {
  await served(HTTPD);
  const { good, total, ms } = await load(80, 8);
  expect([good, total]).toEqual([80, 80]);
  expect(ms).toBeLessThan(10_000);
});

test('after a load the client answers single requests as before', async () => {
  const answer = await clients.http(await running(), 8080, { path: '/' }, never);
  expect(answer).toEqual({ is: 'answered', status: 200, body: 'hello\n' });
});

test('a container that was started again is asked where it is now', async () => {
  await engine.stopContainer(name, 0);
  await engine.startContainer(name);
  expect(await load(4, 4)).toMatchObject({ good: 4 });
});

test('a service for one visitor at a time is told from a good one', async () => {
  await served(SLOW);
  const { good, words } = await load(40, 16);
  expect(good).toBeLessThan(20);
  expect(words).toContain('got no answer');
});
