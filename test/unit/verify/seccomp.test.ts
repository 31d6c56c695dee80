import { describe, expect, test } from 'vitest';
import {
  errorsOf,
  machineOf,
  misspelt,
  openCalls,
  seccompOf,
  type SeccompState,
} from '../../../src/verify/seccomp.ts';
import type { Target } from '../../../src/verify/target.ts';

const ENGINE = { architecture: 'x86_64', version: '28.5.1', kernel: '6.12.43+deb13-amd64' };
const MODES = ['chmod', 'fchmod', 'fchmodat', 'fchmodat2'];

const process = (seccomp: number, bounding = 0n) => ({
  pid: 1,
  argv: ['httpd', '-f'],
  status: { name: 'httpd', seccomp, caps: { bounding } },
});

const stateOf = (securityOpt: readonly string[], ...processes: object[]) =>
  seccompOf(
    { info: { securityOpt }, processes: () => Promise.resolve(processes) } as unknown as Target,
    ENGINE as never,
  );

async function own(profile: object, bounding = 0n) {
  const state = await stateOf([`seccomp=${JSON.stringify(profile)}`], process(2, bounding));
  expect(state.is).toBe('own');
  return state as Extract<SeccompState, { is: 'own' }>;
}

const deny = (names: readonly string[], more: object = {}) => ({
  defaultAction: 'SCMP_ACT_ALLOW',
  syscalls: [{ names, action: 'SCMP_ACT_ERRNO', ...more }],
});

describe('what filters the calls of a container', () => {
  test('is nothing as soon as one process is free, whatever was asked for', async () => {
    const asked = [`seccomp=${JSON.stringify(deny(MODES))}`];
    expect(await stateOf(asked, process(2), process(0))).toEqual({
      is: 'off',
      process: 'httpd -f',
    });
  });

  test.each([[[]], [['seccomp=builtin']], [['no-new-privileges']]])(
    "is the engine's own where %j was asked for",
    async (options) => {
      expect(await stateOf(options, process(2))).toEqual({ is: 'engine' });
    },
  );

  test('is the profile that the engine was given, with either sign', async () => {
    const text = JSON.stringify(deny(MODES));
    expect((await stateOf([`seccomp:${text}`], process(2))).is).toBe('own');
    expect((await stateOf(['no-new-privileges', `seccomp=${text}`], process(2))).is).toBe('own');
  });

  test('is what the engine was given last, where it was given several', async () => {
    const text = JSON.stringify(deny(MODES));
    const asked = (...values: string[]) =>
      stateOf(
        values.map((value) => `seccomp=${value}`),
        process(2),
      );
    expect(await asked(text, 'builtin')).toEqual({ is: 'engine' });
    expect(await asked('builtin', text)).toMatchObject({
      is: 'own',
      profile: { rules: [{ names: MODES }] },
    });
    expect(await asked(text, JSON.stringify(deny(['chown'])))).toMatchObject({
      profile: { rules: [{ names: ['chown'] }] },
    });
  });
});

describe('what a profile leaves open', () => {
  const named = async (profile: object, machine: 'x86_64' | 'aarch64' = 'x86_64') =>
    openCalls(await own(profile), machine, MODES).map(
      ({ entry, call, how }) => `${entry} ${call} ${how}`,
    );

  test('is nothing where all are denied, and the 32-bit entry is not listed', async () => {
    expect(await named(deny(MODES))).toEqual([]);
    expect(await named(deny(MODES), 'aarch64')).toEqual([]);
  });

  test('is said for each machine, which has calls of its own', async () => {
    const profile = deny(['chmod', 'fchmod']);
    expect(await named(profile)).toEqual(['x86_64 fchmodat allowed', 'x86_64 fchmodat2 allowed']);
    expect(await named(profile, 'aarch64')).toEqual([
      'aarch64 fchmodat allowed',
      'aarch64 fchmodat2 allowed',
    ]);
    expect(await named(deny(['fchmod', 'fchmodat', 'fchmodat2']), 'aarch64')).toEqual([]);
  });

  test.each([
    ['SCMP_ACT_LOG', 'logged'],
    ['SCMP_ACT_TRACE', 'traced'],
    ['SCMP_ACT_ALLOW', 'allowed'],
  ])('is what has the action %s', async (action, how) => {
    const rest = deny(MODES.slice(1));
    const profile = { ...rest, syscalls: [{ names: ['chmod'], action }, ...rest.syscalls] };
    expect(await named(profile)).toEqual([`x86_64 chmod ${how}`]);
  });

  test('is what only some arguments are denied of', async () => {
    const args = [{ index: 1, value: 2048, valueTwo: 2048, op: 'SCMP_CMP_MASKED_EQ' }];
    const rest = deny(MODES.slice(1));
    const some = { names: ['chmod'], action: 'SCMP_ACT_ERRNO', args };
    expect(await named({ ...rest, syscalls: [some, ...rest.syscalls] })).toEqual([
      'x86_64 chmod sometimes',
    ]);
  });

  test('may depend on arguments that are known', async () => {
    const newUser = 0x10000000;
    const flag = { index: 0, value: newUser, valueTwo: newUser, op: 'SCMP_CMP_MASKED_EQ' };
    const profile = await own(deny(['clone'], { args: [flag] }));
    const left = (flags: bigint) => openCalls(profile, 'x86_64', ['clone'], { clone: [flags] });
    expect(left(0x10000011n)).toEqual([]);
    expect(left(17n)).toMatchObject([{ call: 'clone', how: 'allowed' }]);
  });

  test("is said of arm64's entry for 32-bit programs where it is listed", async () => {
    const profile = { ...deny(['chown']), architectures: ['SCMP_ARCH_AARCH64', 'SCMP_ARCH_ARM'] };
    expect(openCalls(await own(profile), 'aarch64', ['chown', 'chown32'])).toEqual([
      { entry: 'arm', call: 'chown32', how: 'allowed' },
    ]);
  });

  test("depends on the container's bounding set", async () => {
    const profile = deny(['keyctl'], { excludes: { caps: ['CAP_SYS_ADMIN'] } });
    const sysAdmin = 1n << 21n;
    expect(openCalls(await own(profile), 'x86_64', ['keyctl'])).toEqual([]);
    expect(openCalls(await own(profile, sysAdmin), 'x86_64', ['keyctl'])).toHaveLength(1);
  });
});

test('the errors of a profile are those that it chose', async () => {
  const errors = async (more: object) =>
    errorsOf(await own(deny(['chmod'], more)), 'x86_64', 'chmod');
  expect(await errors({})).toEqual([1]);
  expect(await errors({ errnoRet: 95 })).toEqual([95]);
  expect(await errors({ errnoRet: 0 })).toEqual([0]);
  expect(await errors({ action: 'SCMP_ACT_KILL_PROCESS' })).toEqual([]);
});

test('a name that is no call is told with the call that was meant, one of another machine is not', async () => {
  const state = await own(deny(['CHMOD', 'fchmodat3', 'chown32', 's390_pci_mmio_read', 'fchmod']));
  expect(misspelt(state, ['chmod', 'fchmodat', 'fchmodat2'])).toEqual([
    { written: 'CHMOD', meant: 'chmod' },
    { written: 'fchmodat3', meant: 'fchmodat' },
  ]);
});

test.each([
  ['x86_64', 'x86_64'],
  ['amd64', 'x86_64'],
  ['aarch64', 'aarch64'],
  ['arm64', 'aarch64'],
] as const)('a machine that is called %s is %s', (architecture, machine) => {
  expect(machineOf({ architecture })).toBe(machine);
});
