/** What the attempts on a real engine cannot show: an attack that fails for the wrong reason is no pass. */
import { describe, expect, test } from 'vitest';
import verifier from '../../../verifiers/setuid.ts';
import { parseMountinfo } from '../../../src/host/proc.ts';
import type { CheckContext, ExecResult, Finding, HttpAnswer, HttpRequest } from 'docklab/verify';
import type { ImageReading, NotedFile } from 'docklab/verify';

const ASROOT = '/usr/local/bin/asroot';
const DRAWER = '/opt/till/bin/open-drawer';
const MAILBOX = '/usr/bin/mailbox';
const FIX = '/shared/kims-fix';
const TICKET = '/opt/till/bin/print-ticket';
const PROGRAMS = [ASROOT, DRAWER, MAILBOX, FIX, TICKET];

const line = (uids: string, gids = '1000 1000 1000 1000') => `Uid: ${uids} Gid: ${gids} `;
const SAME = line('1000 1000 1000 1000');
const ROOT = line('0 0 0 0', '0 0 0 0');
const SAVED = line('1000 1000 0 1000');
const DENIED = 'sh: Operation not permitted';

type Read = Extract<ImageReading, { is: 'read' }>;

interface Scene {
  /** The attacker's own ids. */
  self?: string;
  /** By program: what starting it printed; `absent` when it is not there. */
  starts?: Record<string, string>;
  /** Mounted over a path of the volume. */
  over?: string;
  /** By program: its mode in the container. */
  modes?: Record<string, number>;
  /** The app itself runs as root. */
  root?: boolean;
  nosuid?: string;
  noNewPrivs?: boolean;
  bounding?: bigint;
  image?: Partial<Read> | { is: 'unread'; reason: string };
  info?: Record<string, unknown>;
  board?: HttpAnswer;
  /** What a command executed in the container prints, when the search runs none any more. */
  exec?: ExecResult;
}

const page = (body: string, status = 200): HttpAnswer => ({ is: 'answered', status, body });
const BITS: Record<string, number> = { [FIX]: 0o4755 };

/** What the attacker's commands print in a board where every wall is up. */
function printed({ self = SAME, starts = {} }: Scene): string {
  const said = (path: string) => starts[path] ?? (path === TICKET ? DENIED : SAME);
  return [`self ${self}`, ...PROGRAMS.map((path) => `try ${path} ${said(path)}`)].join('\n');
}

function searched(scene: Scene, path: string): HttpAnswer {
  if (scene.exec) return page('nothing goes there');
  const [, a, b] = /\$\(\((\d+) \* (\d+)\)\)/.exec(decodeURIComponent(path)) ?? [];
  const mark = `mark-${Number(a) * Number(b)}`;
  return page(`${mark}\n${printed(scene)}\n${mark}\n`);
}

