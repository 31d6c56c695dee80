/** The two ways to read facts must agree, on a real container and on the engine's own process. Needs root, for `direct`. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { directFacts } from '../../../src/adapters/facts-direct.ts';
import { probeFacts } from '../../../src/adapters/facts-probe.ts';
import { factsVia } from '../../../src/adapters/choose-facts.ts';
import type { FactAnswer, FactRequest } from '../../../src/host/facts.ts';
import { parseCgroup, parseMountinfo, parseNulList, parseStatus } from '../../../src/host/proc.ts';
import { BASE, endpoint, engine, LABELS, LIMITS, started } from './support.ts';

const direct = directFacts();
const probe = probeFacts({ engine, image: BASE, labels: LABELS });
afterAll(() => probe.close());

const NAMESPACES = ['pid', 'net', 'ipc', 'mnt', 'uts', 'user', 'cgroup'];
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

/** What both say to these requests, after asserting that it is the same. */
async function both(requests: readonly FactRequest[]): Promise<FactAnswer[]> {
  const [near, far] = await Promise.all([direct.read(requests), probe.read(requests)]);
  expect(far).toEqual(near);
  return near;
}

const texts = (paths: readonly string[]): FactRequest[] =>
  paths.map((path) => ({ get: 'text', path }));
const textOf = (answer: FactAnswer | undefined) =>
  answer?.is === 'text' ? answer.text : `(${answer?.is})`;

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
