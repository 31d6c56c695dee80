/** The lab machine, for real: built, started under both security modules, broken in the ways that happen, removed. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Docklab, type Ran } from './support/docklab.ts';

const BUILD_MS = 8 * 60_000;
const BOOT_MS = 6 * 60_000;

let docklab: Docklab;
let host: Server;

beforeAll(async () => {
  docklab = new Docklab();
  host = createServer((socket) => socket.end('reached\n'));
  await new Promise<void>((listening) => host.listen(0, '0.0.0.0', listening));
});
afterAll(async () => {
  await machine('delete', '--yes');
  host.close();
  await docklab.close();
}, 60_000);

const machine = (...args: readonly string[]): Promise<Ran> => docklab.run(['machine', ...args]);
const inMachine = (...command: readonly string[]) => machine('shell', '--', ...command);
const data = (...path: readonly string[]) => join(docklab.home, 'data', 'machine', ...path);

interface Status {
  status: string;
  lsm?: string;
  ssh?: string[];
  docker?: Record<string, string>;
}

const status = async (): Promise<Status> =>
  JSON.parse((await machine('status', '--json')).stdout) as Status;

/** As any Docker client from outside, without docklab. */
async function docker(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, ...(await status()).docker };
  return execFileSync('docker', args, { env, encoding: 'utf8', timeout: 60_000 }).trim();
}