/** A host with the hardened board in it, right in everything that the scene does not say. */
function contextOf(scene: Scene): CheckContext {
  const id = scene.root === true ? 0 : 1000;
  const ids = { real: id, effective: id, saved: id, fs: id };
  const status = {
    name: 'httpd',
    uid: ids,
    gid: ids,
    groups: [],
    noNewPrivs: scene.noNewPrivs ?? true,
    caps: { bounding: scene.bounding ?? 0xa804253bn },
  };
  const web = {
    info: {
      pid: 42,
      name: 'setuid-web',
      imageId: 'sha256:a',
      networks: { net: {} },
      image: 'setuid-web:mine',
      user: '1000:1000',
      securityOpt: [],
      capAdd: [],
      capDrop: [],
      startedAt: new Date(0),
      ...scene.info,
    },
    status: async () => status,
    processes: async () => [{ pid: 42, status, argv: ['httpd', '-f'] }],
    mounts: async () =>
      parseMountinfo(
        [
          '1 0 0:66 / / rw,relatime - overlay overlay rw',
          `2 1 8:1 / /shared ro,${scene.nosuid ?? 'relatime'} - ext4 /dev/vda rw`,
          ...(scene.over === undefined ? [] : [`3 2 0:5 / ${scene.over} rw - tmpfs tmpfs rw`]),
        ].join('\n'),
      ),
    exec: async () => scene.exec,
    http: async (_port: number, { path }: HttpRequest) =>
      path.includes('?to=') ? searched(scene, path) : (scene.board ?? page('08:10\nBoard 77\n')),
  };
  const read = ({ get, path }: { get: string; path: string }) => {
    if (path.endsWith('id_map')) return { is: 'text', text: '0 0 4294967295' };
    const inside = path.replace('/proc/42/root', '');
    if (get !== 'stat' || scene.starts?.[inside] === 'absent') return { is: 'absent' };
    const mode = scene.modes?.[inside] ?? BITS[inside] ?? 0o755;
    return { is: 'stat', stat: { type: 'file', mode, uid: 0, gid: 0 } };
  };
  const host = {
    find: async () => ({ is: 'running', target: web }),
    read: async (requests: { get: string; path: string }[]) => requests.map(read),
    image: async () => ({
      is: 'read',
      present: [],
      hidden: [],
      createdBy: ['', ''],
      ...scene.image,
    }),
  };
  const lab = {
    container: () => 'setuid-web',
    image: () => 'docklab/setuid-web:lab',
    network: 'net',
    secret: () => '77',
  };
  return { lab, host, signal: new AbortController().signal } as unknown as CheckContext;
}

async function finding(check: string, scene: Scene): Promise<Finding> {
  const found = Object.values(verifier.tasks)
    .flatMap(({ checks }) => checks)
    .find(({ id }) => id === check);
  if (found === undefined) throw new Error(`no check ${check}`);
  return found.observe(contextOf(scene));
}

const fails = (words: string) => ({ is: 'fail', observed: expect.stringContaining(words) });
const passes = (words: string) => ({ is: 'pass', observed: expect.stringContaining(words) });

test('a hardened board passes every check', async () => {
  for (const { checks } of Object.values(verifier.tasks))
    for (const { id } of checks)
      expect([id, await finding(id, {})]).toMatchObject([id, { is: 'pass' }]);
});

describe("the image's helpers", () => {
  const planted = (scene: Scene) => finding('start-planted', scene);

  test.for<[string, Scene, string]>([
    ['give uid 0', { starts: { [DRAWER]: ROOT } }, `started ${DRAWER} and became uid 0`],
    ['leave uid 0 as a saved id', { starts: { [ASROOT]: SAVED } }, 'as a saved id'],
    [
      'give the group of root',
      { starts: { [MAILBOX]: line('1000 1000 1000 1000', '1000 0 0 0') } },
      'the group of root',
    ],
    [
      'give another user than root',
      { starts: { [ASROOT]: line('1000 65534 65534 65534') } },
      'became uid 65534',
    ],
  ])('fail when they %s', async ([, scene, words]) => {
    expect(await planted(scene)).toMatchObject(fails(words));
  });

  test('give nothing to an app that has the group of root anyway', async () => {
    const self = line('1000 1000 1000 1000', '0 0 0 0');
    const starts = Object.fromEntries(PROGRAMS.map((path) => [path, self]));
    expect(await planted({ self, starts })).toMatchObject(passes('stayed uid 1000'));
    const modes = { [MAILBOX]: 0o2755 };
    expect(await planted({ self, starts, modes, noNewPrivs: false })).toMatchObject(
      fails(`gave this attacker nothing new, but ${MAILBOX} still has mode 2755`),
    );
  });

  test('that the app may not start are still armed', async () => {
    const scene = {
      starts: { [ASROOT]: 'sh: /usr/local/bin/asroot: Permission denied' },
      modes: { [ASROOT]: 0o4700 },
      noNewPrivs: false,
    };
    expect(await planted(scene)).toMatchObject(
      fails('whoever may start it gets the rights of its owner'),
    );
  });

  test('that only the flag, or only the mount, made useless are still armed', async () => {
    const modes = { [MAILBOX]: 0o2755 };
    expect(await planted({ modes })).toMatchObject(
      fails(`Only no-new-privileges stopped it: ${MAILBOX} still has mode 2755`),
    );
    expect(await planted({ modes: { [FIX]: 0o755 }, noNewPrivs: false })).toMatchObject(
      passes('no bit is left'),
    );
  });

  test('may be gone', async () => {
    const starts = { [ASROOT]: 'absent', [DRAWER]: 'absent', [MAILBOX]: 'absent' };
    expect(await planted({ starts })).toMatchObject(passes('not there any more'));
  });

  test('prove nothing to an attacker who is root already', async () => {
    expect(await planted({ self: ROOT })).toMatchObject(fails('the app itself runs as root'));
    const info = { user: '0' };
    expect(await planted({ self: ROOT, root: true, info })).toMatchObject(
      fails('docker run said --user 0, which wins over the image'),
    );
  });
});

