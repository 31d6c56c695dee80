/** What the verifier of `seccomp` says of a container, by its profile, its kernel and what its attacker's knocks came to. */
import { expect, test } from 'vitest';
import type { WorkspaceFile } from '../../../src/verify/contract.ts';
import type { CheckContext, Finding } from '../../../src/verify/index.ts';
import verifier from '../../../verifiers/seccomp.ts';

interface Scene {
  /** Of `HostConfig.SecurityOpt`: the last profile, as the engine's client sent it. */
  profile?: object | string;
  /** `Seccomp:` of the container's process. */
  seccomp?: number;
  /** What the kernel answers to a call, and whether it did it; by the usual entry, all else ends the program. */
  answer?: (call: string) => { says: string; did?: boolean };
  workspace?: WorkspaceFile[];
  /** No container of that name. */
  isMissing?: boolean;
  security?: string[];
}

const REFUSED = { says: '-1' };
const FAMILIES = ['chmod', 'fchmod', 'fchmodat', 'fchmodat2', 'chown', 'fchown', 'lchown'].concat(
  'fchownat',
);
const deny = (names: readonly string[], more: object = {}) => ({
  defaultAction: 'SCMP_ACT_ALLOW',
  syscalls: [{ names, action: 'SCMP_ACT_ERRNO', ...more }],
});

