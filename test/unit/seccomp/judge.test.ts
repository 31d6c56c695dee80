import { describe, expect, test } from 'vitest';
import { filterOf, type Surroundings } from '../../../src/seccomp/filter.ts';
import { judge, type Call, type Decision } from '../../../src/seccomp/judge.ts';
import { readProfile } from '../../../src/seccomp/profile.ts';

const PC: Surroundings = {
  machine: 'x86_64',
  kernel: [6, 1],
  engine: [29, 0],
  capabilities: new Set(['CAP_CHOWN']),
  newestKnown: 469,
};
const ARM: Surroundings = { ...PC, machine: 'aarch64' };

const ALLOW = 'SCMP_ACT_ALLOW';
const ERRNO = 'SCMP_ACT_ERRNO';

function decision(profile: object, call: Call, around = PC): Decision {
  const read = readProfile(JSON.stringify(profile));
  if (read.is !== 'profile') throw new Error(`no profile: ${JSON.stringify(read)}`);
  return judge(filterOf(read.profile, around), call);
}
/** In short: the action, with its error number. */
function word(profile: object, call: Call, around = PC): string {
  const found = decision(profile, call, around);
  if (found.is !== 'decided') return found.is;
  return found.errno === undefined ? found.action : `${found.action} ${found.errno}`;
}
const at = (entry: Call['entry'], call: string | number, ...args: bigint[]): Call => ({
  entry,
  call,
  args,
});
const denying = (...names: string[]) => ({
  defaultAction: ALLOW,
  architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86', 'SCMP_ARCH_AARCH64'],
  syscalls: [{ names, action: ERRNO }],
});

describe('a list of what is denied', () => {
  test('denies what it names and lets the rest through, with the reason', () => {
    const profile = denying('chmod');
    expect(decision(profile, at('x86_64', 'chmod'))).toEqual({
      is: 'decided',
      action: 'errno',
      errno: 1,
      why: { by: 'rule', rule: 0 },
    });
    expect(decision(profile, at('x86_64', 'fchmodat'))).toMatchObject({
      action: 'allow',
      why: { by: 'default' },
    });
  });
  test('does nothing on 64-bit ARM for a call that it does not have', () => {
    expect(decision(denying('chmod'), at('aarch64', 'chmod'), ARM)).toEqual({ is: 'no-such-call' });
    expect(word(denying('chmod'), at('aarch64', 'fchmodat'), ARM)).toBe('allow');
  });
  test('says which error it gives', () => {
    const profile = {
      defaultAction: ALLOW,
      syscalls: [{ names: ['chmod'], action: ERRNO, errnoRet: 38 }],
    };
    expect(word(profile, at('x86_64', 'chmod'))).toBe('errno 38');
  });
  test('cannot choose the error of the default before Docker 23', () => {
    const profile = {
      defaultAction: ERRNO,
      defaultErrnoRet: 38,
      syscalls: [{ names: ['getpid'], action: ALLOW }],
    };
    expect(word(profile, at('x86_64', 'chmod'))).toBe('errno 38');
    expect(word(profile, at('x86_64', 'chmod'), { ...PC, engine: [20, 10] })).toBe('errno 1');
  });
  test('does not hold for a name that the library of the engine does not know', () => {
    const profile = denying('fchmodat2');
    expect(word(profile, at('x86_64', 'fchmodat2'))).toBe('errno 1');
    expect(word(profile, at('x86_64', 'fchmodat2'), { ...PC, newestKnown: 450 })).toBe('allow');
  });
});

describe('the entry for 32-bit programs', () => {
  test('is filtered by its own numbers where the profile lists it', () => {
    expect(word(denying('chmod'), at('i386', 15))).toBe('errno 1');
    expect(word(denying('chmod'), at('i386', 90))).toBe('allow');
  });
  test('has names of its own for calls that took ids of 16 bits before, on ARM as well', () => {
    const profile = { ...denying('chown'), architectures: ['SCMP_ARCH_ARM', 'SCMP_ARCH_X86'] };
    for (const [entry, around] of [
      ['i386', PC],
      ['arm', ARM],
    ] as const) {
      expect(word(profile, at(entry, 'chown'), around)).toBe('errno 1');
      expect(word(profile, at(entry, 'chown32'), around)).toBe('allow');
    }
  });
  test('ends the thread where it is not listed', () => {
    const { architectures: _, ...native } = denying('chmod');
    expect(decision(native, at('i386', 'getpid'))).toMatchObject({
      action: 'kill-thread',
      why: { by: 'foreign-entry' },
    });
  });
  test("is listed by the map of the machine's own architecture only", () => {
    const map = [
      { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: ['SCMP_ARCH_ARM'] },
      { architecture: 'SCMP_ARCH_X86_64', subArchitectures: ['SCMP_ARCH_X86'] },
    ];
    const { architectures: _, ...native } = denying('chmod');
    expect(word({ ...native, archMap: map }, at('i386', 'chmod'))).toBe('errno 1');
    expect(word({ ...native, archMap: map.slice(0, 1) }, at('i386', 'chmod'))).toBe('kill-thread');
  });
});

