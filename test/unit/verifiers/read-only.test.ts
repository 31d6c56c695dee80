/** What the attempts on a real engine cannot show: an attack that fails for the wrong reason is no pass. */
import { describe, expect, test } from 'vitest';
import verifier from '../../../verifiers/read-only.ts';
import { parseMountinfo } from '../../../src/host/proc.ts';
import type {
  CheckContext,
  Finding,
  HttpAnswer,
  HttpRequest,
  HttpSilence,
  Target,
} from 'docklab/verify';

const ROOT = '1 0 0:66 / / ro,relatime - overlay overlay rw';
const DEV = '2 1 0:70 / /dev rw,nosuid - tmpfs tmpfs rw,size=65536k,mode=755';
const DATA = '3 1 0:75 / /data rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,size=4096k';

interface Scene {
  /** What the attacker's commands print, or why the search is silent. */
  search?: string | HttpSilence;
  /** What a planted page answers. */
  planted?: string;
  guestBook?: (request: HttpRequest) => HttpAnswer;
  mounts?: readonly string[];
  environ?: Record<string, string>;
  links?: Record<string, string>;
  uid?: number;
  capabilities?: bigint;
}

const page = (body: string, status = 200): HttpAnswer => ({ is: 'answered', status, body });

function searchFor(scene: Scene, { body = '' }: HttpRequest): HttpAnswer | HttpSilence {
  if (typeof scene.search !== 'string') return scene.search ?? page('');
  const [, a, b] = /\$\(\((\d+) \* (\d+)\)\)/.exec(body) ?? [];
  const mark = `mark-${Number(a) * Number(b)}`;
  return page(`${mark}\n${scene.search}${mark}\n`);
}

/** A host with a hardened guest book in it, right in everything that the scene does not say. */
function contextOf(scene: Scene): CheckContext {
  const notes: string[] = [];
  const keep = ({ body, method }: HttpRequest) => {
    if (method === 'POST') notes.push(body ?? '');
    return page(notes.join('\n'));
  };
  const uid = scene.uid ?? 10001;
  const status = {
    name: 'httpd',
    uid: { effective: uid, fs: uid },
    gid: { fs: uid },
    groups: [],
    caps: { effective: 0n, bounding: scene.capabilities ?? 0n },
  };
  const web = {
    info: { pid: 42 },
    http: async (_port: number, request: HttpRequest) => {
      if (request.path === '/cgi-bin/search') return searchFor(scene, request);
      if (request.path === '/cgi-bin/guestbook') return (scene.guestBook ?? keep)(request);
      return scene.planted === undefined ? page('Not Found', 404) : page(scene.planted);
    },
    mounts: async () => parseMountinfo((scene.mounts ?? [ROOT, DEV, DATA]).join('\n')),
    environ: async () => scene.environ ?? { DATA_DIR: '/data' },
    status: async () => status,
    processes: async () => [{ pid: 42, status, argv: ['httpd'] }],
  } as unknown as Target;
  const read: CheckContext['host']['read'] = async (requests) =>
    requests.map(({ get, path }) => {
      const link = scene.links?.[path.replace('/proc/42/root', '')];
      if (get === 'link' && link !== undefined) return { is: 'link', target: link };
      if (get === 'stat')
        return {
          is: 'stat',
          stat: { type: 'directory', mode: 0o755, uid: 0, gid: 0, size: 0, inode: 1, device: 1 },
        };
      return { is: 'failed', reason: 'not a link' };
    });
  const context = {
    lab: { container: (name: string) => `read-only-${name}` },
    host: { find: async () => ({ is: 'running', target: web }), read },
  };
  return context as unknown as CheckContext;
}

async function finding(task: string, check: string, scene: Scene): Promise<Finding> {
  const found = verifier.tasks[task]?.checks.find(({ id }) => id === check);
  if (found === undefined) throw new Error(`no check ${task}/${check}`);
  return found.observe(contextOf(scene));
}

