/** What the verifier of `capabilities` says of a container, by what its kernel and its attacker's shell say. */
import { expect, test } from 'vitest';
import type { CheckContext, Finding } from '../../../src/verify/index.ts';
import verifier from '../../../verifiers/capabilities.ts';

interface Scene {
  bounding?: bigint;
  privileged?: boolean;
  capAdd?: string[];
  capDrop?: string[];
  /** What the attacker's shell prints. */
  said?: string;
  /** The bounding set of what docker exec starts; undefined where the container has no tool to tell. */
  execBounding?: bigint;
}

const EPERM = 'Operation not permitted';
const REFUSED = `try CHOWN 1 chown: ${EPERM}\ntry MKNOD 1 mknod: ${EPERM}\ntry NET_RAW 1 arping: socket: ${EPERM}\n`;

const statusWith = (bounding: bigint) =>
  `Name:\tcat\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n${['Inh', 'Prm', 'Eff', 'Amb'].map((set) => `Cap${set}:\t0\n`).join('')}CapBnd:\t${bounding.toString(16)}\n`;

async function finding(check: string, scene: Scene): Promise<Finding> {
  const caps = {
    bounding: scene.bounding ?? 2n,
    effective: 0n,
    permitted: 0n,
    inheritable: 0n,
    ambient: 0n,
  };
  const { privileged = false, capAdd = [], capDrop = [], said = REFUSED } = scene;
  const exec = async ({ argv }: { argv: string[] }) => {
    if (argv[0] !== 'cat') return { is: 'exited', stdout: said };
    const bounding = scene.execBounding;
    return bounding === undefined
      ? { is: 'not-started', reason: 'no cat' }
      : { is: 'exited', stdout: statusWith(bounding) };
  };
  const target = {
    info: { name: 'book', privileged, capAdd, capDrop },
    processes: async () => [{ pid: 1, status: { name: 'httpd', caps }, argv: ['httpd'] }],
    http: async () => ({ is: 'answered', status: 200, body: 'no hole' }),
    exec,
  };
  const host = { find: async () => ({ is: 'running', target }) };
  const context = { host, lab: { container: (name: string) => name } } as unknown as CheckContext;
  const found = Object.values(verifier.tasks)
    .flatMap(({ checks }) => checks)
    .find(({ id }) => id === check);
  if (found === undefined) throw new Error(`no check ${check}`);
  return found.observe(context);
}

const observed = async (check: string, scene: Scene) => {
  const found = await finding(check, scene);
  return `${found.is}: ${found.is === 'unsupported' ? found.reason : found.observed}`;
};

test('the least set is right, and an empty one', async () => {
  expect(await observed('book-only-needs', {})).toBe(
    'pass: In reach of the container: DAC_OVERRIDE.',
  );
  expect(await observed('book-only-needs', { bounding: 0n })).toContain('no capability at all');
});

test('one capability too many is named, with the mask', async () => {
  expect(await observed('book-only-needs', { bounding: 3n, capDrop: ['KILL'] })).toBe(
    'fail: CapBnd 0000000000000003 of `httpd` has CHOWN. You dropped KILL only.',
  );
});

test('a privileged container is told that dropping has no effect', async () => {
  const scene = { bounding: (1n << 41n) - 1n, privileged: true, capDrop: ['ALL'] };
  expect(await observed('admin-gone', scene)).toContain('makes --cap-drop without effect');
});

test('who added ALL is told so', async () => {
  const scene = { bounding: (1n << 41n) - 1n, capAdd: ['ALL'], capDrop: ['NET_RAW'] };
  expect(await observed('line-only-raw', scene)).toContain('You added ALL.');
});

test('a capability that was added is named however it was written', async () => {
  const scene = { bounding: 1n << 21n, capAdd: ['CAP_SYS_ADMIN'], capDrop: ['ALL'] };
  expect(await observed('admin-gone', scene)).toContain('You added SYS_ADMIN.');
});

test('an attack counts as stopped only where the kernel refused the call itself', async () => {
  expect(await observed('book-own-make-sniff', {})).toContain('pass: ');
  for (const other of ['not found', 'Read-only file system', 'Permission denied'])
    expect(
      await observed('book-own-make-sniff', {
        said: REFUSED.replace(`mknod: ${EPERM}`, `mknod: ${other}`),
      }),
    ).toContain(
      `fail: The attack on MKNOD could not be tried, so it proves nothing: mknod: ${other}`,
    );
});

test('a container without a shell proves nothing', async () => {
  expect(await observed('book-own-make-sniff', { said: '' })).toContain('no shell answered');
});

test('a socket that was had before the interface was refused is a raw socket', async () => {
  const said = REFUSED.replace(`socket: ${EPERM}`, 'interface lo is not ARPable');
  expect(await observed('book-own-make-sniff', { said })).toContain(
    'opened a raw socket (NET_RAW)',
  );
});

test('what an entrypoint gave up, docker exec has all the same', async () => {
  const found = await finding('book-only-needs', { bounding: 2n, execBounding: 3n });
  expect(found).toMatchObject({
    is: 'fail',
    observed: expect.stringMatching(
      /^CapBnd 0{15}3 of `docker exec` has CHOWN\. docker run dropped nothing/,
    ) as string,
    see: 'docker exec book grep Cap /proc/self/status',
  });
  expect(await observed('admin-gone', { bounding: 0n, execBounding: 1n << 21n })).toContain(
    'fail: ',
  );
});

test('what is in reach is what the processes and docker exec have together', async () => {
  expect(await observed('book-only-needs', { bounding: 0n, execBounding: 2n })).toBe(
    'pass: In reach of the container: DAC_OVERRIDE.',
  );
});

test('a bit that is newer than the list of names is too much, and is told as it is', async () => {
  expect(
    await observed('book-only-needs', { bounding: (1n << 45n) | 2n, capDrop: ['CHOWN'] }),
  ).toContain('has bit 45.');
});