describe('a list of what is allowed', () => {
  const allowing = (more: object = {}) => ({
    defaultAction: ERRNO,
    syscalls: [{ names: ['getpid', 'statx'], action: ALLOW, ...more }],
  });
  test('denies what it does not name', () => {
    expect(word(allowing(), at('x86_64', 'getpid'))).toBe('allow');
    expect(word(allowing(), at('x86_64', 'chmod'))).toBe('errno 1');
  });
  test('answers ENOSYS to calls newer than all it names, where it lists the architecture', () => {
    const listed = { ...allowing(), architectures: ['SCMP_ARCH_X86_64'] };
    expect(decision(listed, at('x86_64', 'clone3'))).toMatchObject({
      action: 'errno',
      errno: 38,
      why: { by: 'too-new' },
    });
    expect(word(allowing(), at('x86_64', 'clone3'))).toBe('errno 1');
    expect(word(denying('chmod'), at('x86_64', 'clone3'))).toBe('allow');
  });
  test.each([
    ['for containers with a capability', { includes: { caps: ['CAP_SYS_ADMIN'] } }, 'errno 1'],
    ['with one that it has', { includes: { caps: ['CAP_CHOWN'] } }, 'allow'],
    ['but not with one that it has', { excludes: { caps: ['CAP_CHOWN'] } }, 'errno 1'],
    ['from a kernel that is newer', { includes: { minKernel: '6.2' } }, 'errno 1'],
    ['from this kernel', { includes: { minKernel: '6.1' } }, 'allow'],
    ['but not from an older kernel', { excludes: { minKernel: '4.8' } }, 'errno 1'],
    ['on another machine', { includes: { arches: ['arm64'] } }, 'errno 1'],
    ['but not on another machine', { excludes: { arches: ['arm64'] } }, 'allow'],
  ])('holds %s', (_, where, expected) => {
    expect(word(allowing(where), at('x86_64', 'getpid'))).toBe(expected);
  });
});

describe('two rules for one call', () => {
  const both = (...syscalls: object[]) => ({ defaultAction: ALLOW, syscalls });
  const chmod = (action: string, more: object = {}) => ({ names: ['chmod'], action, ...more });
  const ifMode = (value: number) => ({ args: [{ index: 1, value, op: 'SCMP_CMP_EQ' }] });

  test('the first without conditions decides', () => {
    const profile = both(chmod(ERRNO), chmod('SCMP_ACT_KILL_PROCESS'));
    expect(word(profile, at('x86_64', 'chmod'))).toBe('errno 1');
  });
  test('one that does what the default does is as if it were not there', () => {
    expect(word(both(chmod(ALLOW), chmod(ERRNO)), at('x86_64', 'chmod'))).toBe('errno 1');
  });
  test('one without conditions takes the place of those with some before it, and keeps out those after it', () => {
    const first = both(chmod('SCMP_ACT_KILL_PROCESS', ifMode(5)), chmod(ERRNO));
    expect(word(first, at('x86_64', 'chmod', 0n, 5n))).toBe('errno 1');
    const after = both(chmod(ERRNO), chmod('SCMP_ACT_KILL_PROCESS', ifMode(5)));
    expect(word(after, at('x86_64', 'chmod', 0n, 5n))).toBe('errno 1');
  });
  test('with conditions, either of them is enough', () => {
    const profile = both(chmod(ERRNO, ifMode(5)), chmod(ERRNO, ifMode(7)));
    expect(word(profile, at('x86_64', 'chmod', 0n, 7n))).toBe('errno 1');
    expect(word(profile, at('x86_64', 'chmod', 0n, 6n))).toBe('allow');
  });
});

describe('conditions', () => {
  const rule = (...args: object[]) => ({
    defaultAction: ALLOW,
    architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86'],
    syscalls: [{ names: ['socket'], action: ERRNO, args }],
  });
  const one = (op: string, value: number, index = 0, valueTwo = 0) => ({
    index,
    value,
    valueTwo,
    op,
  });

  test.each([
    ['SCMP_CMP_EQ', 40n, 'errno 1'],
    ['SCMP_CMP_NE', 40n, 'allow'],
    ['SCMP_CMP_LT', 39n, 'errno 1'],
    ['SCMP_CMP_LE', 40n, 'errno 1'],
    ['SCMP_CMP_GT', 40n, 'allow'],
    ['SCMP_CMP_GE', 40n, 'errno 1'],
  ])('%s 40 asked of %d: %s', (op, arg, expected) => {
    expect(word(rule(one(op, 40)), at('x86_64', 'socket', arg))).toBe(expected);
  });
  test('a mask leaves some bits to compare', () => {
    const profile = rule(one('SCMP_CMP_MASKED_EQ', 0b110, 0, 0b100));
    expect(word(profile, at('x86_64', 'socket', 0b101n))).toBe('errno 1');
    expect(word(profile, at('x86_64', 'socket', 0b111n))).toBe('allow');
  });
  test('on different arguments, all must hold', () => {
    const profile = rule(one('SCMP_CMP_EQ', 1), one('SCMP_CMP_EQ', 2, 1));
    expect(word(profile, at('x86_64', 'socket', 1n, 2n))).toBe('errno 1');
    expect(word(profile, at('x86_64', 'socket', 1n, 3n))).toBe('allow');
  });
  test('twice on the same argument, one is enough', () => {
    const profile = rule(one('SCMP_CMP_EQ', 1), one('SCMP_CMP_EQ', 2));
    expect(word(profile, at('x86_64', 'socket', 2n))).toBe('errno 1');
  });
  test('compare 64 bits, and 32 by the entry for 32-bit programs', () => {
    const profile = rule(one('SCMP_CMP_EQ', 40));
    expect(word(profile, at('x86_64', 'socket', (1n << 32n) + 40n))).toBe('allow');
    expect(word(profile, at('i386', 'socket', (1n << 32n) + 40n))).toBe('errno 1');
  });
  test('on arguments that are not known leave every outcome open', () => {
    expect(decision(rule(one('SCMP_CMP_EQ', 40)), { entry: 'x86_64', call: 'socket' })).toEqual({
      is: 'depends',
      outcomes: [
        { action: 'errno', errno: 1 },
        { action: 'allow', errno: undefined },
      ],
    });
  });
});