const passes = { is: 'pass' };
const fails = (words: string) => ({ is: 'fail', observed: expect.stringContaining(words) });

describe.for([
  ['root-is-read-only', 'plant-program'],
  ['notes-not-executable', 'start-dropped'],
  ['notes-sized', 'fill-up'],
  ['nowhere-else', 'search-place'],
] as const)('%s: the attack', ([task, check]) => {
  test.for<[string, Scene['search']]>([
    ['whose hole is closed', undefined],
    ['on a guest book that is down', { is: 'silent', reason: 'connection refused' }],
  ])('%s could not be tried, which is no pass', async ([, search]) => {
    const scene = search === undefined ? {} : { search };
    expect(await finding(task, check, scene)).toMatchObject(fails('could not be tried'));
  });

  test('in a container without the tools for it is no pass', async () => {
    const scene = { search: 'sh: dd: not found\nsh: find: not found\nsh: printf: not found\n' };
    expect(await finding(task, check, scene)).toMatchObject({ is: 'fail' });
  });
});

describe('planting a program in the web root', () => {
  const plant = (scene: Scene) => finding('root-is-read-only', 'plant-program', scene);

  test('passes when the filesystem refused it', async () => {
    const search = "sh: can't create planted-1: Read-only file system\n";
    expect(await plant({ search })).toMatchObject(passes);
  });

  test('fails when only the permissions refused it', async () => {
    const search = "sh: can't create planted-1: Permission denied\n";
    expect(await plant({ search })).toMatchObject(fails('Only file permissions'));
  });

  test('names the user as which the planted program ran', async () => {
    expect(await plant({ search: '', planted: 'it-runs-as 0\n' })).toMatchObject(fails('as uid 0'));
  });

  test('fails when it was written, though the web server would not run it', async () => {
    expect(await plant({ search: '' })).toMatchObject(fails('it was written'));
  });
});

describe('starting a dropped program', () => {
  const start = (search: string) => finding('notes-not-executable', 'start-dropped', { search });

  test('passes when it could be dropped and the kernel refused to start it', async () => {
    expect(await start('dropped\nsh: /data/dropped-1: Permission denied\n')).toMatchObject(passes);
  });

  test('fails when it ran', async () => {
    expect(await start('dropped\nStatus: 200 OK\n\nit-runs-as 0\n')).toMatchObject(fails('uid 0'));
  });

  test('fails when nothing could be dropped: that says nothing of starting', async () => {
    const said = "sh: can't create /data/dropped-1: Permission denied\n";
    expect(await start(said)).toMatchObject(fails('neither by the attacker nor by the guest book'));
  });

  test('fails when it did not start for another reason', async () => {
    const said = 'dropped\nsh: /data/dropped-1: not found\n';
    expect(await start(said)).toMatchObject(fails('did not fail with "Permission denied"'));
  });
});

describe('filling the room of the notes', () => {
  const fill = (search: string) => finding('notes-sized', 'fill-up', { search });

  test.for<[string, string, object]>([
    ['ends in time', "dd: error writing 'x': No space left on device\nbytes 4194304\n", passes],
    ['ends late', 'dd: No space left on device\nbytes 25165824\n', fails('only after 24 MB')],
    ['never ends', 'bytes 33554432\n', fails("attacker's own limit")],
    ['ends by a limit for one file', 'dd: File too large\nbytes 1048576\n', fails('not because')],
    ['cannot begin', "dd: can't open 'x': Permission denied\nbytes \n", fails('not even a note')],
    ['finds no room at all', 'dd: No space left on device\nbytes 0\n', passes],
  ])('%s', async ([, said, expected]) => {
    expect(await fill(said)).toMatchObject(expected);
  });
});

describe('looking for another place', () => {
  const search = (said: string) => finding('nowhere-else', 'search-place', { search: said });

  test('passes when none of some directories is one', async () => {
    expect(await search('tried 11\n')).toMatchObject(passes);
  });

  test('names the places, and counts those beyond four', async () => {
    const said = ['/', '/a', '/b', '/c', '/d', '/e'].map((dir) => `runs-in ${dir}\n`).join('');
    expect(await search(`${said}tried 6\n`)).toMatchObject(fails('/, /a, /b, /c and 2 more'));
  });

  test('fails when there was no directory to try', async () => {
    expect(await search('tried 0\n')).toMatchObject(fails('could not be tried'));
  });
});