/** What an engine says to a client that checks nothing and shows what it is given. */
function ping(options: RequestOptions): Promise<string> {
  const { request } = options.protocol === 'https:' ? https : http;
  return new Promise((answer, fail) => {
    request({ host: '127.0.0.1', path: '/_ping', rejectUnauthorized: false, ...options })
      .on('error', fail)
      .on('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => answer(text));
      })
      .end();
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Processes with docklab's home in their arguments. */
const processes = (): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => commandLine(pid).includes(docklab.home));

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

describe('building it', () => {
  test('without one, commands say how to get it', async () => {
    expect(await status()).toEqual({ status: 'absent' });
    for (const command of ['start', 'shell']) {
      const ran = await machine(command);
      expect(ran).toMatchObject({ status: 3 });
      expect(ran.stderr).toContain('docklab machine create');
    }
    expect(await machine('stop')).toMatchObject({ status: 0 });
  });

  test('interrupted, it leaves nothing half-made', async () => {
    const making = docklab.begin(['machine', 'create']);
    await making.says('Fetch and unpack');
    const atOnce = await machine('create');
    expect(atOnce).toMatchObject({ status: 3 });
    expect(atOnce.stderr).toContain('Another docklab');
    expect(await status()).toEqual({ status: 'changing' });
    making.signal('SIGINT');
    expect(await making.ended).toMatchObject({ status: 130 });
    expect(existsSync(data('image.making'))).toBe(false);
    expect(processes()).toEqual([]);
  });

  test('killed, it is cleared away by the next command', async () => {
    const making = docklab.begin(['machine', 'create']);
    await making.says('Fetch and unpack');
    making.signal('SIGKILL');
    await making.ended;
    const next = await machine('status');
    expect(next.stderr).toContain('was ended while it built');
    expect(next.stdout).toContain('There is no lab machine.');
    expect(existsSync(data('image.making'))).toBe(false);
    expect(processes()).toEqual([]);
  });

  test('it is built once', { timeout: BUILD_MS }, async () => {
    const made = await machine('create');
    expect(made).toMatchObject({ status: 0 });
    expect(made.stderr).toContain('step 6 of 6');
    expect(await status()).toMatchObject({ status: 'stopped', image: { suite: 'trixie' } });
    expect(readdirSync(data('image')).toSorted()).toEqual(
      'built.json busybox certs initrd.gz packages.txt root.ext4 ssh vmlinuz'.split(' '),
    );
    const again = await machine('create');
    expect(again.stdout).toContain('There is a lab machine already.');
    // Keys: nobody else's business.
    expect(statSync(data('image')).mode & 0o077).toBe(0);
  });
});

describe('under AppArmor', () => {
  let imageWasChanged: number;

  test('interrupted while it boots, nothing of it runs on', { timeout: BOOT_MS }, async () => {
    imageWasChanged = statSync(data('image', 'root.ext4')).mtimeMs;
    const starting = docklab.begin(['machine', 'start']);
    await starting.says('Start the kernel');
    starting.signal('SIGINT');
    expect(await starting.ended).toMatchObject({ status: 130 });
    expect(processes()).toEqual([]);
    expect(await status()).toMatchObject({ status: 'stopped' });
  });

  test(
    'killed while it boots, it is cleared away by the next start',
    { timeout: BOOT_MS },
    async () => {
      const starting = docklab.begin(['machine', 'start']);
      await starting.says('Start the system');
      starting.signal('SIGKILL');
      await starting.ended;
      expect(processes()).toHaveLength(1);
      const next = await machine('start');
      expect(next).toMatchObject({ status: 0 });
      expect(next.stderr).toContain('was cut short');
      expect(await status()).toMatchObject({ status: 'running', lsm: 'apparmor' });
      expect(processes()).toHaveLength(1);
    },
  );

  test('its engine answers holders of its certificate, by cgroup v2 and AppArmor', async () => {
    const info = await docker('info', '--format', '{{.CgroupVersion}} {{.SecurityOptions}}');
    expect(info).toMatch(/^2 \[.*name=apparmor/);
    const confined = await docker(
      'run',
      '--rm',
      'docklab/base:1',
      'cat',
      '/proc/self/attr/current',
    );
    expect(confined).toBe('docker-default (enforce)');
  });

  test('and nobody else', async () => {
    const { DOCKER_HOST = '' } = (await status()).docker ?? {};
    const port = Number(new URL(DOCKER_HOST).port);
    await expect(ping({ port, protocol: 'http:' })).resolves.toContain('to an HTTPS server');
    await expect(ping({ port, protocol: 'https:' })).rejects.toThrow(/certificate required/);
    // Somebody's own: signed by itself.
    const [key, cert] = [join(docklab.home, 'key.pem'), join(docklab.home, 'cert.pem')];
    const subject = ['-nodes', '-subj', '/CN=docklab', '-keyout', key, '-out', cert];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...subject], { stdio: 'pipe' });
    const own = { key: readFileSync(key), cert: readFileSync(cert) };
    await expect(ping({ port, protocol: 'https:', ...own })).rejects.toThrow(/alert/);
    const listening = execFileSync('ss', ['-Hltnp'], { encoding: 'utf8' }).split('\n');
    const [pid = ''] = processes();
    const addresses = listening
      .filter((line) => line.includes(`pid=${pid},`))
      .map((line) => line.split(/\s+/)[3]?.replace(/:\d+$/, ''));
    expect(addresses).toEqual(['127.0.0.1', '127.0.0.1']);
  });

  test('a command runs in it as given, and its exit code is passed on', async () => {
    const ran = await inMachine(
      'sh',
      '-c',
      `printf '<%s>' "$@"; exit 7`,
      'sh',
      `a  b`,
      `it's`,
      '$HOME',
    );
    expect(ran).toMatchObject({ status: 7, stdout: `<a  b><it's><$HOME>` });
    const auditing = await inMachine('sudo', 'auditctl', '-s');
    expect(auditing.stdout).toMatch(/^enabled 1$/m);
  });

  test('files go in through its shell, and several shells at a time', async () => {
    const put = ['bin/docklab.cjs', 'machine', 'shell', '--', 'tee', 'note'];
    const env = { ...process.env, DOCKLAB_HOME: docklab.home };
    execFileSync(process.execPath, put, { env, input: 'kept\n', stdio: 'pipe' });
    const shells = await Promise.all([1, 2, 3].map(() => inMachine('cat', 'note')));
    expect(shells.map(({ stdout }) => stdout)).toEqual(['kept\n', 'kept\n', 'kept\n']);
  });

  test('a port of it can be brought here, none of ours to it', async () => {
    const served = ['-d', '--rm', '--name', 'served', '-p', '127.0.0.1:8099:80', 'docklab/base:1'];
    await docker('run', ...served, 'httpd', '-f', '-h', '/etc');
    const [file = '', ...args] = (await status()).ssh ?? [];
    const forwarding = (...how: readonly string[]) => [
      '-o',
      'ExitOnForwardFailure=yes',
      ...how,
      ...args,
    ];
    const { port } = host.address() as { port: number };
    const ours = forwarding('-R', `8098:127.0.0.1:${port}`);
    const refused = () => execFileSync(file, [...ours, 'true'], { stdio: 'pipe' });
    expect(refused).toThrow(/remote port forwarding failed/);
    const local = await freePort();
    const ssh = spawn(file, forwarding('-N', '-L', `127.0.0.1:${local}:127.0.0.1:8099`));
    const passwd = async () => (await fetch(`http://127.0.0.1:${local}/passwd`)).text();
    await expect.poll(passwd, { timeout: 30_000 }).toContain('nobody');
    ssh.kill();
    await docker('kill', 'served');
  });

  test('it does not reach the network of its host', async () => {
    const { port } = host.address() as { port: number };
    const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    const addresses = own.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
    const knock = ['10.0.2.2', ...addresses].map(
      (address) => `timeout 5 cat </dev/tcp/${address}/${port} 2>/dev/null`,
    );
    const script = `sudo ip route add default via 10.0.2.2; ${knock.join(' || ')} || echo nobody`;
    expect((await inMachine('bash', '-c', script)).stdout).toBe('nobody\n');
  });

  test('there is one at a time', async () => {
    expect((await machine('start')).stdout).toContain('runs already');
    const other = await machine('start', '--lsm', 'selinux');
    expect(other).toMatchObject({ status: 3 });
    expect(other.stderr).toContain('docklab machine stop');
  });

  test('switched off, its image is as it was built', { timeout: BOOT_MS }, async () => {
    const off = await machine('stop');
    expect(off.stdout).toBe('The lab machine is off.\n');
    expect(processes()).toEqual([]);
    expect(statSync(data('image', 'root.ext4')).mtimeMs).toBe(imageWasChanged);
  });
});

