import { beforeEach, describe, expect, test } from 'vitest';
import { ensureEngine } from '../../../tools/setup/engine.mjs';
import { withDockerGroup } from '../../../tools/setup/docker-group.mjs';

type Probe =
  | { is: 'answers' }
  | { is: 'refused'; socket: string }
  | { is: 'silent'; chosen: string | undefined };

const SILENT: Probe = { is: 'silent', chosen: undefined };

/** A machine that is only told of: what it has, what its commands answer, and what was done to it. */
class FakeMachine {
  platform = 'linux';
  isRoot = true;
  user = 'ada';
  canAsk = false;
  chrooted = false;
  answer = true;
  commands = new Set(['apt-get', 'sudo']);
  files = new Map<string, string>();
  probes: Probe[] = [SILENT];
  /** Exit codes by the start of the command line; others succeed. */
  codes = new Map<string, number>();
  done: string[] = [];
  asked: string[] = [];

  ask = async (question: string) => {
    this.asked.push(question);
    return this.answer;
  };
  has = (command: string) => this.commands.has(command);
  exists = (file: string) => this.files.has(file);
  read = (file: string) => this.files.get(file) ?? '';
  run = async (argv: readonly string[]) => {
    const line = argv
      .join(' ')
      .replace(/env DEBIAN\S+ NEEDRESTART\S+ (apt-get|dpkg)( -o \S+)*/, '$1');
    if (line.includes('true_root=')) return { code: this.chrooted ? 0 : 1, tail: '' };
    this.done.push(line);
    if (line.includes('apt-get install')) this.commands.add('dockerd');
    const code = [...this.codes].find(([start]) => line.startsWith(start))?.[1] ?? 0;
    return { code, tail: code === 0 ? '' : 'its last words' };
  };
  handOver = async (argv: readonly string[]) => (await this.run(argv)).code;
  longStep = async <T>(_title: string, work: (words: () => void) => Promise<T>) =>
    work(() => undefined);
  /** Each in turn, the last one for ever. */
  probe = async (): Promise<Probe> => {
    const next = this.probes.length > 1 ? this.probes.shift() : this.probes[0];
    return next ?? SILENT;
  };
  sleep = async () => undefined;
}

let machine: FakeMachine;
beforeEach(() => {
  machine = new FakeMachine();
});

const ensure = () => ensureEngine(machine as never);
/** A stop with exit code 3 that says at least this. */
const stop = (more: object) => expect.objectContaining({ exitCode: 3, ...more });

const INSTALL = 'apt-get install -y --no-install-recommends docker.io docker-cli busybox-static';
const ANSWERS: Probe = { is: 'answers' };

test('an engine that answers is left alone, wherever it is', async () => {
  machine.probes = [ANSWERS];
  expect(await ensure()).toBe('ready');
  expect(machine.done).toEqual([]);
});

test('as root without a terminal an engine is installed and started, and nothing asked', async () => {
  machine.files.set('/run/systemd/system', '');
  machine.probes = [SILENT, SILENT, ANSWERS];
  expect(await ensure()).toBe('ready');
  expect(machine.done).toEqual([
    'dpkg --audit',
    'apt-cache show docker-cli',
    INSTALL,
    'systemctl start docker',
  ]);
  expect(machine.asked).toEqual([]);
});

test('on a terminal the person is asked first, and a no changes nothing', async () => {
  machine.canAsk = true;
  machine.answer = false;
  await expect(ensure()).rejects.toEqual(stop({ message: 'Nothing was changed.' }));
  expect(machine.asked.join()).toContain('Install docker.io busybox-static and start it?');
  expect(machine.done).toEqual([]);
});

test('an engine that is installed is only started', async () => {
  machine.commands.add('dockerd');
  machine.files.set('/run/systemd/system', '');
  machine.probes = [SILENT, SILENT, ANSWERS];
  await ensure();
  expect(machine.done).toEqual(['systemctl start docker']);
});

describe('without systemd', () => {
  beforeEach(() => machine.commands.add('dockerd'));

  test('the service command starts it', async () => {
    machine.files.set('/etc/init.d/docker', '');
    machine.probes = [SILENT, SILENT, ANSWERS];
    await ensure();
    expect(machine.done).toEqual(['service docker start']);
  });

  test('where the service fails, the daemon is started itself', async () => {
    machine.files.set('/etc/init.d/docker', '');
    machine.codes.set('service docker start', 1);
    machine.probes = [SILENT, SILENT, ANSWERS];
    await ensure();
    expect(machine.done).toEqual([
      'service docker start',
      'service docker stop',
      expect.stringMatching(/^sh -c setsid dockerd >>/),
    ]);
  });

  test('in a chroot the daemon gets the chroot’s folder as its root, whatever the service would do', async () => {
    machine.files.set('/etc/init.d/docker', '');
    machine.chrooted = true;
    machine.probes = [SILENT, SILENT, ANSWERS];
    await ensure();
    expect(machine.done).toEqual([
      expect.stringMatching(/^sh -c setsid .*pivot_root.*dockerd >>/s),
    ]);
  });

  test('a daemon that never answers ends with the end of its log', async () => {
    machine.codes.set('tail', 1);
    await expect(ensure()).rejects.toEqual(
      stop({
        message: 'The Docker engine could not be started.',
        why: expect.stringMatching(/its last words/),
      }),
    );
  });
});

