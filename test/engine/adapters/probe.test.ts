/** The probe for a learner who is not root, and its end. */
import { execFile, spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { directFacts } from '../../../src/adapters/facts-direct.ts';
import { probeFacts } from '../../../src/adapters/facts-probe.ts';
import { BASE, endpoint, engine, LABELS, OURS, SESSION, started } from './support.ts';

const run = promisify(execFile);
const script = (name: string) => join(import.meta.dirname, 'scripts', name);
const socket = endpoint.is === 'unix' ? endpoint.path : '';

describe('a plain user', () => {
  const plain = async (groups: readonly number[], paths: readonly string[]) => {
    const args = [
      script('plain-user.ts'),
      socket,
      BASE,
      OURS,
      ...groups.map(String),
      '--',
      ...paths,
    ];
    const { stdout } = await run(process.execPath, ['--no-warnings', ...args]);
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  test('in the group of the socket reads through the probe what root reads directly', async () => {
    const id = await started({ user: '1000' });
    const pid = (await engine.container(id))?.pid;
    const dockerd = readFileSync('/run/docker.pid', 'utf8').trim();
    const links = [pid, dockerd].flatMap((of) =>
      ['pid', 'net', 'mnt', 'user'].map((ns) => `/proc/${of}/ns/${ns}`),
    );
    const files = [
      `/proc/${pid}/environ`,
      `/proc/${dockerd}/environ`,
      '/etc/shadow',
      `/proc/${pid}/root/etc/passwd`,
    ];
    const said = await plain([statSync(socket).gid], [...links, ...files]);
    expect(said.uid).toBe(54_321);
    expect(said.via).toBe('probe');
    // By itself the user is refused all of it, so the answers are the probe's.
    expect(said.direct).toEqual(
      [...links, ...files].map(() => expect.objectContaining({ is: 'refused' })),
    );
    expect(said.answers).toEqual(
      await directFacts().read([
        ...links.map((path) => ({ get: 'link', path }) as const),
        ...files.map((path) => ({ get: 'text', path }) as const),
      ]),
    );
  });

  test('outside of that group is told what to do, and the risk of it', async () => {
    const said = await plain([], ['/etc/shadow']);
    expect(said.code).toBe('engine-permission');
    expect(said.next).toContain('Join the group, then log in again: sudo usermod -aG docker $USER');
  });
});

describe('the end of a probe', () => {
  const request = { get: 'text', path: '/proc/sys/kernel/osrelease' } as const;
  const probes = (label: string) => engine.containers([label]);
  const own = (name: string) => ({ ...LABELS, 'docklab.test': `${SESSION}-${name}` });
  const labelOf = (name: string) => `docklab.test=${SESSION}-${name}`;

  test('close removes it', async () => {
    const facts = probeFacts({ engine, image: BASE, labels: own('closed') });
    await facts.read([request]);
    expect(await probes(labelOf('closed'))).toHaveLength(1);
    await facts.close();
    expect(await probes(labelOf('closed'))).toEqual([]);
  });

  test('SIGKILL of its owner ends and removes it', async () => {
    const label = labelOf('killed');
    const args = ['--no-warnings', script('probe-owner.ts'), socket, BASE, label];
    const owner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void owner.kill('SIGKILL'));
    const said = await new Promise<string>((line) =>
      owner.stdout.once('data', (data: Buffer) => line(data.toString())),
    );
    expect(said).toBe('ready\n');
    expect(await probes(label)).toMatchObject([{ state: 'running' }]);
    owner.kill('SIGKILL');
    await expect.poll(() => probes(label), { timeout: 15_000 }).toEqual([]);
  });

  test('one that somebody removed is started again', async () => {
    const facts = probeFacts({ engine, image: BASE, labels: own('revived') });
    onTestFinished(() => facts.close());
    const before = await facts.read([request]);
    const [first] = await probes(labelOf('revived'));
    await engine.removeContainer(first?.id ?? '');
    expect(await facts.read([request])).toEqual(before);
    const [second, ...more] = await probes(labelOf('revived'));
    expect(more).toEqual([]);
    expect(second?.id).not.toBe(first?.id);
  });

  test('it has no rights beyond those it needs', async () => {
    const facts = probeFacts({ engine, image: BASE, labels: own('rights') });
    onTestFinished(() => facts.close());
    await facts.read([request]);
    const [probe] = await probes(labelOf('rights'));
    const [status] = await facts.read([{ get: 'text', path: `/proc/${probe?.pid}/status` }]);
    const text = status?.is === 'text' ? status.text : '';
    // CAP_DAC_READ_SEARCH is 2, CAP_SYS_PTRACE 19; see capabilities(7).
    const mask = ((1n << 2n) | (1n << 19n)).toString(16).padStart(16, '0');
    for (const set of ['CapPrm', 'CapEff', 'CapBnd']) expect(text).toContain(`${set}:\t${mask}`);
    expect(text).toContain('NoNewPrivs:\t1');
    expect(text).toMatch(/Seccomp:\t2/);
    const write = await engine.exec(
      probe?.id ?? '',
      { argv: ['touch', '/host/docklab-was-here', '/here'] },
      { timeoutMs: 5000, maxBytes: 1000 },
    );
    expect(write).toMatchObject({
      is: 'exited',
      code: 1,
      stderr: expect.stringContaining('Read-only file system'),
    });
  });
});
