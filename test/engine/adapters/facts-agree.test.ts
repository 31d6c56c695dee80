/** The two ways to read facts must agree, on a real container and on the engine's own process. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { factsVia } from '../../../src/adapters/choose-facts.ts';
import { probeFacts } from '../../../src/adapters/facts-probe.ts';
import type { FactAnswer } from '../../../src/host/facts.ts';
import { parseCgroup, parseMountinfo, parseNulList, parseStatus } from '../../../src/host/proc.ts';
import { both, direct, NAMESPACES, probe, textOf, texts } from './facts-both.ts';
import { BASE, endpoint, engine, LABELS, LIMITS, started } from './support.ts';

const container = await started({
  user: '1000:1000',
  env: { TOKEN: 'a=b', ODD: 'line\nbreak' },
  tmpfs: { '/scratch': 'size=1m' },
  capDrop: ['ALL'],
  memoryBytes: 64 * 1024 * 1024,
  pidsLimit: 77,
});
const { pid } = (await engine.container(container)) ?? { pid: 0 };
const dockerd = Number(readFileSync('/run/docker.pid', 'utf8'));

describe.each([
  ['a container', pid],
  ['the engine', dockerd],
])('of %s', (_, process) => {
  test('the namespaces', async () => {
    const answers = await both(
      NAMESPACES.map((name) => ({ get: 'link', path: `/proc/${process}/ns/${name}` })),
    );
    expect(answers).toEqual(
      NAMESPACES.map((name) => ({
        is: 'link',
        target: expect.stringMatching(new RegExp(`^${name}:\\[\\d+\\]$`)),
      })),
    );
  });

  test('environment, command line and control groups', async () => {
    const files = ['environ', 'cmdline', 'cgroup', 'comm', 'uid_map'];
    const answers = await both(texts(files.map((file) => `/proc/${process}/${file}`)));
    expect(answers.map((answer) => answer.is)).toEqual(files.map(() => 'text'));
  });

  test('status and mounts, as far as they hold still', async () => {
    const requests = texts([`/proc/${process}/status`, `/proc/${process}/mountinfo`]);
    const [near, far] = [await direct.read(requests), await probe.read(requests)];
    expect(parseStatus(textOf(far[0]))).toEqual(parseStatus(textOf(near[0])));
    expect(parseStatus(textOf(near[0]))?.pid).toBe(process);
    const root = (answers: FactAnswer[]) =>
      parseMountinfo(textOf(answers[1])).filter((one) => one.target === '/');
    expect(root(far)).toEqual(root(near));
    expect(root(near).length).toBeGreaterThan(0);
  });

  test('its own links, its folders, and what is not there', async () => {
    const answers = await both([
      { get: 'list', path: `/proc/${process}/ns` },
      { get: 'list', path: `/proc/${process}/root` },
      { get: 'list', path: `/proc/${process}/root/etc` },
      { get: 'link', path: `/proc/${process}/root` },
      { get: 'link', path: `/proc/${process}/exe` },
      { get: 'stat', path: `/proc/${process}/exe` },
      { get: 'stat', path: `/proc/${process}/root/tmp` },
      { get: 'text', path: `/proc/${process}/root/etc/passwd` },
      { get: 'text', path: `/proc/${process}/nothing` },
      { get: 'text', path: `/proc/${process}/ns` },
    ]);
    expect(answers.map((answer) => answer.is).slice(-2)).toEqual(['absent', 'failed']);
  });
});

test('what a container is made of is what was asked for', async () => {
  const [status, environ, cgroup, mounts] = await both(
    texts(['status', 'environ', 'cgroup', 'mountinfo'].map((file) => `/proc/${pid}/${file}`)),
  );
  expect(parseStatus(textOf(status))).toMatchObject({
    uid: { real: 1000 },
    caps: { bounding: 0n },
  });
  expect(parseNulList(textOf(environ))).toEqual(
    expect.arrayContaining(['TOKEN=a=b', 'ODD=line\nbreak']),
  );
  expect(parseMountinfo(textOf(mounts)).map((one) => one.target)).toContain('/scratch');
  const { cgroupVersion } = await engine.info();
  const groups = parseCgroup(textOf(cgroup));
  const file =
    cgroupVersion === 2
      ? `/sys/fs/cgroup${groups.get('')}/memory.max`
      : `/sys/fs/cgroup/memory${groups.get('memory')}/memory.limit_in_bytes`;
  expect(textOf((await both(texts([file])))[0])).toBe(`${64 * 1024 * 1024}\n`);
});

test("a container's links do not lead a reader to the host's files", async () => {
  const id = await started({
    command: [
      'sh',
      '-c',
      'ln -s /etc/hostname /evil; ln -s ../../../../../../../etc/hostname /up; ln -s /proc/1/root/etc/hostname /through; sleep 1000',
    ],
    hostname: 'inside',
  });
  const inside = (await engine.container(id))?.pid;
  await engine.exec(
    id,
    { argv: ['sh', '-c', 'while [ ! -L /through ]; do sleep 0.1; done'] },
    LIMITS,
  );
  const [evil, up, target] = await both([
    { get: 'text', path: `/proc/${inside}/root/evil` },
    { get: 'text', path: `/proc/${inside}/root/up` },
    { get: 'link', path: `/proc/${inside}/root/evil` },
    { get: 'text', path: `/proc/${inside}/root/through` },
  ]);
  expect(textOf(evil)).toBe('inside\n');
  expect(textOf(up)).toBe('inside\n');
  expect(target).toEqual({ is: 'link', target: '/etc/hostname' });
});

test('a container that starts after the probe is seen by it, with its files', async () => {
  await probe.read(texts(['/etc/hostname']));
  const id = await started({ command: ['sh', '-c', 'echo new > /fresh; sleep 1000'] });
  await engine.exec(
    id,
    { argv: ['sh', '-c', 'while [ ! -s /fresh ]; do sleep 0.1; done'] },
    LIMITS,
  );
  const late = (await engine.container(id))?.pid;
  expect(textOf((await both(texts([`/proc/${late}/root/fresh`])))[0])).toBe('new\n');
  // Its root as the engine mounted it, a mount that was not there when the probe started.
  const [mounts] = await direct.read(texts([`/proc/${late}/mountinfo`]));
  const root = parseMountinfo(textOf(mounts)).find((one) => one.target === '/');
  const upper = root?.superOptions.find((option) => option.startsWith('upperdir='));
  const merged = upper?.replace(/^upperdir=(.*)\/diff$/, '$1/merged');
  expect(textOf((await both(texts([`${merged}/fresh`])))[0])).toBe('new\n');
});

test('a batch costs milliseconds, not container starts', async () => {
  const batch = texts(
    ['status', 'environ', 'cgroup', 'mountinfo'].map((file) => `/proc/${pid}/${file}`),
  );
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const start = performance.now();
    await probe.read(batch);
    times.push(performance.now() - start);
  }
  expect(times.toSorted((a, b) => a - b)[3]).toBeLessThan(100);
});

test("root on the engine's own machine would read directly", async () => {
  expect(await factsVia(await engine.info(), endpoint, {})).toBe('direct');
});

test('another engine, in a container, is not taken for the host', async () => {
  // Its program is called dockerd, and it is younger: a search by name finds it first.
  const script = "printf '#!/bin/sh\\nsleep 1000\\n' > /dockerd; chmod 755 /dockerd; exec /dockerd";
  const id = await started({ command: ['sh', '-c', script], hostname: 'not-the-host' });
  const named = await engine.container(id);
  const comm = texts([`/proc/${named?.pid}/comm`]);
  await expect.poll(async () => textOf((await direct.read(comm))[0])).toBe('dockerd\n');
  const other = probeFacts({ engine, image: BASE, labels: LABELS });
  const requests = texts(['/etc/hostname', '/etc/os-release']);
  const answers = await other.read(requests);
  await other.close();
  expect(answers).toEqual(await direct.read(requests));
});
