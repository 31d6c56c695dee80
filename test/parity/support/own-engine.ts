/** An engine of the test's own, beside the one that is there: nobody else's containers, and nothing of anybody else's host. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseMountinfo } from '../../../src/host/proc.ts';
import { docker } from '../../support/docker.ts';

const PATIENCE_MS = 30_000;

export class OwnEngine {
  readonly dir = mkdtempSync(join(tmpdir(), 'audit-parity-'));
  readonly address = `unix://${join(this.dir, 's.sock')}`;
  readonly #pidFile = join(this.dir, 'pid');

  async start(): Promise<void> {
    const log = openSync(join(this.dir, 'log'), 'w');
    const folders = ['--data-root', 'root', '--exec-root', 'exec', '--pidfile', 'pid'];
    const args = folders.map((word) => (word.startsWith('-') ? word : join(this.dir, word)));
    // In a network of its own: an engine takes the host's default bridge for its own, to change it or to remove it.
    const inNetwork = ['--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', 'dockerd'];
    const alone = ['-H', this.address, '--iptables=false', '--ip6tables=false'];
    spawn('unshare', [...inNetwork, ...args, ...alone], {
      detached: true,
      stdio: ['ignore', log, log],
    }).unref();
    for (const until = Date.now() + PATIENCE_MS; !this.#answers(); await wait(200))
      if (Date.now() > until) throw new Error(readFileSync(join(this.dir, 'log'), 'utf8'));
    this.#fill();
  }

  #answers(): boolean {
    try {
      this.docker('version');
      return true;
    } catch {
      return false;
    }
  }

  docker(...args: string[]): string {
    return execFileSync('docker', ['-H', this.address, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DOCKER_BUILDKIT: '0' },
    }).trim();
  }

  /** Images with and without what is looked for, and networks. */
  #fill(): void {
    const archive = join(this.dir, 'base.tar');
    docker('save', '--output', archive, 'docklab/base:1');
    this.docker('load', '--input', archive);
    this.#build('plain', 'LABEL a=b');
    this.#build('added', 'ADD file /file\nHEALTHCHECK CMD true');
    this.#build('updated', 'ENV NOTE="apt-get update in a name"\nCMD ["update"]');
    this.docker('network', 'create', '--subnet', '172.31.240.0/24', 'audit-net');
  }

  #build(name: string, lines: string): void {
    const dir = join(this.dir, `build-${name}`);
    mkdirSync(dir);
    writeFileSync(join(dir, 'file'), 'x');
    writeFileSync(join(dir, 'Dockerfile'), `FROM docklab/base:1\n${lines}\n`);
    this.docker('build', '--tag', `audit-test/${name}`, dir);
  }

  /** Some options do not work everywhere: nothing is left of a container that could not be started. */
  run(name: string, options: readonly string[]): void {
    try {
      const what = ['docklab/base:1', 'sleep', '600'];
      this.docker('run', '--detach', '--name', name, ...options, ...what);
    } catch {
      this.docker('rm', '--force', name);
    }
  }

  clear(): void {
    const ids = this.docker('ps', '--all', '--quiet');
    if (ids !== '') this.docker('rm', '--force', '--volumes', ...ids.split('\n'));
  }

  async stop(): Promise<void> {
    this.clear();
    this.docker('network', 'rm', 'audit-net');
    const pid = Number(readFileSync(this.#pidFile, 'utf8'));
    process.kill(pid);
    for (let tries = 100; tries > 0 && isAlive(pid); tries -= 1) await wait(100);
    for (const target of mountsBelow(this.dir)) execFileSync('umount', ['--lazy', target]);
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** An engine leaves the place of its network namespace behind; the innermost first. */
const mountsBelow = (dir: string): string[] =>
  parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8'))
    .map(({ target }) => target)
    .filter((target) => target.startsWith(dir))
    .toReversed();

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
