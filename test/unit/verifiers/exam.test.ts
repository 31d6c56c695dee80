/** What the attempts on a real engine cannot show of the exam: attacks that could not be made, and shops that only seem to serve. */
import { describe, expect, test } from 'vitest';
import type { CheckContext, ExecSpec, Finding, HttpRequest, Target } from 'docklab/verify';
import verifier from '../../../verifiers/exam.ts';

const FIRST = 'password-of-the-launch';
const FRESH = 'made-by-a-machine-and-long';
const SECRETS: Record<string, string> = {
  password: FIRST,
  order: 'order-on-paper',
  session: 'session-of-the-office',
  shared: 'shared-by-the-office',
};

/** The store as it should be: orders by their number, for who has the password. */
interface Shop {
  orders: string[];
  password: string;
  open: boolean;
  /** Numbers that it gives, in the place of its own. */
  number?: (count: number) => string;
}

interface Scene {
  /** What a command prints, by container; undefined where no shell runs. */
  exec?: (name: string, spec: ExecSpec) => string | undefined;
  missing?: string;
  shop?: Partial<Shop>;
  office?: { origin?: 'lab' | 'learner'; session?: string };
  environ?: Record<string, string>;
  info?: Record<string, unknown>;
  /** What the store answers at its second port. */
  window?: string;
  /** A path at which the store shows all orders as a page. */
  among?: string;
  ms?: number;
  slow?: number;
}

const page = (body: string, status = 200) => ({ is: 'answered', status, body }) as const;
const silent = (reason: string) => ({ is: 'silent', reason }) as const;

function ordersAt(shop: Shop, body: string) {
  const [password, verb, what = ''] = body.split('\n');
  if (!shop.open && password !== shop.password) return page('store: wrong password', 403);
  if (verb === 'get') return page(shop.orders[Number(what) - 1] ?? '');
  shop.orders.push(what);
  return page(`number ${shop.number?.(shop.orders.length) ?? shop.orders.length}`);
}

/** Others in each test: the same ones are believed for a moment. */
let made = 0;

function targetOf(name: string, scene: Scene, shop: Shop): Target {
  const ids = { effective: 1000, real: 1000, saved: 1000, fs: 1000 };
  const status = { name: 'httpd', uid: ids, gid: ids, groups: [] };
  const httpOf = (port: number, { path, body = '' }: HttpRequest) => {
    if (port === 2323)
      return scene.window === undefined ? silent('nothing answers') : page(scene.window);
    if (path === scene.among) return page('paper order-on-paper');
    if (name === 'exam-store') return ordersAt(shop, body);
    const [, verb, what = ''] = /\?(add|get)=(.*)$/.exec(decodeURIComponent(path)) ?? [];
    return ordersAt(shop, `${shop.password}\n${verb}\n${what}`);
  };
  const argv = ['sh', 'office', '--session', scene.office?.session ?? SECRETS['session']];
  return {
    info: {
      id: `${name}-${made}`,
      name,
      pid: 1,
      imageId: 'sha256:1',
      ipcMode: 'private',
      networks: { net: { ip: '172.18.0.2' } },
      env: [],
      command: [],
      labels: {},
      ...scene.info,
    },
    origin: name === 'exam-office' ? (scene.office?.origin ?? 'lab') : 'learner',
    environ: async () => scene.environ ?? { STORE_PASSWORD_FILE: '/run/password' },
    file: async (path: string) =>
      path.startsWith('/dev') ? SECRETS['shared'] : `${shop.password}\n`,
    status: async () => status,
    mounts: async () => [],
    processes: async () => [{ pid: 1, status, argv: name === 'exam-office' ? argv : ['httpd'] }],
    exec: async (spec: ExecSpec) => {
      const stdout = scene.exec?.(name, spec);
      return stdout === undefined
        ? { is: 'not-started', reason: 'exec: "sh": not found' }
        : { is: 'exited', code: 0, stdout, stderr: '' };
    },
    http: async (port: number, request: HttpRequest) => httpOf(port, request),
    load: async (port: number, requests: HttpRequest[]) => ({
      is: 'loaded',
      parallel: 8,
      ms: scene.ms ?? 900,
      answers: requests.map((request, at) => ({
        answer: at < (scene.slow ?? 0) ? silent('no answer in time') : httpOf(port, request),
        ms: 40,
      })),
    }),
  } as unknown as Target;
}

