/**
 * A seccomp profile as the engine reads it. Sources: `seccomp.go` and `seccomp_linux.go` of moby/profiles (what is refused,
 * and in which words), encoding/json of Go (keys match whatever their case, the last of two wins, unknown ones are skipped).
 */
import * as z from 'zod';
import { readJson } from './json.ts';

export type Action =
  'allow' | 'errno' | 'kill-thread' | 'kill-process' | 'trap' | 'trace' | 'log' | 'notify';

const ACTIONS: Readonly<Record<string, Action>> = {
  SCMP_ACT_ALLOW: 'allow',
  SCMP_ACT_ERRNO: 'errno',
  SCMP_ACT_KILL: 'kill-thread',
  SCMP_ACT_KILL_THREAD: 'kill-thread',
  SCMP_ACT_KILL_PROCESS: 'kill-process',
  SCMP_ACT_TRAP: 'trap',
  SCMP_ACT_TRACE: 'trace',
  SCMP_ACT_LOG: 'log',
  SCMP_ACT_NOTIFY: 'notify',
};

/** Those that runc has (`libcontainer/seccomp/config.go`): with any other it starts no container. */
const ARCHITECTURES: ReadonlySet<string> = new Set(
  `X86_64 X86 X32 AARCH64 ARM MIPS MIPS64 MIPS64N32 MIPSEL MIPSEL64 MIPSEL64N32 PPC PPC64 PPC64LE RISCV64 S390 S390X LOONGARCH64`
    .split(' ')
    .map((name) => `SCMP_ARCH_${name}`),
);

const OPERATORS = {
  SCMP_CMP_NE: 'ne',
  SCMP_CMP_LT: 'lt',
  SCMP_CMP_LE: 'le',
  SCMP_CMP_EQ: 'eq',
  SCMP_CMP_GE: 'ge',
  SCMP_CMP_GT: 'gt',
  SCMP_CMP_MASKED_EQ: 'masked-eq',
} as const;

type Operator = (typeof OPERATORS)[keyof typeof OPERATORS];

/** What is asked of one argument. For `masked-eq`, `value` is the mask and `valueTwo` what is left under it. */
export interface Condition {
  index: number;
  op: Operator;
  value: bigint;
  valueTwo: bigint;
}

/** Where a rule holds: on these architectures, with these capabilities, from this kernel on. */
export interface Where {
  arches: readonly string[];
  caps: readonly string[];
  minKernel: readonly [number, number] | undefined;
}

export interface Rule {
  names: readonly string[];
  action: Action;
  /** `undefined`: the engine's own choice, EPERM. */
  errno: number | undefined;
  conditions: readonly Condition[];
  includes: Where;
  excludes: Where;
}

export interface Profile {
  defaultAction: Action;
  defaultErrno: number | undefined;
  /** `SCMP_ARCH_…` names. */
  architectures: readonly string[];
  archMap: readonly { architecture: string; subArchitectures: readonly string[] }[];
  rules: readonly Rule[];
}

export type ProfileResult =
  | { is: 'profile'; profile: Profile }
  /** The engine takes it, and filters nothing. */
  | { is: 'none' }
  /** No JSON. */
  | { is: 'broken'; line: number; column: number; what: string }
  /** JSON, but no profile: the engine makes no container with it. */
  | { is: 'refused'; what: string };

/** Go leaves a field alone where it finds null. */
const list = <T extends z.ZodType>(of: T) =>
  z
    .array(of)
    .nullish()
    .transform((value) => value ?? []);
const optional = <T extends z.ZodType>(of: T) =>
  of.nullish().transform((value) => value ?? undefined);

const minKernel = z.string().transform((text, context) => {
  if (text === '') return undefined;
  const [, kernel, major] = /^(\d{1,3})\.(\d{1,3})$/.exec(text) ?? [];
  if (kernel !== undefined && major !== undefined) return [Number(kernel), Number(major)] as const;
  context.addIssue(`invalid kernel version "${text}": expected two numbers, such as "4.8"`);
  return z.NEVER;
});

const where = z.object({
  arches: list(z.string()),
  caps: list(z.string()),
  minkernel: optional(minKernel),
});

