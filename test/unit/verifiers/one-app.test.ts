/** What the attempts on a real engine cannot show: faults in odd moments, and a look that somebody else disturbs. */
import { describe, expect, test, vi } from 'vitest';
import verifier from '../../../verifiers/one-app.ts';
import { runs, treeOf } from '../../../verifiers/one-app/tree.ts';
import type { CheckContext, ContainerProcess, Finding, HttpRequest, Target } from 'docklab/verify';

const FORMS_HOLE = 'eval "echo \\"$1\\""';

type Info = Target['info'];
interface Box {
  argvs: readonly string[];
  info: Partial<Info>;
}
type Name = 'counter' | 'baker';

interface Scene {
  counter?: Partial<Box>;
  baker?: Partial<Box> | 'missing';
  origin?: 'lab' | 'learner';
  /** What becomes of a container when its app crashes or hangs; as the fault goes on, one after the other. */
  after?: readonly (Partial<Box> & { is?: 'stopped' | 'missing' | 'restarting' })[];
  /** Whether another docklab is at work: one answer a question, the last one stays. */
  others?: readonly boolean[];
  /** Containers of which an image or a file has the hole. */
  image?: readonly string[];
  file?: readonly string[];
  built?: string;
  /** How often the engine's own program is seen before the app. */
  starting?: number;
  /** Both containers have one process namespace. */
  isShared?: boolean;
  /** The first order that is baked. */
  bakedFrom?: number;
  bakedBy?: Name;
}

const processes = (argvs: readonly string[], first: number): ContainerProcess[] =>
  argvs.map(
    (argv, at) =>
      ({
        pid: first + at,
        argv: argv.split(' '),
        status: { name: argv.split(' ')[0], parent: at === 0 ? 1 : first },
      }) as unknown as ContainerProcess,
  );

const APP: Record<Name, string> = { counter: 'httpd -f', baker: '/bin/sh /usr/local/bin/baker' };
const HEALTH = { test: ['CMD-SHELL', 'newer /tmp/looked 5'], intervalMs: 2000, retries: 2 };

class Stage {
  readonly scene: Scene;
  /** Faults that were made, as `crash counter`. */
  readonly faults: string[] = [];
  readonly orders: string[] = [];
  #looks = 0;
  #asked = 0;
  #seen = 0;

  constructor(scene: Scene) {
    this.scene = scene;
  }