describe('under SELinux', () => {
  test('it enforces', { timeout: BOOT_MS }, async () => {
    expect(await machine('start', '--lsm', 'selinux')).toMatchObject({ status: 0 });
    expect((await inMachine('getenforce')).stdout).toBe('Enforcing\n');
    const label = await docker('run', '--rm', 'docklab/base:1', 'cat', '/proc/self/attr/current');
    expect(label).toMatch(/:container_t:s0:c\d+,c\d+/);
  });

  test('a reset forgets what was changed in it', { timeout: BOOT_MS }, async () => {
    await inMachine('sudo', 'touch', '/srv/changed');
    expect(await inMachine('test', '-e', '/srv/changed')).toMatchObject({ status: 0 });
    expect(await machine('reset')).toMatchObject({ status: 0 });
    expect(await status()).toMatchObject({ status: 'running', lsm: 'selinux' });
    expect(await inMachine('test', '-e', '/srv/changed')).toMatchObject({ status: 1 });
  });

  test('killed from outside, the next command says so', async () => {
    for (const pid of processes()) process.kill(Number(pid), 'SIGKILL');
    const next = await machine('status');
    expect(next.stderr).toContain('has ended without docklab');
    expect(next.stdout).toContain('The lab machine is off.');
  });

  test('removed, nothing of it is left', async () => {
    expect(await machine('delete')).toMatchObject({ status: 2 });
    expect((await machine('delete', '--yes')).stdout).toBe('The lab machine is removed.\n');
    expect(existsSync(data())).toBe(false);
    expect(readdirSync(join(docklab.home, 'state'))).toEqual([]);
    expect(processes()).toEqual([]);
    expect(await status()).toEqual({ status: 'absent' });
  });
});