describe('the guest book', () => {
  const keeps = (guestBook: Scene['guestBook']) =>
    finding('notes-sized', 'note-kept', guestBook === undefined ? {} : { guestBook });

  test('passes when the note is read back', async () => {
    expect(await keeps(undefined)).toMatchObject(passes);
  });

  test('fails when a page shows a note that it did not keep', async () => {
    const echo = ({ body = '' }: HttpRequest) => page(body);
    expect(await keeps(echo)).toMatchObject(fails('did not keep'));
  });

  test.for([
    ['Read-only file system', 'no writable place'],
    ['Permission denied', 'owner and mode'],
  ] as const)('says what to do about %s', async ([said, advice]) => {
    expect(await keeps(() => page(`can't create: ${said}`, 500))).toMatchObject(fails(advice));
  });
});

describe('the mounts', () => {
  const SYS_ADMIN = 1n << 21n;
  const RW = ROOT.replace('ro,', 'rw,');
  const EXEC = DATA.replace(',noexec', '');

  test.for<[string, string, string, Scene, object]>([
    ['a read-only root', 'root-is-read-only', 'root-mounted-ro', {}, passes],
    [
      'a writable root',
      'root-is-read-only',
      'root-mounted-ro',
      { mounts: [RW] },
      fails('writable'),
    ],
    [
      'a root that the container can remount',
      'root-is-read-only',
      'root-mounted-ro',
      { capabilities: SYS_ADMIN },
      fails('CAP_SYS_ADMIN'),
    ],
    ['a tmpfs for the notes', 'notes-not-executable', 'notes-noexec', {}, passes],
    [
      'a tmpfs with exec',
      'notes-not-executable',
      'notes-noexec',
      { mounts: [ROOT, EXEC] },
      fails('without noexec'),
    ],
    [
      'notes that a link leads into a tmpfs',
      'notes-not-executable',
      'notes-noexec',
      { environ: { DATA_DIR: '/var/notes' }, links: { '/var/notes': '/data/notes' } },
      passes,
    ],
    [
      'notes elsewhere than the tmpfs',
      'notes-not-executable',
      'notes-noexec',
      { environ: { DATA_DIR: '/srv' } },
      fails('Nothing is mounted at /srv'),
    ],
    [
      'a tmpfs of more than 16 MB',
      'notes-sized',
      'notes-limited',
      { mounts: [ROOT, DATA.replace('4096k', '16388k')] },
      fails('at most 16 MB'),
    ],
    ['only what is safe', 'nowhere-else', 'no-other-place', {}, passes],
    ['/dev and root', 'nowhere-else', 'no-other-place', { uid: 0 }, fails('httpd runs as uid 0')],
    [
      '/dev with noexec and root',
      'nowhere-else',
      'no-other-place',
      { uid: 0, mounts: [ROOT, DATA, DEV.replace('nosuid', 'nosuid,noexec')] },
      passes,
    ],
    [
      'a directory of the host',
      'nowhere-else',
      'no-other-place',
      { mounts: [ROOT, DATA, '9 1 8:1 /srv /mnt rw,relatime - ext4 /dev/sda rw'] },
      fails('/mnt, which is a file or directory of the host (ext4)'),
    ],
    [
      'a second tmpfs without a size',
      'nowhere-else',
      'no-other-place',
      { mounts: [ROOT, DATA, '9 1 0:9 / /run rw,nosuid,nodev,noexec - tmpfs tmpfs rw'] },
      fails('/run, a tmpfs without a size'),
    ],
  ])('%s (%s)', async ([, task, check, scene, expected]) => {
    expect(await finding(task, check, scene)).toMatchObject(expected);
  });
});
