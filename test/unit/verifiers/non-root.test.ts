/** What the attempts on a real engine cannot show: an attack that fails for the wrong reason is no pass. */
import { describe, expect, test } from 'vitest';
import verifier from '../../../verifiers/non-root.ts';
import type { CheckContext, ExecResult, Finding, HttpAnswer, HttpRequest } from 'docklab/verify';

const SCRIPT = '/app/www/cgi-bin/guestbook';
const ids = (id: number) => ({ real: id, effective: id, saved: id, fs: id });
const page = (body: string, status = 200): HttpAnswer => ({ is: 'answered', status, body });

interface Scene {
  /** What the attacker's commands print; undefined when the search runs none any more. */
  search?: string;
  exec?: ExecResult;
  /** The kernel's word for each attempt to open a path, unless `search` says all. */
  refusal?: string;
  book?: (request: HttpRequest) => HttpAnswer;
  uid?: number;
  groups?: number[];
  owner?: number;
  missing?: readonly string[];
  /** Local addresses of listening sockets, as the kernel prints them. */
  listens?: readonly string[];
  info?: Record<string, unknown>;
}

const PATHS = ['/bin', '/etc/passwd', SCRIPT, '/app/www/cgi-bin', '/app/www/index.html'];
const refused = (refusal = 'Permission denied') =>
  [...PATHS, '/app/httpd.conf']
    .map((path) => `try ${path} sh: can't create: ${refusal}`)
    .join('\n');

/** What a guest book with its hole answers: it computes the marks, as only a shell would. */
function searched(scene: Scene, path: string): HttpAnswer {
  const said = scene.search ?? refused(scene.refusal);
  const [, a, b] = /\$\(\((\d+) \* (\d+)\)\)/.exec(decodeURIComponent(path)) ?? [];
  return page(`mark-${Number(a) * Number(b)}\n${said}\nmark-${Number(a) * Number(b)}\n`);
}

const FOLDERS = new Set(['/app', '/app/www', '/app/www/cgi-bin', '/data', '/bin']);

/** A host with a hardened guest book in it, right in everything that the scene does not say. */
function contextOf(scene: Scene): CheckContext {
  const entries: string[] = [];
  const book = (request: HttpRequest) => {
    if (request.body !== undefined) entries.push(decodeURIComponent(request.body));
    return page(`Guest book\n${entries.join('\n')}`);
  };
  const read = ({ get, path }: { get: string; path: string }) => {
    if (path.endsWith('id_map')) return { is: 'text', text: '0 0 4294967295' };
    if (path.endsWith('/net/tcp')) {
      const sockets = (scene.listens ?? ['00000000:1F90']).map((local) => `0: ${local} 0:0 0A\n`);
      return { is: 'text', text: sockets.join('') };
    }
    const inside = path.replace('/proc/42/root', '');
    if (get === 'list')
      return {
        is: 'list',
        names: { '/app': ['www'], '/app/www': ['cgi-bin'] }[inside] ?? ['guestbook'],
      };
    if (get !== 'stat' || scene.missing?.includes(inside)) return { is: 'absent' };
    const type = FOLDERS.has(inside) ? 'directory' : 'file';
    const uid = scene.owner ?? 0;
    return { is: 'stat', stat: { type, mode: 0o755, uid, gid: 0 } };
  };
  const uid = scene.uid ?? 10001;
  const target = {
    info: {
      pid: 42,
      name: 'web',
      user: '10001',
      networkMode: 'the-net',
      networks: { 'the-net': {} },
      startedAt: new Date(0),
      ...scene.info,
    },
    processes: async () => [
      {
        argv: ['httpd', '-f'],
        status: { uid: ids(uid), gid: ids(uid), groups: scene.groups ?? [] },
      },
    ],
    file: async () => '',
    exec: async () => scene.exec ?? { is: 'not-started', reason: 'no sh' },
    http: async (port: number, request: HttpRequest) =>
      port !== 8080
        ? { is: 'silent', reason: 'refused' }
        : request.path.includes('search=') && scene.book === undefined
          ? searched(scene, request.path)
          : (scene.book ?? book)(request),
  };
  const host = {
    find: async () => ({ is: 'running', target }),
    read: async (requests: { get: string; path: string }[]) => requests.map(read),
  };
  const lab = { container: () => 'web', network: 'the-net' };
  return { lab, host, signal: new AbortController().signal } as unknown as CheckContext;
}

async function finding(task: string, check: string, scene: Scene): Promise<Finding> {
  const found = verifier.tasks[task]?.checks.find(({ id }) => id === check);
  if (found === undefined) throw new Error(`no check ${task}/${check}`);
  return found.observe(contextOf(scene));
}

