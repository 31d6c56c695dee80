import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { docker } from '../support/docker.ts';
import { Docklab } from './support/docklab.ts';

const OWN = { DOCKLAB_COURSE: resolve('.') };

let docklab: Docklab;
let server: Server | undefined;
let requests = 0;

beforeEach(() => {
  docklab = new Docklab();
  requests = 0;
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await docklab.close();
});

interface Versions {
  asOf: string;
  from: string;
  compared: { name: string; version: string | null; state: string }[];
}

const versionsIn = (stdout: string) =>
  (JSON.parse(stdout) as { versions: Versions | null }).versions;

const data = (asOf: string, refresh = '') =>
  `format: 1\nas-of: ${asOf}\n${refresh === '' ? '' : `refresh: ${refresh}\n`}products: {}\n`;

/** A course whose data name a server of this test. */
async function courseWith(answer: RequestListener): Promise<void> {
  const made = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  });
  server = made;
  await new Promise<void>((listening) => made.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(made.address() as AddressInfo).port}/versions.yaml`;
  writeFileSync(join(docklab.ownCourse(), 'versions.yaml'), data('2026-01-01', url));
}

const kept = () => join(docklab.home, 'cache', 'versions-mini.yaml');

describe('doctor compares versions', () => {
  test('those that the engine itself tells, with the data of the course', async () => {
    const ran = await docklab.run(['doctor', '--json'], OWN);
    expect(ran.status).toBe(0);
    const versions = versionsIn(ran.stdout);
    expect(versions).toMatchObject({
      asOf: /^as-of: (.+)$/m.exec(readFileSync('versions.yaml', 'utf8'))?.[1],
    });
    const told = Object.fromEntries(
      (versions?.compared ?? []).map(({ name, version }) => [name, version]),
    );
    expect(told).toMatchObject({
      engine: docker('version', '--format', '{{.Server.Version}}'),
      kernel: docker('info', '--format', '{{.KernelVersion}}'),
      busybox: '1.36.1',
    });
    expect(told).toHaveProperty('containerd');
    expect(told).toHaveProperty('runc');
    for (const { state } of versions?.compared ?? [])
      expect(['current', 'behind', 'known-hole', 'ended', 'distribution', 'unknown']).toContain(
        state,
      );
  });

  test('in words, with the date of the data', async () => {
    const ran = await docklab.run(['doctor'], OWN);
    expect(ran.stdout).toMatch(/Versions, compared with data of \d{4}-\d\d-\d\d/);
    expect(ran.stdout).toMatch(/kernel +\d+\.\d+/);
  });

  test('without an engine, what docklab itself brings', async () => {
    const ran = await docklab.run(['doctor', '--json'], {
      ...OWN,
      DOCKER_HOST: 'unix:///nonexistent',
    });
    expect(ran.status).toBe(3);
    expect(versionsIn(ran.stdout)?.compared.map(({ name }) => name)).toEqual(['busybox']);
  });

  test('not where the course has no data, and mistakes in them do not stop it', async () => {
    expect(versionsIn((await docklab.run(['doctor', '--json'])).stdout)).toBeNull();
    writeFileSync(join(docklab.ownCourse(), 'versions.yaml'), 'format: 1\nas-of: today\n');
    const ran = await docklab.run(['doctor']);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toContain('versions.yaml:2: as-of: expected a day');
    const check = await docklab.run(['course', 'check', '--static']);
    expect(check.status).toBe(2);
    expect(check.stdout + check.stderr).toContain('versions.yaml:2: as-of: expected a day');
  });
});

describe('newer data', () => {
  test('are fetched when they are asked for, and never otherwise', async () => {
    await courseWith((_, response) => response.end(data('2026-02-02')));
    expect(versionsIn((await docklab.run(['doctor', '--json'])).stdout)).toMatchObject({
      asOf: '2026-01-01',
    });
    for (const words of [['list'], ['course', 'check', '--static']]) await docklab.run(words);
    expect(requests).toBe(0);
    const refreshed = await docklab.run(['doctor', '--json', '--refresh']);
    expect(refreshed.status).toBe(0);
    expect(JSON.parse(refreshed.stdout)).toMatchObject({
      refresh: { state: 'fetched', asOf: '2026-02-02' },
      versions: { asOf: '2026-02-02', from: 'fetched' },
    });
    expect(requests).toBe(1);
    server?.close();
    server?.closeAllConnections();
    expect(versionsIn((await docklab.run(['doctor', '--json'])).stdout)).toMatchObject({
      asOf: '2026-02-02',
    });
  });

  test('that are none are told, not kept, and the rest is reported', async () => {
    await courseWith((_, response) => response.end('<html>Sign in to the network</html>'));
    const ran = await docklab.run(['doctor', '--refresh']);
    expect(ran.status).toBe(3);
    expect(ran.stdout).toContain('No newer data: What was fetched is no list of versions');
    expect(ran.stdout).toContain('compared with data of 2026-01-01');
    expect(existsSync(kept())).toBe(false);
  });

  test('are not waited for once docklab is interrupted', async () => {
    const asked = Promise.withResolvers<void>();
    await courseWith(() => asked.resolve());
    const running = docklab.begin(['doctor', '--refresh']);
    await asked.promise;
    const from = Date.now();
    running.signal('SIGINT');
    expect(await running.ended).toMatchObject({ status: 130 });
    expect(Date.now() - from).toBeLessThan(5_000);
    expect(existsSync(kept())).toBe(false);
  });

  test('cannot be had from a course that names no address', async () => {
    const ran = await docklab.run(['doctor', '--refresh'], OWN);
    expect(ran.status).toBe(3);
    expect(ran.stdout).toContain('names no address');
  });
});
