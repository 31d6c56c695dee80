/** What stands between a container's processes and the kernel's calls, and what it lets through. */
import { nearest } from '../course/problem.ts';
import type { EngineInfo } from '../host/engine.ts';
import { capabilitiesOf } from '../host/capabilities.ts';
import { filterOf, type Outcome, type Surroundings } from '../seccomp/filter.ts';
import { judge, type Decision } from '../seccomp/judge.ts';
import { readProfile, type Profile } from '../seccomp/profile.ts';
import { isCall, type Entry } from '../seccomp/table.ts';
import type { Target } from './target.ts';

export type Machine = Surroundings['machine'];

export type SeccompState =
  /** The kernel filters nothing for this process of the container. */
  | { is: 'off'; process: string }
  /** A filter is in force, and it is the engine's own: its text is not to be had. */
  | { is: 'engine' }
  | { is: 'own'; profile: Profile; around: Surroundings };

/** Whether every process is filtered, by the kernel's word, and by which profile, by the engine's. */
export async function seccompOf(target: Target, engine: EngineInfo): Promise<SeccompState> {
  const processes = await target.processes();
  const free = processes.find(({ status }) => status.seccomp !== FILTERED);
  if (free) return { is: 'off', process: free.argv.join(' ') || free.status.name };
  const text = target.info.securityOpt
    .flatMap((option) => /^seccomp[=:]([^]*)$/.exec(option)?.[1] ?? [])
    // Of several, the engine takes the last.
    .at(-1);
  const read = text?.trimStart().startsWith('{') ? readProfile(text) : undefined;
  if (read?.is !== 'profile') return { is: 'engine' };
  const bounding = processes[0]?.status.caps.bounding ?? 0n;
  return { is: 'own', profile: read.profile, around: surroundingsOf(engine, bounding) };
}

/** `Seccomp:` of `/proc/PID/status` where a filter is in force. */
const FILTERED = 2;

function surroundingsOf(engine: EngineInfo, bounding: bigint): Surroundings {
  return {
    machine: machineOf(engine),
    kernel: pair(engine.kernel),
    engine: pair(engine.version),
    capabilities: new Set(capabilitiesOf(bounding).map((name) => `CAP_${name}`)),
    // A name that the engine's library is too old for is the attack's to find: it knocks by number.
    newestKnown: Infinity,
  };
}

/** As the kernel counts entries: Docker says `x86_64` and `aarch64`, Podman `amd64` and `arm64`. */
export const machineOf = ({ architecture }: Pick<EngineInfo, 'architecture'>): Machine =>
  ['aarch64', 'arm64'].includes(architecture) ? 'aarch64' : 'x86_64';

function pair(version: string): [number, number] {
  const [, first = '0', second = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return [Number(first), Number(second)];
}

/** A call that a profile lets through: always, or with some arguments only. */
export interface OpenCall {
  entry: Entry;
  call: string;
  how: 'allowed' | 'logged' | 'traced' | 'sometimes';
}

/** Entries of a machine that are judged: its own, and that of its 32-bit programs. */
const ENTRIES: Readonly<Record<Machine, readonly Entry[]>> = {
  x86_64: ['x86_64', 'i386'],
  aarch64: ['aarch64', 'arm'],
};

/** Arguments with which a call is asked about, by its name; of the other calls they may be any. */
export type Arguments = Readonly<Partial<Record<string, readonly bigint[]>>>;

type Own = Extract<SeccompState, { is: 'own' }>;

/** Which of the calls a profile leaves open on a machine, be it this one or another. */
export function openCalls(
  { profile, around }: Own,
  machine: Machine,
  calls: readonly string[],
  args: Arguments = {},
): OpenCall[] {
  const filter = filterOf(profile, { ...around, machine });
  return ENTRIES[machine].flatMap((entry) =>
    calls.flatMap((call) => {
      const how = openBy(judge(filter, { entry, call, args: args[call] ?? [] }));
      return how === undefined ? [] : [{ entry, call, how }];
    }),
  );
}

const LETS: Readonly<Partial<Record<Outcome['action'], OpenCall['how']>>> = {
  allow: 'allowed',
  log: 'logged',
  // Whoever traces the process decides, and an attacker can trace a child of their own.
  trace: 'traced',
};

function openBy(decision: Decision): OpenCall['how'] | undefined {
  switch (decision.is) {
    case 'no-such-call':
      return undefined;
    case 'decided':
      return LETS[decision.action];
    case 'depends':
      return decision.outcomes.some(({ action }) => action in LETS) ? 'sometimes' : undefined;
  }
}

/** The errors that a profile chose for a call that it does not let through; none where it ends the program, or allows it. */
export function errorsOf(
  { profile, around }: Own,
  entry: Entry,
  call: string,
  args: Arguments = {},
): number[] {
  const decision = judge(filterOf(profile, around), { entry, call, args: args[call] ?? [] });
  if (decision.is === 'no-such-call') return [];
  const outcomes = decision.is === 'depends' ? decision.outcomes : [decision];
  return outcomes.flatMap(({ errno }) => errno ?? []);
}

/** Names of a profile that are no calls, each with the one of `calls` that was probably meant. The engine skips such names. */
export function misspelt(
  { profile }: Own,
  calls: readonly string[],
): { written: string; meant: string }[] {
  const names = new Set(profile.rules.flatMap((rule) => rule.names));
  return [...names].flatMap((written) => {
    const meant = isCall(written) ? undefined : nearest(written, calls);
    return meant === undefined ? [] : [{ written, meant }];
  });
}