describe('the program of the volume', () => {
  const fix = (scene: Scene) => finding('start-fix', scene);

  test.for<[string, Scene, ReturnType<typeof fails>]>([
    ['is gone', { starts: { [FIX]: 'absent' } }, fails('proves nothing')],
    ['has no bit any more', { modes: { [FIX]: 0o755 } }, fails('you took the bit off')],
    ['is covered', { over: FIX, modes: { [FIX]: 0o666 } }, fails('else is mounted over')],
    ['gives no answer', { starts: { [FIX]: '' } }, fails('Keep /bin/grep')],
    ['is held by the flag', {}, passes('no-new-privileges stopped it')],
    [
      'is held by its mount',
      { nosuid: 'nosuid', noNewPrivs: false },
      passes('the nosuid of its mount stopped it'),
    ],
    ['does not start', { starts: { [FIX]: 'sh: Permission denied' } }, passes('did not start')],
  ])('that %s', async ([, scene, verdict]) => {
    expect(await fix(scene)).toMatchObject(verdict);
  });
});

describe('the file capability', () => {
  const ticket = (scene: Scene) => finding('start-ticket', scene);

  test('that only no-new-privileges holds is still within reach', async () => {
    const scene = { starts: { [TICKET]: SAME }, bounding: 0xa804257bn };
    expect(await ticket(scene)).toMatchObject(fails('SETGID can still be had'));
  });

  test('whose program gives no answer is not tried', async () => {
    expect(await ticket({ starts: { [TICKET]: '' } })).toMatchObject(fails('proves nothing'));
  });

  test('that the kernel refuses, that was taken off, or whose program is gone, is none', async () => {
    expect(await ticket({})).toMatchObject(passes('Operation not permitted'));
    expect(await ticket({ starts: { [TICKET]: SAME } })).toMatchObject(passes('stayed uid 1000'));
    expect(await ticket({ starts: { [TICKET]: 'absent' } })).toMatchObject(passes('not in your'));
  });
});

describe('the attack on a board whose search runs nothing any more', () => {
  const exited = (stdout: string): ExecResult => ({
    is: 'exited',
    code: 0,
    stdout,
    stderr: '',
    truncated: false,
  });

  test("is made as the app's own user", async () => {
    expect(await finding('start-fix', { exec: exited(printed({})) })).toMatchObject(
      passes("docklab, as the app's own user, started"),
    );
  });

  test('proves nothing when no shell could be started', async () => {
    const exec: ExecResult = { is: 'not-started', reason: 'no sh' };
    expect(await finding('start-fix', { exec })).toMatchObject(fails('no shell ran'));
  });
});