const whole = z.union([z.int().nonnegative(), z.bigint()]).transform(BigInt);

const condition = z.object({
  index: z.int().min(0).max(5),
  op: z.string(),
  value: whole.nullish(),
  valuetwo: whole.nullish(),
});

const rule = z.object({
  name: optional(z.string()),
  names: list(z.string()),
  action: optional(z.string()),
  errnoret: optional(z.int().nonnegative()),
  args: list(condition),
  includes: optional(where),
  excludes: optional(where),
});

const wholeProfile = z.object({
  defaultaction: optional(z.string()),
  defaulterrnoret: optional(z.int().nonnegative()),
  architectures: list(z.string()),
  archmap: list(
    z.object({ architecture: optional(z.string()), subarchitectures: list(z.string()) }),
  ),
  syscalls: list(rule),
});

/** Keys in lower case at every level, the last of two; what is in them is left as it is. */
function lowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowerKeys(inner)]),
  );
}

class Refusal extends Error {}

/** Reads a profile. Never throws. */
export function readProfile(text: string): ProfileResult {
  const read = readJson(text);
  if (read.is === 'broken') return read;
  const checked = wholeProfile.safeParse(lowerKeys(read.value));
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return { is: 'refused', what: `${issue?.path.join('.') || 'the file'}: ${issue?.message}` };
  }
  const raw = checked.data;
  if (raw.defaultaction === undefined && raw.syscalls.length === 0) return { is: 'none' };
  if (raw.architectures.length > 0 && raw.archmap.length > 0)
    return { is: 'refused', what: 'it has both "architectures" and "archMap": use one of them' };
  try {
    return { is: 'profile', profile: toProfile(raw) };
  } catch (error) {
    if (error instanceof Refusal) return { is: 'refused', what: error.message };
    throw error;
  }
}

type Raw = z.infer<typeof wholeProfile>;

const toProfile = (raw: Raw): Profile => ({
  defaultAction: toAction(raw.defaultaction, 'defaultAction'),
  defaultErrno: raw.defaulterrnoret,
  architectures: raw.architectures.map(toArchitecture),
  archMap: raw.archmap.map(({ architecture = '', subarchitectures }) => ({
    architecture,
    subArchitectures: subarchitectures,
  })),
  rules: raw.syscalls.map(toRule),
});

function toRule(raw: Raw['syscalls'][number], at: number): Rule {
  const place = `syscalls.${at}`;
  if (raw.name !== undefined && raw.name !== '' && raw.names.length > 0)
    throw new Refusal(`${place}: it has both "name" and "names": use one of them`);
  return {
    names: raw.name ? [raw.name] : raw.names,
    action: toAction(raw.action, `${place}.action`),
    errno: raw.errnoret,
    conditions: raw.args.map(({ index, op, value, valuetwo }) => ({
      index,
      op: toOperator(op, `${place}.args`),
      value: value ?? 0n,
      valueTwo: valuetwo ?? 0n,
    })),
    includes: toWhere(raw.includes),
    excludes: toWhere(raw.excludes),
  };
}

const toWhere = (raw: z.infer<typeof where> | undefined): Where => ({
  arches: raw?.arches ?? [],
  caps: raw?.caps ?? [],
  minKernel: raw?.minkernel,
});

function toAction(word: string | undefined, place: string): Action {
  const action = ACTIONS[word ?? ''];
  if (action !== undefined) return action;
  throw new Refusal(
    `${place}: "${word ?? ''}" is no action; SCMP_ACT_ERRNO and SCMP_ACT_ALLOW are`,
  );
}

function toArchitecture(word: string, at: number): string {
  if (ARCHITECTURES.has(word)) return word;
  throw new Refusal(
    `architectures.${at}: "${word}" is no architecture; SCMP_ARCH_X86_64 and SCMP_ARCH_AARCH64 are`,
  );
}

function toOperator(word: string, place: string): Operator {
  const op = (OPERATORS as Readonly<Record<string, Operator>>)[word];
  if (op !== undefined) return op;
  throw new Refusal(`${place}: "${word}" is no comparison; SCMP_CMP_EQ and SCMP_CMP_MASKED_EQ are`);
}
