/** The life of a lab on a real engine, with the mini course. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AppEvent } from '../../src/app/events.ts';
import { findLab, removeLab, resetLab, startLab, stopLab, type Lab } from '../../src/app/labs.ts';
import { lessonOf } from '../../src/app/lesson-of.ts';
import { cleanAll } from '../../src/app/cleaning.ts';
import { verifyLab, watchLab } from '../../src/app/verifying.ts';
import { shellEnv } from '../../src/app/workspace.ts';
import type { Connection, World } from '../../src/app/world.ts';
import type { Lesson } from '../../src/course/types.ts';
import { testWorld } from '../support/test-world.ts';

const quiet = () => undefined;
const never = new AbortController().signal;
const NAME = 'hello-web';
const FOREIGN = { 'made-by': 'somebody-else' };

let world: World;
let lesson: Lesson;
let docker: Connection['engine'];

beforeAll(async () => {
  world = await testWorld(join(import.meta.dirname, '../fixtures/mini-course'));
  lesson = lessonOf(world, 'hello');
  docker = (await world.connect()).engine;
});
afterEach(() => removeLab(world, lesson, quiet));
afterAll(() => world.close());

const start = () => startLab(world, lesson, quiet, never);
const ours = () => docker.containers([`io.docklab.course=${world.course.id}`]);

async function solve(lab: Lab): Promise<void> {
  const script = join(lesson.dir, 'attempts/solution/run.sh');
  const env = shellEnv(world, lab, await world.connect());
  const options = { cwd: lab.names.workspace, env, timeoutMs: 60_000, maxBytes: 65_536 };
  const ran = await world.processes.run(['bash', '-eu', script], options);
  expect(ran).toMatchObject({ is: 'exited', code: 0 });
}

describe('a lab', () => {
  test('is launched below the parent cgroup, which has hard limits, and on loopback only', async () => {
    await start();
    const info = await docker.container(NAME);
    expect(info?.state).toBe('running');
    for (const port of info?.ports ?? []) expect(port.hostIp).toBe('127.0.0.1');
    const { hosts, info: engine } = await world.connect();
    const parent = engine.cgroupDriver === 'systemd' ? 'docklab.slice' : 'docklab';
    const lab = await start();
    const [cgroup, limit] = await hosts.of(lab.names, never).read([
      { get: 'text', path: `/proc/${info?.pid}/cgroup` },
      {
        get: 'text',
        path:
          engine.cgroupVersion === 2
            ? `/sys/fs/cgroup/${parent}/memory.max`
            : `/sys/fs/cgroup/memory/${parent}/memory.limit_in_bytes`,
      },
    ]);
    expect(cgroup?.is === 'text' && cgroup.text).toMatch(/docklab/);
    expect(limit?.is === 'text' && Number(limit.text)).toBeLessThanOrEqual(2 * 1024 ** 3);
  });

  test('that runs already is taken as it is', async () => {
    const first = await start();
    const second = await start();
    expect([first.adopted, second.adopted]).toEqual([false, true]);
    expect(second.env).toEqual(first.env);
  });

  test('is found with the learner’s container in its place, and reset removes that one too', async () => {
    const lab = await start();
    await solve(lab);
    expect((await findLab(world, lesson))?.env).toEqual(lab.env);
    const fresh = await resetLab(world, lesson, quiet, never);
    expect(fresh.adopted).toBe(false);
    expect((await docker.container(NAME))?.labels['io.docklab.lesson']).toBe('hello');
  });

  test('is launched anew when a launch was cut off in the middle', async () => {
    const abort = new AbortController();
    const cut = (event: AppEvent) => {
      if (event.is === 'step' && event.step === `start ${NAME}`) abort.abort();
    };
    await expect(startLab(world, lesson, cut, abort.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect((await start()).adopted).toBe(false);
    expect(await ours()).toHaveLength(1);
  });

  test('that was stopped is found no more, and goes on with the next start, the learner’s container too', async () => {
    const lab = await start();
    await solve(lab);
    await stopLab(world, lesson, quiet);
    expect((await docker.container(NAME))?.state).toBe('exited');
    expect(await findLab(world, lesson)).toBeUndefined();
    expect((await start()).adopted).toBe(true);
    const again = await docker.container(NAME);
    expect(again?.state).toBe('running');
    expect(again?.labels).not.toHaveProperty('io.docklab.lesson');
    expect((await findLab(world, lesson))?.env).toEqual(lab.env);
  });

  test('whose only container crashed is still found, so that the verdict can say so', async () => {
    await start();
    await docker.stopContainer((await docker.container(NAME))?.id ?? '', 1);
    expect(await findLab(world, lesson)).toBeDefined();
  });
});

describe('what is the learner’s own', () => {
  const own = () =>
    docker.createContainer({
      name: NAME,
      image: 'docklab/base:1',
      labels: FOREIGN,
      command: ['sleep', '300'],
    });

  test('a container with a name that the lab needs stops the launch and is never touched', async () => {
    const id = await own();
    try {
      await expect(start()).rejects.toMatchObject({ code: 'name-taken' });
      await cleanAll(world, quiet);
      expect((await docker.container(NAME))?.id).toBe(id);
    } finally {
      await docker.removeContainer(id);
    }
  });

  test('a network with the name of the lab’s stops the launch, with advice that works for networks', async () => {
    await docker.createNetwork({ name: 'docklab-hello', internal: true, labels: FOREIGN });
    try {
      await expect(start()).rejects.toMatchObject({
        code: 'name-taken',
        next: expect.arrayContaining([expect.stringContaining('docker network rm docklab-hello')]),
      });
      await cleanAll(world, quiet);
      expect((await docker.network('docklab-hello'))?.labels).toMatchObject(FOREIGN);
    } finally {
      await docker.removeNetwork('docklab-hello');
    }
  });

  test('containers, images and networks survive a clean', async () => {
    await start();
    const id = await docker.createContainer({
      name: 'docklab-test-own',
      image: 'docklab/base:1',
      labels: FOREIGN,
      command: ['sleep', '300'],
    });
    await docker.createNetwork({ name: 'docklab-test-own', internal: true, labels: FOREIGN });
    await docker.tagImage('docklab/base:1', 'docklab-test-own', 'mine');
    try {
      await docker.connectNetwork('docklab-hello', id, []);
      const gone = await cleanAll(world, quiet);
      expect(gone).toContain(`container ${NAME}`);
      expect(await ours()).toEqual([]);
      expect((await docker.container('docklab-test-own'))?.id).toBe(id);
      expect(await docker.network('docklab-test-own')).toBeDefined();
      expect(await docker.image('docklab-test-own:mine')).toBeDefined();
    } finally {
      await docker.removeContainer(id);
      await docker.removeNetwork('docklab-test-own');
      await docker.removeImage('docklab-test-own:mine');
    }
  });

  test('a container made before the launch proves nothing', async () => {
    const lab = await start();
    const hosts = (await world.connect()).hosts.of(
      { ...lab.names, launchedAt: new Date(Date.now() + 60_000) },
      never,
    );
    await solve(lab);
    expect(await hosts.find(NAME)).toMatchObject({ is: 'stale' });
  });
});

test.for(['direct', 'probe'])(
  'an untouched lab fails, a solved one passes, with facts by %s',
  async (via) => {
    const other = await testWorld(world.course.dir, { DOCKLAB_FACTS: via });
    try {
      const lab = await startLab(other, lesson, quiet, never);
      expect((await verifyLab(other, lab, undefined, quiet, never)).status).toBe('fail');
      await solve(lab);
      expect((await verifyLab(other, lab, undefined, quiet, never)).status).toBe('pass');
    } finally {
      await removeLab(other, lesson, quiet);
      await other.close();
    }
  },
);

test('watching turns a task green by itself, and says so when it breaks again', async () => {
  const lab = await start();
  const abort = new AbortController();
  const seen: string[] = [];
  const listen = (event: AppEvent) => {
    if (event.is === 'verdict') seen.push(`${event.was ?? 'new'} → ${event.verdict.status}`);
  };
  const watching = watchLab(world, lab, undefined, listen, abort.signal);
  await expect.poll(() => seen, { timeout: 20_000 }).toContain('new → fail');
  await solve(lab);
  await expect.poll(() => seen, { timeout: 20_000 }).toContain('fail → pass');
  await docker.removeContainer(NAME);
  await expect.poll(() => seen, { timeout: 20_000 }).toContain('pass → fail');
  abort.abort();
  await watching;
});