test('package lists are fetched only when an installation fails without them', async () => {
  machine.codes.set('apt-get install', 100);
  await expect(ensure()).rejects.toEqual(
    stop({
      message: 'docker.io busybox-static could not be installed.',
      why: expect.stringMatching(/exit code 100:\nits last words/),
      next: expect.arrayContaining([expect.stringContaining('apt-get install docker.io')]),
    }),
  );
  expect(machine.done.filter((line) => line.startsWith('apt-get'))).toEqual([
    INSTALL,
    'apt-get update',
    INSTALL,
  ]);
});

test('docker-cli is left out where the distribution has no such package', async () => {
  machine.codes.set('apt-cache show docker-cli', 100);
  machine.probes = [SILENT, ANSWERS];
  await ensure();
  expect(machine.done).toContain(INSTALL.replace(' docker-cli', ''));
});

test('an installation that was interrupted before is finished first', async () => {
  machine.codes.set('dpkg --audit', 1);
  machine.probes = [SILENT, ANSWERS];
  await ensure();
  expect(machine.done.slice(0, 2)).toEqual(['dpkg --audit', 'dpkg --configure -a']);
});

describe('nothing is installed', () => {
  test('when the person chose an engine that does not answer', async () => {
    machine.probes = [{ is: 'silent', chosen: 'ssh://lab' }];
    await expect(ensure()).rejects.toEqual(
      stop({ message: 'The Docker engine that you chose does not answer: ssh://lab.' }),
    );
    expect(machine.done).toEqual([]);
  });

  test('on a Mac, where Docker Desktop is the way', async () => {
    machine.platform = 'darwin';
    await expect(ensure()).rejects.toEqual(
      stop({ next: expect.arrayContaining([expect.stringContaining('Docker Desktop')]) }),
    );
    expect(machine.done).toEqual([]);
  });

  test('on a distribution without apt', async () => {
    machine.commands.delete('apt-get');
    await expect(ensure()).rejects.toEqual(stop({ why: expect.stringContaining('apt') }));
    expect(machine.done).toEqual([]);
  });
});

describe('a person who is not root', () => {
  beforeEach(() => {
    machine.isRoot = false;
    machine.files.set('/run/systemd/system', '');
  });

  test('is told what to do as root when sudo asks for a password and nobody is there', async () => {
    machine.codes.set('sudo -n true', 1);
    await expect(ensure()).rejects.toEqual(
      stop({
        next: expect.arrayContaining(['As root: apt-get install docker.io busybox-static']),
      }),
    );
    expect(machine.done).toEqual(['sudo -n true']);
  });

  test('is asked for the password by sudo on a terminal', async () => {
    machine.canAsk = true;
    machine.codes.set('sudo -n true', 1);
    machine.probes = [SILENT, SILENT, ANSWERS];
    expect(await ensure()).toBe('ready');
    expect(machine.done.slice(0, 2)).toEqual(['sudo -n true', 'sudo -v']);
    expect(machine.asked.join()).toContain('members can become root');
  });

  test('joins the group docker after the engine was installed for them', async () => {
    machine.probes = [SILENT, SILENT, { is: 'refused', socket: '/var/run/docker.sock' }];
    expect(await ensure()).toBe('ready-in-group');
    expect(machine.done.at(-1)).toBe('sudo -n usermod -aG docker ada');
  });

  test('who is in the group already goes on with it, without logging in again', async () => {
    machine.probes = [{ is: 'refused', socket: '/var/run/docker.sock' }];
    machine.files.set('/etc/group', 'root:x:0:\ndocker:x:999:bob,ada\n');
    expect(await ensure()).toBe('ready-in-group');
  });

  test('who may not use the engine is told the fix and its risk', async () => {
    machine.probes = [{ is: 'refused', socket: '/var/run/docker.sock' }];
    machine.files.set('/etc/group', 'docker:x:999:adam\n');
    await expect(ensure()).rejects.toEqual(
      stop({ next: expect.arrayContaining([expect.stringContaining('become root')]) }),
    );
    expect(machine.done).toEqual([]);
  });
});

test('arguments survive the shell that gives the group', () => {
  expect(withDockerGroup(['node', "it's", 'a b'])).toEqual([
    'sg',
    'docker',
    '-c',
    `'node' 'it'\\''s' 'a b'`,
  ]);
});