describe('the layers of the image', () => {
  const bits = (scene: Scene) => finding('no-bits-in-image', scene);
  const at = (path: string, layer: number, more: Partial<NotedFile> = {}): NotedFile => ({
    path,
    mode: 0o4755,
    capability: false,
    holds: [],
    layer,
    linkOf: undefined,
    ...more,
  });
  const armed = { modes: { [ASROOT]: 0o4755 } };

  test('that could not be read are no clean ones', async () => {
    const image = { is: 'unread', reason: 'it is larger than 1024 MB' } as const;
    expect(await bits({ image })).toMatchObject(fails('larger than 1024 MB'));
  });

  test('with a bit below say so, and pass', async () => {
    const image = { hidden: [{ ...at(ASROOT, 0), by: 'replaced' as const, at: 1 }] };
    expect(await bits({ image })).toMatchObject(passes('1 such file lies in lower layers'));
  });

  test('with a file capability say so, and pass', async () => {
    const image = { present: [at(TICKET, 0, { mode: 0o755, capability: true })] };
    expect(await bits({ image })).toMatchObject(passes(`${TICKET} has a file capability`));
  });

  test('with a bit fail, and name the instruction that brought it', async () => {
    const image = {
      present: [at(ASROOT, 1)],
      createdBy: ['', '/bin/sh -c #(nop) COPY file:abc in /usr/local/bin '],
    };
    expect(await bits({ image, ...armed })).toMatchObject(
      fails('came with layer 2 of 2 (COPY file:abc in /usr/local/bin)'),
    );
  });

  const hid = (path: string, layer: number, hiddenAt: number) => ({
    ...at(path, layer),
    by: 'replaced' as const,
    at: hiddenAt,
  });

  test.for<[string, NotedFile, string]>([
    [
      'came later',
      at('/app/tool', 3),
      'layer 4 of 4 brings /app/tool, after the layer in which you took off the others',
    ],
    ['was brought back', at(ASROOT, 3), `layer 4 of 4 brings it back`],
    ['was set again', at(ASROOT, 2), `layer 3 of 4 changed ${ASROOT}, and a bit is still set`],
    ['has another name', at(DRAWER, 1, { linkOf: ASROOT }), `you dealt with ${ASROOT}, but`],
    ['was not found', at('/opt/other', 1), 'you found the others, not this one'],
  ])('say of a bit that it %s', async ([, file, words]) => {
    const image = { present: [file], hidden: [hid(ASROOT, 1, 2)], createdBy: ['', '', '', ''] };
    expect(await bits({ image, modes: { [file.path]: 0o4755 } })).toMatchObject(fails(words));
  });

  test('of the lab itself are not the learner’s', async () => {
    const info = { image: 'docklab/setuid-web:lab' };
    expect(await bits({ image: { present: [at(ASROOT, 1)] }, ...armed, info })).toMatchObject(
      fails('Your container runs the image of the lab'),
    );
  });

  test('are told from the running container', async () => {
    expect(await bits({ image: { present: [at(ASROOT, 1)] } })).toMatchObject(
      fails('in the running container only'),
    );
  });
});

describe('the kernel', () => {
  test('is believed, not the options', async () => {
    const info = { securityOpt: ['no-new-privileges'], capDrop: ['SETUID', 'SETGID'] };
    expect(await finding('nnp-in-force', { info, noNewPrivs: false })).toMatchObject(
      fails('was asked for, but'),
    );
    expect(await finding('caps-out-of-reach', { info, bounding: 0xffn })).toMatchObject(
      fails('still has SETUID (bit 7) and SETGID (bit 6). You dropped SETUID, SETGID'),
    );
  });

  test('gives back what was added after it was dropped', async () => {
    const info = { capDrop: ['ALL'], capAdd: ['CAP_SETUID'] };
    expect(await finding('caps-out-of-reach', { info, bounding: 0x80n })).toMatchObject(
      fails('You dropped ALL and added CAP_SETUID, which wins'),
    );
  });

  test('of a privileged container drops nothing', async () => {
    const info = { privileged: true, capDrop: ['ALL'] };
    expect(await finding('caps-out-of-reach', { info, bounding: 0xffn })).toMatchObject(
      fails('--privileged gives every capability'),
    );
  });
});

describe('the service', () => {
  const service = (scene: Scene) => finding('board-answers', scene);

  test.for<[string, Scene, string]>([
    ['off the network', { info: { networks: { bridge: {} } } }, '--network $LAB_NET'],
    ['with another page', { board: page('It works!') }, 'not with the departures'],
    ['with an error', { board: page('Board 77', 500) }, 'status 500'],
  ])('%s is none', async ([, scene, words]) => {
    expect(await service(scene)).toMatchObject(fails(words));
  });
});