/** Plays the attacker's shell: one line for each call that the script tries. */
function played(script: string, answer: NonNullable<Scene['answer']>): string {
  const families = [...script.matchAll(/(64|32):\d+:(?:path|fd|at):(\w+)/g)];
  const kernel = [...script.matchAll(/echo "try (64|32) (\w+) /g)];
  const lines = [...families, ...kernel].map(([, bits, call = '']) => {
    if (bits === '32') return families.length > 0 ? `159 600-0 600-0` : '159';
    const { says, did = false } = answer(call);
    return families.length > 0 ? `0 600-0 ${did ? '755-0' : '600-0'} ${says}` : `0 ${says}`;
  });
  return [...families, ...kernel]
    .map(([, bits, call], at) => `try ${bits} ${call} ${lines[at]}\n`)
    .join('');
}

async function finding(check: string, scene: Scene): Promise<Finding> {
  const { profile, seccomp = 2, answer = () => REFUSED, workspace = [], isMissing = false } = scene;
  const text = typeof profile === 'string' ? profile : JSON.stringify(profile);
  const status = { name: 'httpd', seccomp, caps: { bounding: 0n } };
  const target = {
    info: { name: 'depot', securityOpt: profile === undefined ? [] : [`seccomp=${text}`] },
    processes: async () => [{ pid: 1, status, argv: ['httpd'] }],
    http: async () => ({ is: 'answered', status: 200, body: 'no hole' }),
    exec: async ({ argv }: { argv: readonly string[] }) => ({
      is: 'exited',
      stdout: played(argv[2] ?? '', answer),
    }),
  };
  const missing = { is: 'missing', feedback: 'There is no container.', see: 'docker ps -a' };
  const host = {
    engine: {
      architecture: 'x86_64',
      version: '28.5.1',
      kernel: '6.12.43',
      security: scene.security ?? ['seccomp'],
    },
    find: async () => (isMissing ? missing : { is: 'running', target }),
    workspaceFiles: async () => workspace,
  };
  const context = {
    host,
    lab: { container: (name: string) => name, refused: () => undefined },
  } as unknown as CheckContext;
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

test('both families denied is right', async () => {
  const profile = deny(FAMILIES);
  for (const check of ['modes-denied', 'owners-denied', 'change-mode', 'change-owner'])
    expect(await observed(check, { profile })).toMatch(/^pass: /);
});

test('a refusal with an error of its own is a refusal, even with one that sounds like success', async () => {
  for (const errnoRet of [95, 0]) {
    const profile = deny(FAMILIES, { errnoRet });
    const answer = () => ({ says: `${-errnoRet}` });
    expect(await observed('change-mode', { profile, answer })).toMatch(/^pass: /);
    expect(await observed('change-owner', { profile, answer })).toMatch(/^pass: /);
  }
});

test('an error that the profile does not give proves nothing', async () => {
  const answer = () => ({ says: '-95' });
  expect(await observed('change-mode', { profile: deny(FAMILIES), answer })).toContain(
    'fail: The attack by chmod could not be tried, so it proves nothing: -95',
  );
});

test('a call that changed the file is open, whatever it answered', async () => {
  const answer = (call: string) => ({ says: '-1', did: call === 'fchmodat2' });
  expect(await observed('change-mode', { profile: deny(FAMILIES), answer })).toContain(
    "fail: (The hole runs no commands.) docklab, as the container's user, changed a mode by fchmodat2.",
  );
});

test('a name in upper case is told, as the engine says nothing', async () => {
  const profile = deny(['CHMOD', ...FAMILIES.slice(1)]);
  expect(await observed('modes-denied', { profile })).toBe(
    'fail: Your profile lets through chmod, on x86-64. It names CHMOD, which is no call, and the engine skips such a name without a word: chmod is one.',
  );
});

test('a torn file is told by line and column, with a container of an earlier profile or without one', async () => {
  const workspace = [{ name: 'profile.json', text: '{\n  "syscalls": [\n}' }];
  const where = 'profile.json is not JSON, line 3, column 1';
  expect(await observed('modes-denied', { profile: deny(['chmod']), workspace })).toContain(where);
  for (const check of ['modes-denied', 'owners-denied', 'annex-filtered'])
    expect(await observed(check, { isMissing: true, workspace })).toContain(where);
});

test('an architecture that is none is told, since no container starts with it', async () => {
  const text = JSON.stringify({ ...deny(FAMILIES), architectures: ['amd64'] });
  const workspace = [{ name: 'profile.json', text }];
  expect(await observed('modes-denied', { isMissing: true, workspace })).toContain(
    'profile.json is no profile: architectures.0: "amd64" is no architecture',
  );
});

test('an entry for 32-bit programs that is listed is judged on arm64, too', async () => {
  const profile = { ...deny(FAMILIES), architectures: ['SCMP_ARCH_AARCH64', 'SCMP_ARCH_ARM'] };
  expect(await observed('owners-denied', { profile })).toContain(
    'On arm64 it lets through chown32 (32-bit entry), fchown32 (32-bit entry) and lchown32 (32-bit entry)',
  );
});

test('the annex is filtered only where each of the three ways to a namespace is closed', async () => {
  const keys = ['keyctl', 'add_key', 'request_key', 'unshare'];
  expect(await observed('annex-filtered', { profile: deny(keys) })).toContain(
    'yours lets through clone and clone3. A namespace is made by',
  );
  const flag = { index: 0, value: 2 ** 28, valueTwo: 2 ** 28, op: 'SCMP_CMP_MASKED_EQ' };
  const clone = { names: ['clone'], action: 'SCMP_ACT_ERRNO', args: [flag] };
  const { syscalls, ...rest } = deny([...keys, 'clone3']);
  expect(
    await observed('annex-filtered', { profile: { ...rest, syscalls: [...syscalls, clone] } }),
  ).toMatch(/^pass: /);
});

test.for([
  ['keyctl', '-126', 'keyctl'],
  ['keyctl', '87654321', 'keyctl'],
  ['unshare', '0', 'unshare'],
  ['clone', '57', 'clone'],
  ['clone3', '-22', 'clone3'],
])('an attacker whose %s is answered %s is through', async ([call, says = '', name]) => {
  const answer = (tried: string) => (tried === call ? { says } : REFUSED);
  expect(await observed('reach-kernel', { answer })).toContain(
    `got through to the kernel by ${name}: no filter stood before it.`,
  );
});

test('an attacker whose calls are all refused, or answered by another wall, is not through', async () => {
  expect(await observed('reach-kernel', {})).toMatch(/^pass: /);
  const noSpace = (call: string) => (call === 'keyctl' ? REFUSED : { says: '-28' });
  expect(await observed('reach-kernel', { answer: noSpace })).toMatch(/^pass: /);
});

test('a container without a filter is told so, and an engine without any is no fault of the learner', async () => {
  expect(await observed('modes-denied', { seccomp: 0 })).toContain('fail: Seccomp: 0 for `httpd`');
  expect(await observed('modes-denied', { security: [] })).toMatch(/^unsupported: the engine says/);
});