const fails = (words: string) => ({ is: 'fail', observed: expect.stringContaining(words) });
const passes = { is: 'pass' };

test('a hardened guest book passes every check', async () => {
  for (const [task, { checks }] of Object.entries(verifier.tasks))
    for (const { id } of checks)
      expect([id, await finding(task, id, {})]).toMatchObject([id, passes]);
});

describe('the attack through the search', () => {
  const attack = (scene: Scene) => finding('files-owned', 'rewrite-app', scene);

  test('that opened one file of several is named with that file', async () => {
    const search = refused().replace(/^try \/app\/httpd.conf .*$/m, 'try /app/httpd.conf open');
    expect(await attack({ search })).toMatchObject(
      fails('opened /app/httpd.conf for writing, as uid 10001'),
    );
  });

  test('on files that are gone proves nothing', async () => {
    const search = refused().replace(/^(try \S+guestbook) .*$/m, '$1 absent');
    expect(await attack({ search })).toMatchObject(fails(`${SCRIPT} is not in your container`));
  });

  test('that ended for another reason than a permission proves nothing', async () => {
    expect(await attack({ refusal: 'No space left on device' })).toMatchObject(
      fails('No space left on device'),
    );
    expect(await attack({ search: '' })).toMatchObject(fails('got: nothing'));
  });

  test('stopped by a read-only mount passes when owner and mode would have stopped it', async () => {
    expect(await attack({ refusal: 'Read-only file system' })).toMatchObject(passes);
  });

  test('stopped by a read-only mount alone does not', async () => {
    const scene = { refusal: 'Read-only file system', owner: 10001 };
    expect(await attack(scene)).toMatchObject(fails('Only the read-only mount protects it'));
  });
});

describe('the attack on a guest book whose search runs nothing any more', () => {
  const closed = (request: HttpRequest) => page(`no entry has ${decodeURIComponent(request.path)}`);
  const attack = (exec?: ExecResult) =>
    finding('files-owned', 'rewrite-app', exec ? { book: closed, exec } : { book: closed });
  const exited = (stdout: string): ExecResult => ({
    is: 'exited',
    code: 0,
    stdout,
    stderr: '',
    truncated: false,
  });

  test('is made as the user of the app', async () => {
    expect(await attack(exited(refused()))).toMatchObject(passes);
    expect(await attack(exited(`try ${SCRIPT} open`))).toMatchObject(
      fails(`acting as the app's user itself, docklab opened ${SCRIPT}`),
    );
  });

  test('proves nothing when no shell could be started', async () => {
    expect(await attack()).toMatchObject(fails('got: nothing'));
  });
});

describe('the code of the app', () => {
  test('that was moved away is no code in order', async () => {
    expect(await finding('files-owned', 'code-owner', { missing: [SCRIPT] })).toMatchObject(
      fails('Keep the app where it was'),
    );
  });
});

describe('group 0', () => {
  test.for<[string, Scene, string]>([
    ['as a supplementary group', { groups: [5, 0] }, 'by --group-add'],
    ['of uid 0', { uid: 0 }, 'runs as uid 0 and is in group 0'],
  ])('%s fails', async ([, scene, words]) => {
    expect(await finding('run-unprivileged', 'no-root-group', scene)).toMatchObject(fails(words));
  });
});

describe('the port', () => {
  const port = (scene: Scene) => finding('high-port', 'listens-high', scene);

  test.for<[string, Scene, string]>([
    ['8080 and 80', { listens: ['00000000:1F90', '00000000:0050'] }, 'listens on port 80'],
    ['another high one', { listens: ['00000000:0BB8'] }, 'listens on 3000; visitors look for 8080'],
    ['8080 on the loopback', { listens: ['0100007F:1F90'] }, 'loopback'],
    ['of the host', { info: { networkMode: 'host' } }, 'the network of the host'],
  ])('%s fails', async ([, scene, words]) => {
    expect(await port(scene)).toMatchObject(fails(words));
  });
});

describe('the service', () => {
  const service = (check: string, scene: Scene) =>
    finding(check === 'keeps-entries' ? 'files-owned' : 'run-unprivileged', check, scene);

  test('off the network of the lab is no service', async () => {
    const scene = { info: { networks: { bridge: {} } } };
    expect(await service('book-answers', scene)).toMatchObject(fails('--network $LAB_NET'));
  });

  test('that answers with another page is none', async () => {
    const book = () => page('It works!');
    expect(await service('book-answers', { book })).toMatchObject(fails('no guest book'));
  });

  test('that thanks for an entry and loses it is none, and the owner of the data is named', async () => {
    const book = () => page('Guest book\n');
    expect(await service('keeps-entries', { book })).toMatchObject(
      fails('/data belongs to 0:0 with mode 755'),
    );
  });
});