  #box(name: Name): Box {
    const own = name === 'counter' ? this.scene.counter : this.scene.baker;
    const info = {
      id: `${name}-id`,
      name: `one-app-${name}`,
      imageId: `${name}-image`,
      image: 'one-app-bakery:mine',
      pid: 40,
      health: 'healthy',
      failures: 0,
      exitCode: 137,
      startedAt: new Date(1000),
      autoRemove: false,
      command: ['start'],
      restart: { policy: 'always', most: 0, count: 0 },
      healthcheck: { ...HEALTH, timeoutMs: 2000, startPeriodMs: 0 },
      networks: { net: { ip: '10.0.0.2' } },
    } as unknown as Info;
    return {
      argvs: [APP[name]],
      ...(own === 'missing' ? {} : own),
      info: { ...info, ...(own === 'missing' ? {} : own?.info) },
    };
  }

  #target(name: Name, change: Partial<Box> = {}): Target {
    const box = this.#box(name);
    const info = { ...box.info, ...change.info } as Info;
    return {
      origin: this.scene.origin ?? 'learner',
      info,
      processes: async () =>
        this.#seen++ < (this.scene.starting ?? 0)
          ? processes(['runc init'], info.pid)
          : processes(change.argvs ?? box.argvs, info.pid),
      file: async (path: string) =>
        path === '/etc/hostname' ? `${name}\n` : this.scene.file?.includes(name) ? FORMS_HOLE : '',
      namespaces: async () => ({ pid: this.scene.isShared === true ? '1' : name }),
      http: async (_: number, request: HttpRequest) => this.#answer(request),
      exec: async () => ({ is: 'exited', code: 0, stdout: 'looked\n', stderr: '' }),
    } as unknown as Target;
  }

  #answer({ method, body = '' }: HttpRequest) {
    const said = (text: string) => ({ is: 'answered', status: 200, body: text });
    if (method !== 'POST')
      return this.orders.length >= (this.scene.bakedFrom ?? 1)
        ? said(`${this.orders.at(-1)}: baked by ${this.scene.bakedBy ?? 'baker'}`)
        : said('waiting for the baker');
    this.orders.push(body.replace('what=', '').replace('+', ' '));
    return said('Order abc is taken.');
  }

  #find(container: string) {
    const name: Name = container.endsWith('baker') ? 'baker' : 'counter';
    if (name === 'baker' && this.scene.baker === 'missing')
      return { is: 'missing', feedback: 'There is no container called one-app-baker.', see: '' };
    const changes = this.scene.after ?? [];
    const change =
      this.#looks === 0 ? {} : (changes[Math.min(this.#looks, changes.length) - 1] ?? {});
    if (this.#looks > 0) this.#looks += 1;
    if (change.is !== undefined) return { is: change.is, feedback: `it is ${change.is}`, see: '' };
    return { is: 'running', target: this.#target(name, change) };
  }

  context(signal = new AbortController().signal): CheckContext {
    const host = {
      find: async (container: string) => this.#find(container),
      inspect: async (id: string) => {
        const last = this.scene.after?.at(-1);
        return last?.is === 'missing'
          ? undefined
          : { ...this.#box(id.startsWith('baker') ? 'baker' : 'counter').info, ...last?.info };
      },
      isDisturbed: async () => {
        const all = this.scene.others ?? [false];
        return all[Math.min(this.#asked++, all.length - 1)];
      },
      imageId: async () => this.scene.built,
      image: async (id: string) => ({
        is: 'read',
        createdBy: ['COPY'],
        hidden: [],
        present: this.scene.image?.includes(id.replace('-image', ''))
          ? [{ path: '/usr/lib/forms/forms.sh', layer: 0, holds: [0] }]
          : [],
      }),
      disturb: async (target: Target, fault: string, _: unknown, look: () => Promise<unknown>) => {
        this.faults.push(`${fault} ${target.info.name.replace('one-app-', '')}`);
        this.#looks = 1;
        return look().finally(() => (this.#looks = 0));
      },
    };
    const lab = { container: (service: string) => `one-app-${service}` };
    return { lab, host, signal } as unknown as CheckContext;
  }
}

async function finding(
  check: string,
  scene: Scene,
): Promise<Finding & Pick<Stage, 'faults' | 'orders'>> {
  const found = Object.values(verifier.tasks)
    .flatMap(({ checks }) => checks)
    .find(({ id }) => id === check);
  if (found === undefined) throw new Error(`no check ${check}`);
  const stage = new Stage(scene);
  vi.useFakeTimers();
  try {
    const looked = found.observe(stage.context());
    const over = new AbortController();
    void looked.catch(() => undefined).finally(() => over.abort());
    while (!over.signal.aborted) await vi.advanceTimersByTimeAsync(100);
    return { ...(await looked), faults: stage.faults, orders: stage.orders };
  } finally {
    vi.useRealTimers();
  }
}

const fails = (words: string) => ({ is: 'fail', observed: expect.stringContaining(words) });
const passes = (words: string) => ({ is: 'pass', observed: expect.stringContaining(words) });
const AGAIN = { info: { pid: 90, startedAt: new Date(2000) } };

describe('whose process it is', () => {
  test.for<[string, string, boolean]>([
    ['/usr/local/bin/baker', 'baker', true],
    ['/bin/sh /usr/local/bin/baker', 'baker', true],
    ['busybox httpd -f', 'httpd', true],
    ['sh -c baker', 'baker', false],
    ['pidof baker', 'baker', false],
    ['/sbin/docker-init -- baker', 'baker', false],
  ])('%s as %s: %s', ([argv, program, is]) => {
    expect(runs({ argv: argv.split(' ') }, program)).toBe(is);
  });

  test('the tree shows who started whom, and who was executed from outside', () => {
    const [first, child] = processes(['sh', 'httpd -f'], 40);
    const [beside] = processes(['baker'], 70);
    if (!first || !child || !beside) throw new Error('no processes');
    expect(treeOf([first, child, beside])).toBe('`sh` → `httpd -f` and beside it `baker`');
  });
});

describe('one app each', () => {
  test('an app and what it starts is one', async () => {
    const baker = { argvs: ['/bin/sh /usr/local/bin/baker', 'sleep 1'] };
    expect(await finding('one-app-each', { baker })).toMatchObject({ is: 'pass' });
  });

  test('a container that is just starting is waited for', async () => {
    expect(await finding('one-app-each', { starting: 4 })).toMatchObject({ is: 'pass' });
    expect(await finding('one-app-each', { starting: 40 })).toMatchObject(
      fails('one-app-counter runs no httpd: `runc init`'),
    );
  });

  test('both in the second container', async () => {
    const baker = { argvs: ['sh start', '/bin/sh /usr/local/bin/baker', 'httpd -f'] };
    expect(await finding('one-app-each', { baker })).toMatchObject(
      fails('one-app-baker runs two apps'),
    );
  });

  test('both the wrong way round', async () => {
    const counter = { argvs: [APP.baker] };
    expect(await finding('one-app-each', { counter })).toMatchObject(
      fails('one-app-counter runs `/bin/sh /usr/local/bin/baker`, and not httpd'),
    );
  });

  test('one is missing', async () => {
    expect(await finding('one-app-each', { baker: 'missing' })).toMatchObject(
      fails('There is no container called one-app-baker'),
    );
  });
});

describe('a crash', () => {
  const crash = (scene: Scene) => finding('back-by-itself', scene);

  test('of a container of the lab is never made', async () => {
    const found = await crash({ origin: 'lab' });
    expect(found).toMatchObject(fails("still the lab's own"));
    expect(found.faults).toEqual([]);
  });

  test('that would remove the container is not made', async () => {
    const found = await crash({ counter: { info: { autoRemove: true } } });
    expect(found).toMatchObject(fails('--rm'));
    expect(found.faults).toEqual([]);
  });

  test('that would end the other container as well is not made', async () => {
    const found = await crash({ isShared: true });
    expect(found).toMatchObject(fails('share one process namespace'));
    expect(found.faults).toEqual([]);
  });

  test('of both, which come back after a while', async () => {
    const found = await crash({ after: [{ is: 'restarting' }, AGAIN] });
    expect(found).toMatchObject(passes('back as process 90'));
    expect(found.faults).toEqual(['crash counter', 'crash baker']);
  });

  test('of what another process starts again in the same run', async () => {
    const after = [{ argvs: ['sh'] }, { argvs: ['sh', 'x', 'httpd -f', APP.baker] }];
    expect(await crash({ after })).toMatchObject(passes('back as process 42'));
  });

  test.for<[string, Partial<Info>, string]>([
    ['no policy', { restart: { policy: 'no', most: 0, count: 0 } }, 'its restart policy is no'],
    [
      'a success',
      { restart: { policy: 'on-failure', most: 0, count: 0 }, exitCode: 0 },
      'takes 0 for a success',
    ],
    [
      'too many restarts',
      { restart: { policy: 'on-failure', most: 3, count: 3 } },
      'the restarts that on-failure allows are used up',
    ],
  ])('after which nothing starts it: %s', async ([, info, words]) => {
    expect(await crash({ after: [{ is: 'stopped', info }] })).toMatchObject(fails(words));
  });

  test('that only makes it unhealthy', async () => {
    const after = [{ argvs: ['sh'] }, { argvs: ['sh'], info: { health: 'unhealthy' as const } }];
    expect(await crash({ after })).toMatchObject(fails('stayed as it was'));
    const healthcheck = undefined;
    const silent = { counter: { info: { healthcheck } }, after: [{ argvs: ['sh'] }] };
    expect(await crash(silent)).toMatchObject(fails('nothing asks for its health'));
  });

  test('of what was unhealthy before is no news of its health', async () => {
    const info = { health: 'unhealthy' as const };
    const after = [{ argvs: ['sh'] }, AGAIN];
    expect(await crash({ counter: { info }, after })).toMatchObject(passes('it is back'));
  });

  test('during which the learner removes the container', async () => {
    expect(await crash({ after: [{ is: 'missing' }] })).toMatchObject(fails('was removed while'));
    const other = { info: { id: 'another' } };
    expect(await crash({ after: [other] })).toMatchObject(fails('was removed while'));
  });
});

describe('a hang', () => {
  const hang = (scene: Scene) => finding('hang', scene);
  const SEEN = { info: { health: 'unhealthy' as const } };

  test('is made of one after the other, so that neither is taken for the other', async () => {
    const found = await hang({ after: [{}, SEEN] });
    expect(found).toMatchObject(passes('it was unhealthy'));
    expect(found.faults).toEqual(['hang baker', 'hang counter']);
  });

  test.for<[string, Partial<Info>, string]>([
    ['nobody asks', { healthcheck: undefined }, 'has no health check'],
    [
      'somebody asks too seldom',
      { healthcheck: { ...HEALTH, intervalMs: 30_000, timeoutMs: 1, startPeriodMs: 0 } },
      'asks every 30 seconds',
    ],
    ['the health is bad already', { health: 'unhealthy' }, 'although nothing was done to it'],
    ['the health never comes', { health: 'starting' }, 'is starting although nothing was done'],
  ])('is not made where %s', async ([, info, words]) => {
    const found = await hang({ baker: { info } });
    expect(found).toMatchObject(fails(words));
    expect(found.faults).toEqual([]);
  });

  test('that a check sees, and tells too late', async () => {
    const after = [{ info: { failures: 2 } }];
    const info = { healthcheck: { ...HEALTH, retries: 5, timeoutMs: 1, startPeriodMs: 0 } };
    const found = await hang({ baker: { info }, after });
    expect(found).toMatchObject(fails('had failed 2 times in a row by then. It asks every 2 sec'));
  });

  test('that a check never notices', async () => {
    expect(await hang({})).toMatchObject(fails('does not ask whether the baker still works'));
  });
});

test('an order that is baked at the counter is no order of the baker', async () => {
  expect(await finding('order-baked', { bakedBy: 'counter' })).toMatchObject(
    fails('An order was baked in one-app-counter itself'),
  );
  const untouched = await finding('order-baked', { bakedBy: 'counter', baker: 'missing' });
  expect(untouched).toMatchObject({ is: 'pass' });
});

describe('while another docklab disturbs the containers', () => {
  test('a look waits for it', async () => {
    const found = await finding('order-baked', { others: [true, true, false] });
    expect(found).toMatchObject({ is: 'pass', orders: [expect.stringContaining('rye')] });
  });

  test('what failed meanwhile is looked at once more', async () => {
    const found = await finding('order-baked', { bakedFrom: 2, others: [false, true, false] });
    expect(found).toMatchObject({ is: 'pass', orders: { length: 2 } });
  });

  test('what failed without it is not', async () => {
    const found = await finding('order-baked', { bakedFrom: 2 });
    expect(found).toMatchObject({ ...fails('nobody baked it: waiting'), orders: { length: 1 } });
  });
});

describe('what runs', () => {
  const patched = (scene: Scene) => finding('patched-images', scene);

  test.for<[string, Scene, string]>([
    ['the old image', { image: ['counter'], file: ['counter'] }, 'one-app-counter runs forms 1.4'],
    [
      'the old image beside a new one',
      { image: ['counter'], file: ['counter'], built: 'new' },
      'one-app-bakery:mine is another image by now',
    ],
    ['the old image, mended inside', { image: ['baker'] }, 'In one-app-baker forms is mended'],
    ['a clean image, covered', { file: ['baker'] }, 'The image of one-app-baker is clean'],
  ])('%s', async ([, scene, words]) => {
    expect(await patched(scene)).toMatchObject(fails(words));
  });

  test('clean images', async () => {
    expect(await patched({})).toMatchObject(passes('runs an image without the hole'));
  });
});
