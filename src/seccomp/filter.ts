/**
 * A profile as it is in force for one container: which rules hold there, and for which entries to the kernel.
 * Sources: `setupSeccomp` of moby/profiles, `InitSeccomp` and the ENOSYS patch of runc, `db_rule_add` of libseccomp.
 */
import type { Action, Condition, Profile, Rule, Where } from './profile.ts';
import { numberOf, type Entry } from './table.ts';

/** Where a container runs. */
export interface Surroundings {
  machine: 'x86_64' | 'aarch64';
  kernel: readonly [version: number, major: number];
  /** Of Docker: before 23.0 it drops `defaultErrnoRet` without a word. */
  engine: readonly [major: number, minor: number];
  /** Its bounding set: `CAP_SYS_ADMIN` and the like. */
  capabilities: ReadonlySet<string>;
  /**
   * The highest call number that the engine's libseccomp has a name for: it skips names that are newer. Its version does not
   * tell, because distributions add names to old versions.
   */
  newestKnown: number;
}

export interface Outcome {
  action: Action;
  errno: number | undefined;
}

/** What the filter says of one call at one entry. */
interface CallRules {
  /** What holds whatever the arguments are. */
  always: (Outcome & { rule: number }) | undefined;
  /** Looked at first; each holds where all of its conditions do. */
  sometimes: readonly (Outcome & { rule: number; conditions: readonly Condition[] })[];
}

interface EntryFilter {
  calls: ReadonlyMap<number, CallRules>;
  /** Numbers above this are answered with ENOSYS before any rule is asked; `undefined`: none are. */
  enosysAbove: number | undefined;
}

export interface Filter {
  otherwise: Outcome;
  /** A call by an entry that is not here ends the thread. */
  entries: ReadonlyMap<Entry, EntryFilter>;
}

const ENTRIES: Readonly<Record<string, Entry>> = {
  SCMP_ARCH_X86_64: 'x86_64',
  SCMP_ARCH_X86: 'i386',
  SCMP_ARCH_X32: 'x32',
  SCMP_ARCH_AARCH64: 'aarch64',
  SCMP_ARCH_ARM: 'arm',
};

const MACHINES = {
  x86_64: { arch: 'amd64', scmp: 'SCMP_ARCH_X86_64' },
  aarch64: { arch: 'arm64', scmp: 'SCMP_ARCH_AARCH64' },
} as const;

/** EPERM, as on every architecture that docklab knows. */
const EPERM = 1;

/** The filter that the engine would load. */
export function filterOf(profile: Profile, around: Surroundings): Filter {
  const errno = around.engine[0] < 23 ? undefined : profile.defaultErrno;
  const otherwise = outcomeOf(profile.defaultAction, errno);
  const listed = architecturesOf(profile, around).flatMap((name) => ENTRIES[name] ?? []);
  const rules = profile.rules
    .map((rule, at) => ({ rule, at }))
    .filter((one) => holds(one.rule, around));
  const entries = new Map<Entry, EntryFilter>();
  for (const entry of new Set<Entry>([around.machine, ...listed])) {
    const named = namedBy(rules, entry, around.newestKnown);
    const isPatched = listed.includes(entry) && !isLenient(profile.defaultAction);
    const highest = Math.max(...named.map(({ number }) => number), 0);
    entries.set(entry, {
      calls: callsOf(named, otherwise),
      enosysAbove: isPatched && highest > 0 ? highest : undefined,
    });
  }
  return { otherwise, entries };
}

const outcomeOf = (action: Action, errno: number | undefined): Outcome => ({
  action,
  errno: action === 'errno' ? (errno ?? EPERM) : undefined,
});

const isLenient = (action: Action) => ['allow', 'log', 'trace'].includes(action);

function architecturesOf({ architectures, archMap }: Profile, { machine }: Surroundings) {
  const own = archMap.find(({ architecture }) => architecture === MACHINES[machine].scmp);
  return [...architectures, ...(own ? [own.architecture, ...own.subArchitectures] : [])];
}

/** Excluded when one thing of `excludes` is so; included when all of `includes` is. */
function holds({ includes, excludes }: Rule, around: Surroundings): boolean {
  const { arch } = MACHINES[around.machine];
  const has = (capability: string) => around.capabilities.has(capability);
  const isExcluded =
    excludes.arches.includes(arch) ||
    excludes.caps.some(has) ||
    (excludes.minKernel !== undefined && isAtLeast(excludes.minKernel, around));
  return !isExcluded && isIncluded(includes, arch, has, around);
}

const isIncluded = (
  { arches, caps, minKernel }: Where,
  arch: string,
  has: (capability: string) => boolean,
  around: Surroundings,
): boolean =>
  (arches.length === 0 || arches.includes(arch)) &&
  caps.every(has) &&
  (minKernel === undefined || isAtLeast(minKernel, around));

const isAtLeast = ([version, major]: readonly [number, number], { kernel }: Surroundings) =>
  kernel[0] > version || (kernel[0] === version && kernel[1] >= major);

interface Named {
  number: number;
  at: number;
  rule: Rule;
}

function namedBy(
  rules: readonly { rule: Rule; at: number }[],
  entry: Entry,
  newestKnown: number,
): Named[] {
  return rules.flatMap(({ rule, at }) =>
    rule.names.flatMap((name) => {
      const number = numberOf(entry, name);
      return number === undefined || number > newestKnown ? [] : [{ number, at, rule }];
    }),
  );
}

/**
 * In the order of the profile, as the library takes them in: the first rule without conditions decides, and takes the place
 * of all that had some; what comes after it is not looked at.
 */
function callsOf(named: readonly Named[], otherwise: Outcome): Map<number, CallRules> {
  const calls = new Map<number, CallRules>();
  for (const { number, at, rule } of named) {
    const outcome = outcomeOf(rule.action, rule.errno);
    // What does the same as no rule at all is left out, so it takes nobody's place.
    if (outcome.action === otherwise.action && outcome.errno === otherwise.errno) continue;
    const before = calls.get(number) ?? { always: undefined, sometimes: [] };
    if (before.always) continue;
    const found = { ...outcome, rule: at };
    if (rule.conditions.length === 0) calls.set(number, { always: found, sometimes: [] });
    else
      calls.set(number, {
        always: undefined,
        sometimes: [
          ...before.sometimes,
          ...together(rule.conditions).map((conditions) => ({ ...found, conditions })),
        ],
      });
  }
  return calls;
}

/** Conditions on different arguments hold together; as soon as two are on the same one, each is a rule of its own. */
function together(conditions: readonly Condition[]): readonly (readonly Condition[])[] {
  const isTwice = new Set(conditions.map(({ index }) => index)).size < conditions.length;
  return isTwice ? conditions.map((one) => [one]) : [conditions];
}