/** Port 8080 listens, and a second one where the scene has it; ids are the host's. */
function answerTo({ path }: { path: string }, { window }: Scene) {
  const listens = (port: number) =>
    `0: 00000000:${port.toString(16).toUpperCase()} 00000000:0000 0A\n`;
  if (path.endsWith('id_map')) return { is: 'text', text: '0 0 4294967295' };
  return path.endsWith('net/tcp')
    ? { is: 'text', text: listens(8080) + (window === undefined ? '' : listens(2323)) }
    : { is: 'absent' };
}

async function finding(check: string, scene: Scene): Promise<Finding> {
  made += 1;
  const shop: Shop = {
    orders: [SECRETS['order'] ?? ''],
    password: FRESH,
    open: false,
    ...scene.shop,
  };
  const host = {
    find: async (name: string) =>
      name === scene.missing
        ? { is: 'stopped', feedback: `The container ${name} is not running.`, see: 'docker ps -a' }
        : { is: 'running', target: targetOf(name, scene, shop) },
    read: async (requests: readonly { path: string }[]) =>
      requests.map((one) => answerTo(one, scene)),
  };
  const lab = {
    network: 'net',
    container: (name: string) => `exam-${name}`,
    secret: (name: string) => SECRETS[name],
  };
  const context = { host, lab, signal: new AbortController().signal } as unknown as CheckContext;
  const found = Object.values(verifier.tasks)
    .flatMap(({ checks }) => checks)
    .find(({ id }) => id === check);
  if (found === undefined) throw new Error(`no check ${check}`);
  return found.observe(context);
}

const observed = async (check: string, scene: Scene = {}) => {
  const found = await finding(check, scene);
  return `${found.is}: ${found.is === 'unsupported' ? found.reason : found.observed}`;
};

describe('a weakness', () => {
  const EPERM = 'Operation not permitted';
  const refused = ['CHOWN', 'MKNOD', 'NET_RAW', 'SYS_ADMIN']
    .map((name) => `try ${name} 1 ${EPERM}`)
    .join('\n');

  test('is gone when it is gone from all three, which is said once', async () => {
    expect(await observed('use-rights', { exec: () => refused })).toMatch(
      /^pass: exam-web, exam-api, exam-store: As root there the intruder got "Operation not permitted"/,
    );
  });

  test('that is left in one of them is told with its name', async () => {
    const exec = (name: string) =>
      name === 'exam-store' ? refused.replace('CHOWN 1', 'CHOWN 0') : refused;
    expect(await observed('use-rights', { exec })).toContain(
      'fail: As root in exam-store the intruder gave',
    );
  });

  test('is not gone from a container that is stopped', async () => {
    const said = await observed('use-rights', { exec: () => refused, missing: 'exam-api' });
    expect(said).toBe('fail: The container exam-api is not running.');
    expect(await finding('use-rights', { exec: () => refused, missing: 'exam-api' })).toMatchObject(
      {
        untried: 'nobody',
      },
    );
    const open = () => refused.replace('CHOWN 1', 'CHOWN 0');
    expect(await observed('use-rights', { exec: open, missing: 'exam-web' })).toContain(
      'As root in exam-api',
    );
  });
});

