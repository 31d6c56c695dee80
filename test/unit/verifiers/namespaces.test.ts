/** What the attempts on a real engine cannot show: an attack that fails for the wrong reason is no pass. */
import { describe, expect, test } from 'vitest';
import verifier from '../../../verifiers/namespaces.ts';
import type { CheckContext, ExecResult, Finding, HttpAnswer, HttpSilence } from 'docklab/verify';

const PAGE: HttpAnswer = { is: 'answered', status: 200, body: 'load 0.10 0.20 0.30\n' };
const HOST = { pid: '1', net: '2', ipc: '3' };

const exited = (code: number, stdout: string, stderr = ''): ExecResult => ({
  is: 'exited',
  code,
  stdout,
  stderr,
  truncated: false,
});

interface Scene {
  exec?: ExecResult;
  hostd?: 'lab' | 'learner' | 'missing';
  key?: HttpAnswer | HttpSilence;
  namespaces?: Record<string, string>;
  info?: Record<string, unknown>;
  page?: HttpAnswer | HttpSilence;
  environ?: Record<string, string>;
}

/** A host with a rebuilt leaky in it, right in everything that the scene does not say. */
function contextOf(scene: Scene): CheckContext {
  const leaky = {
    info: {
      pidMode: '',
      ipcMode: 'private',
      networkMode: 'bridge',
      networks: { bridge: { ip: '172.17.0.2' } },
      ports: [{ container: '18280/tcp', hostIp: '127.0.0.1', hostPort: 18280 }],
      ...scene.info,
    },
    namespaces: async () => scene.namespaces ?? { pid: '11', net: '12', ipc: '13' },
    exec: async () => scene.exec ?? exited(1, '', 'connection refused'),
    http: async () => scene.page ?? PAGE,
    environ: async () => scene.environ ?? {},
  };
  const hostd = {
    origin: scene.hostd ?? 'lab',
    processes: async () => [{ argv: ['hostd', '--token', 'the-token'] }],
    http: async () => scene.key ?? { is: 'answered', status: 200, body: 'the-key\n' },
    file: async () => 'the-session\n',
  };
  const context = {
    lab: { container: (name: string) => name, secret: (name: string) => `the-${name}` },
    host: {
      find: async (name: string) =>
        name === 'hostd' && scene.hostd === 'missing'
          ? { is: 'missing', feedback: 'there is no hostd', see: '' }
          : { is: 'running', target: name === 'hostd' ? hostd : leaky },
      hostNamespaces: async () => HOST,
    },
  };
  return context as unknown as CheckContext;
}

async function finding(task: string, check: string, scene: Scene): Promise<Finding> {
  const found = verifier.tasks[task]?.checks.find(({ id }) => id === check);
  if (found === undefined) throw new Error(`no check ${task}/${check}`);
  return found.observe(contextOf(scene));
}

const fails = (words: string) => ({ is: 'fail', observed: expect.stringContaining(words) });

describe('an attack that found nothing passes only when it ran and there was something to find', () => {
  const theft = (scene: Scene) => finding('own-net', 'steal-key', scene);

  test('a refused connection is a pass', async () => {
    expect(await theft({ exec: exited(1, '', "can't connect: Connection refused") })).toMatchObject(
      { is: 'pass' },
    );
  });

  test('the key in the answer is a theft, and is shown', async () => {
    expect(await theft({ exec: exited(0, 'the-key\n') })).toMatchObject(fails('the-key'));
  });

  test.for<[string, ExecResult, string]>([
    ['no wget in the image', { is: 'not-started', reason: 'no such file: wget' }, 'no such file'],
    ['a wget that crashes', exited(139, '', 'Segmentation fault'), 'Segmentation fault'],
    ['a wget that hangs', { is: 'timed-out', stdout: '', stderr: '' }, 'did not end in time'],
    ['a wget that says nothing', exited(0, ''), 'exit code 0'],
  ])('%s proves nothing', async ([, exec, words]) => {
    const result = await theft({ exec });
    expect(result).toMatchObject(fails('proves nothing'));
    expect(result).toMatchObject(fails(words));
  });

  test.for<[string, Scene, string]>([
    ['removed', { hostd: 'missing' }, 'hostd is not running'],
    ['rebuilt by the learner', { hostd: 'learner' }, 'You rebuilt hostd'],
    ['silent', { key: { is: 'silent', reason: 'refused' } }, 'its key is gone'],
  ])('a hostd that is %s proves nothing', async ([, scene, words]) => {
    expect(await theft(scene)).toMatchObject(fails(words));
  });
});

describe('the process list and shared memory', () => {
  test('a list with words but without the token is a pass', async () => {
    const exec = exited(0, 'words 3\nwords 0\n');
    expect(await finding('own-pid', 'steal-token', { exec })).toMatchObject({ is: 'pass' });
  });

  test('a list in which not even the attack itself appears proves nothing', async () => {
    const exec = exited(0, 'words 0\n');
    expect(await finding('own-pid', 'steal-token', { exec })).toMatchObject(
      fails('proves nothing'),
    );
  });

  test('the place where the token was found is named', async () => {
    const exec = exited(0, '/proc other\nwords 3\n/mnt/p the-token\nwords 90\n');
    expect(await finding('own-pid', 'steal-token', { exec })).toMatchObject(fails('at /mnt/p '));
  });

  test('the place where the session was found is named', async () => {
    const exec = exited(0, '/run/memory the-session\nsearched\n');
    expect(await finding('own-ipc', 'steal-session', { exec })).toMatchObject(
      fails('at /run/memory '),
    );
  });
});

describe('the page of a container with a network of its own', () => {
  const published = (scene: Scene) => finding('own-net', 'page-published', scene);
  const page: HttpSilence = { is: 'silent', reason: 'nothing answers on port 18280' };
  const ports: unknown[] = [];

  test('answers through its published port', async () => {
    expect(await published({})).toMatchObject({ is: 'pass' });
  });

  test('may be published on any port of the host', async () => {
    const info = { ports: [{ container: '18280/tcp', hostIp: '0.0.0.0', hostPort: 49153 }] };
    expect(await published({ info })).toMatchObject({ is: 'pass' });
  });

  test('needs no published port while the network is the host’s', async () => {
    expect(await published({ namespaces: HOST, info: { ports } })).toMatchObject({ is: 'pass' });
  });

  test.for<[string, Scene, string]>([
    ['no published port', { info: { ports } }, 'is not published'],
    [
      'an exposed port',
      { info: { ports: [{ container: '18280/tcp', hostPort: 0 }] } },
      'is not published',
    ],
    ['another page', { page: { ...PAGE, body: 'hello' } }, 'but not with the load'],
    ['nothing behind the port', { page }, 'nothing answers on port 18280'],
    [
      'a listener on the loopback',
      { page, environ: { LISTEN: '127.0.0.1:18280' } },
      'own namespace',
    ],
    ['no network at all', { page, info: { networks: { none: { ip: '' } } } }, 'but a loopback'],
  ])('%s is no service', async ([, scene, words]) => {
    expect(await published(scene)).toMatchObject(fails(words));
  });

  test('a listener on the host’s loopback is not called the container’s own', async () => {
    const scene = { page, namespaces: HOST, environ: { LISTEN: '127.0.0.1:18280' } };
    expect(await published(scene)).toMatchObject(fails('nothing answers on port 18280'));
  });
});

test('a kernel that does not say in which namespace a process is cannot show the lesson', async () => {
  expect(await finding('own-ipc', 'own-ipc-namespace', { namespaces: {} })).toMatchObject({
    is: 'unsupported',
  });
});
