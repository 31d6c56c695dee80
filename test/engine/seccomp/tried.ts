/** The calls that are tried, and the profiles under which they are. */
import type { Entry } from '../../../src/seccomp/table.ts';

export interface TriedCall {
  entry: Entry;
  call: string | number;
  /** Digits are numbers; anything else is a text, whose address the call gets. */
  args: readonly string[];
  /** Whether every kernel has it. */
  exists: boolean;
}

const nowhere = '/nowhere';
const here = '-100';
const none = '-1';

/** None of them finds what it asks for, or it asks for nothing. */
const ARGS: Readonly<Record<string, readonly string[]>> = {
  getpid: [],
  chmod: [nowhere, '511'],
  fchmod: [none, '511'],
  fchmodat: [here, nowhere, '511'],
  chown: [nowhere, '0', '0'],
  lchown: [nowhere, '0', '0'],
  fchown: [none, '0', '0'],
  fchownat: [here, nowhere, '0', '0', '0'],
  unlink: [nowhere],
  mkdirat: [none, 'x', '448'],
  access: [nowhere, '0'],
  faccessat: [here, nowhere, '0'],
  dup: [none],
  socket: ['99', '1', '0'],
  personality: ['4294967295'],
  kill: ['0', '0'],
  lseek: [none, '40', '0'],
  umask: ['18'],
  getpriority: ['0', '0'],
  prctl: ['9999', '0'],
};

const named = (entry: Entry): TriedCall[] =>
  Object.entries(ARGS).map(([call, args]) => ({ entry, call, args, exists: true }));

const newer: readonly TriedCall[] = (['x86_64', 'aarch64'] as const).flatMap((entry) => [
  { entry, call: 'close_range', args: ['4294967295', '4294967295', '0'], exists: false },
  { entry, call: 'faccessat2', args: [here, nowhere, '0', '0'], exists: false },
  { entry, call: 'fchmodat2', args: [here, nowhere, '511', '0'], exists: false },
  { entry, call: 600, args: [], exists: false },
  { entry, call: 'lseek', args: [none, '4294967336', '0'], exists: true },
  { entry, call: 'lseek', args: [none, '47', '1'], exists: true },
]);

export const CALLS: readonly TriedCall[] = [
  ...named('x86_64'),
  ...named('aarch64'),
  ...named('i386').filter(({ call }) => call !== 'socket'),
  ...newer,
];

const ALL_ARCHES = {
  archMap: [
    { architecture: 'SCMP_ARCH_X86_64', subArchitectures: ['SCMP_ARCH_X86', 'SCMP_ARCH_X32'] },
    { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: ['SCMP_ARCH_ARM'] },
  ],
};
const allowBut = (...syscalls: object[]) => ({
  defaultAction: 'SCMP_ACT_ALLOW',
  ...ALL_ARCHES,
  syscalls,
});
const deny = (names: string[], more: object = {}) => ({ names, action: 'SCMP_ACT_ERRNO', ...more });
const lseek = (action: string, ...args: object[]) => ({ names: ['lseek'], action, args });
const second = (value: number, op = 'SCMP_CMP_EQ', more: object = {}) => ({
  index: 1,
  value,
  op,
  ...more,
});

/** Enough for a shell to run commands; what is asked for is not among it. */
const SHELL =
  `access alarm arch_prctl brk clone clone3 close dup2 dup3 execve exit exit_group fcntl fork vfork fstat futex getcwd getegid
  geteuid getgid getpid getppid getrandom gettid getuid ioctl lseek madvise mmap mprotect munmap nanosleep newfstatat open
  openat pipe pipe2 poll ppoll pread64 prctl prlimit64 read readlink readlinkat rseq rt_sigaction rt_sigprocmask rt_sigreturn
  rt_sigsuspend sched_yield select set_robust_list set_tid_address setgid setgroups setpgid setuid sigaltstack stat statx
  sysinfo tgkill time uname wait4 waitid write writev capget capset chdir fchdir getdents64 epoll_ctl epoll_pwait
  epoll_create1 eventfd2 faccessat faccessat2 fstatfs statfs kill mount umount2 pivot_root`.split(
    /\s+/,
  );

export const PROFILES: Readonly<Record<string, object | string>> = {
  'chmod and chown, as in old tutorials': allowBut(deny(['chmod', 'chown'])),
  'both families': allowBut(
    deny(['chmod', 'fchmod', 'fchmodat', 'fchmodat2', 'chown', 'lchown', 'fchown', 'fchownat']),
  ),
  'old key': allowBut(
    { name: 'unlink', action: 'SCMP_ACT_ERRNO' },
    { name: 'x', action: 'SCMP_ACT_ERRNO' },
  ),
  'native architecture only': { defaultAction: 'SCMP_ACT_ALLOW', syscalls: [deny(['access'])] },
  'other errors': allowBut(
    deny(['fchmodat'], { errnoRet: 13 }),
    deny(['fchown'], { errnoRet: 38 }),
  ),
  'kill and trap': allowBut(
    { names: ['fchmodat'], action: 'SCMP_ACT_KILL' },
    { names: ['fchown'], action: 'SCMP_ACT_KILL_PROCESS' },
    { names: ['mkdirat'], action: 'SCMP_ACT_TRAP' },
  ),
  'log and trace': allowBut(
    { names: ['fchmodat'], action: 'SCMP_ACT_LOG' },
    { names: ['fchown'], action: 'SCMP_ACT_TRACE' },
  ),
  'two rules, the first decides': allowBut(
    deny(['fchmodat']),
    { names: ['fchmodat'], action: 'SCMP_ACT_KILL' },
    { names: ['fchown'], action: 'SCMP_ACT_ALLOW' },
    deny(['fchown']),
  ),
  'conditions on one argument': allowBut(lseek('SCMP_ACT_ERRNO', second(40))),
  'conditions on two arguments': allowBut(
    lseek('SCMP_ACT_ERRNO', second(47), { index: 2, value: 1, op: 'SCMP_CMP_EQ' }),
  ),
  'two conditions on the same argument': allowBut(lseek('SCMP_ACT_ERRNO', second(40), second(47))),
  'a mask': allowBut(lseek('SCMP_ACT_ERRNO', second(7, 'SCMP_CMP_MASKED_EQ', { valueTwo: 7 }))),
  'greater than': allowBut(lseek('SCMP_ACT_ERRNO', second(40, 'SCMP_CMP_GT'))),
  'conditions, then none': allowBut(lseek('SCMP_ACT_KILL', second(40)), deny(['lseek'])),
  'by capability, kernel and architecture': allowBut(
    deny(['fchmod'], { includes: { caps: ['CAP_SYS_ADMIN'] } }),
    deny(['fchown'], { excludes: { caps: ['CAP_SYS_ADMIN'] } }),
    deny(['mkdirat'], { includes: { minKernel: '99.0' } }),
    deny(['dup'], { includes: { minKernel: '4.8' } }),
    deny(['umask'], { excludes: { arches: ['amd64', 'arm64'] } }),
  ),
  'only what a shell needs': {
    defaultAction: 'SCMP_ACT_ERRNO',
    ...ALL_ARCHES,
    syscalls: [{ names: SHELL, action: 'SCMP_ACT_ALLOW' }],
  },
  'only what a shell needs, native architecture': {
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: 13,
    syscalls: [{ names: SHELL, action: 'SCMP_ACT_ALLOW' }],
  },
};
