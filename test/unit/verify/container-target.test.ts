import { expect, test } from 'vitest';
import type { ContainerInfo, Engine, ExecResult } from '../../../src/host/engine.ts';
import type { FactAnswer, Facts } from '../../../src/host/facts.ts';
import { ContainerTarget } from '../../../src/verify/container-target.ts';
import type { NetClients } from '../../../src/verify/net-client.ts';

const etc: FactAnswer = {
  is: 'stat',
  stat: { type: 'directory', mode: 0o755, uid: 0, gid: 0, size: 1, inode: 42, device: 7 },
};

/** A container in which `stat` says this; what was executed is noted. */
function target(stat: ExecResult) {
  const ran: string[] = [];
  const engine = {
    exec: (_id: string, { argv }: { argv: readonly string[] }) => {
      ran.push(argv.join(' '));
      const done: ExecResult = { is: 'exited', code: 0, stdout: '', stderr: '', truncated: false };
      return Promise.resolve(argv[0] === 'stat' ? stat : done);
    },
  } as unknown as Engine;
  const facts = { read: () => Promise.resolve([etc]) } as unknown as Facts;
  const ports = { engine, facts, clients: {} as NetClients, inside: new Set<string>() };
  const info = { id: 'abc', name: 'hello-web', pid: 5 } as ContainerInfo;
  return { ran, web: new ContainerTarget(info, 'lab', ports, new AbortController().signal) };
}

const said = (stdout: string, code = 0): ExecResult => ({
  is: 'exited',
  code,
  stdout,
  stderr: '',
  truncated: false,
});
const ATTACK = { argv: ['sh', '-c', ': >> /etc/passwd'] };

test('a command that would land outside of the container is never run', async () => {
  const { web, ran } = target(said('254:131\n'));
  await expect(web.exec(ATTACK)).rejects.toMatchObject({
    code: 'internal',
    message: 'Commands do not run inside of hello-web.',
  });
  expect(ran).toEqual(['stat -c %d:%i /etc']);
});

test('where commands land is looked at once for a container', async () => {
  const { web, ran } = target(said('7:42\n'));
  await web.exec(ATTACK);
  await web.exec(ATTACK);
  expect(ran).toEqual(['stat -c %d:%i /etc', 'sh -c : >> /etc/passwd', 'sh -c : >> /etc/passwd']);
});

test('an image without stat is attacked all the same', async () => {
  const { web, ran } = target(said('', 127));
  await web.exec(ATTACK);
  expect(ran).toHaveLength(2);
});