describe('an attack that could not be made proves nothing:', () => {
  test.each([
    'plant-program',
    'find-place',
    'start-helpers',
    'list-processes',
    'read-memory',
    'use-rights',
    'reach-kernel',
  ])('%s without a shell', async (check) => {
    expect(await observed(check)).toContain('could not be tried, so it proves nothing');
  });

  test('a folder that is not there is no read-only one', async () => {
    const exec = () => "nowhere\nsh: can't create: nonexistent directory";
    expect(await observed('plant-program', { exec })).toContain('Keep the app where it was');
  });

  test('a mode that kept root out is not the wall that was asked for', async () => {
    const exec = () => "sh: can't create /app/www/x: Permission denied";
    expect(await observed('plant-program', { exec })).toContain(
      'fail: exam-web: Only a mode kept root',
    );
  });

  test('nothing is searched where no folder was tried', async () => {
    expect(await observed('find-place', { exec: () => 'tried 0' })).toContain('proves nothing');
  });

  test('an office that is stopped, rebuilt or without its session has nothing to be found', async () => {
    const exec = () => 'words 3\nsearched';
    for (const check of ['list-processes', 'read-memory']) {
      expect(await observed(check, { exec })).toMatch(/^pass: /);
      expect(await observed(check, { exec, missing: 'exam-office' })).toContain('nothing to find');
      expect(await observed(check, { exec, office: { origin: 'learner' } })).toMatch(/^fail: /);
      expect(await observed(check, { exec, office: { session: 'other' } })).toMatch(/^fail: /);
    }
  });

  test('an image without the tool for calls by number is asked by the one that busybox has', async () => {
    const without =
      (said: string) =>
      (_: string, { argv }: ExecSpec) =>
        argv.join(' ').includes('unshare') ? said : undefined;
    expect(await observed('reach-kernel', { exec: without('made one') })).toContain(
      'fail: As root in exam-web',
    );
    expect(
      await observed('reach-kernel', { exec: without('unshare: Operation not permitted') }),
    ).toMatch(/^pass: /);
  });
});

describe('the password', () => {
  test('that leaked must be refused, not only be another one in the file', async () => {
    expect(await observed('use-leaked')).toMatch(/^pass: /);
    expect(await observed('use-leaked', { shop: { open: true } })).toContain(
      'gave the intruder order 1',
    );
  });

  test('must be new, long, and made by a machine', async () => {
    expect(await observed('one-file', { shop: { password: FIRST } })).toContain(
      'password of the launch',
    );
    expect(await observed('one-file', { shop: { password: 'short' } })).toContain(
      'has 5 characters',
    );
    expect(await observed('one-file', { shop: { password: 'a'.repeat(20) } })).toContain(
      'all the same',
    );
    expect(await observed('one-file', { environ: {} })).toContain(
      'no password that docklab can find',
    );
  });
});

describe('customers', () => {
  test('are served by a shop whose store has their orders, and the first one', async () => {
    expect(await observed('customers-served')).toBe(
      'pass: A customer ordered, and found order 2 and order 1.',
    );
  });

  test('are not served without the orders of before', async () => {
    expect(await observed('customers-served', { shop: { orders: ['another'] } })).toContain(
      'Order 1, from before, is gone',
    );
  });

  test('are not served by a store that opens to any password', async () => {
    expect(await observed('customers-served', { shop: { open: true } })).toContain(
      'opens to whoever comes with any password',
    );
  });

  test('who were served a moment ago by the same containers are not sent again, others are', async () => {
    const shop = { orders: [SECRETS['order'] ?? ''] };
    const first = await observed('customers-served', { shop });
    made -= 1;
    expect(await observed('customers-served', { shop })).toBe(first);
    expect(shop.orders).toHaveLength(2);
    await observed('customers-served', { shop });
    expect(shop.orders).toHaveLength(3);
  });

  test('find no shop on another network', async () => {
    expect(await observed('customers-served', { info: { networks: {} } })).toContain(
      'is not on the network net',
    );
  });

  test('come in crowds, and each gets a number and an answer in time', async () => {
    expect(await observed('crowd-served')).toMatch(/^pass: 32 of 32 requests/);
    expect(await observed('crowd-served', { slow: 3 })).toContain(
      'does not stand a crowd. 29 of 32',
    );
    expect(await observed('crowd-served', { ms: 13_000 })).toContain('too slow for a crowd');
    const number = (count: number) => `${Math.min(count, 9)}`;
    expect(await observed('crowd-served', { shop: { number } })).toContain('got the same number');
  });
});

test('orders are kept from who has no password, at every port and among the pages', async () => {
  expect(await observed('second-door')).toBe(
    'pass: exam-store: nobody gets an order without a password, at port 8080',
  );
  expect(await observed('second-door', { window: 'paper order-on-paper' })).toContain(
    'every order at port 2323, /orders',
  );
  expect(await observed('second-door', { among: '/data/orders' })).toContain(
    'every order at port 8080, /data/orders',
  );
});
