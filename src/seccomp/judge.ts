/** What a filter does with one system call. */
import type { Filter, Outcome } from './filter.ts';
import type { Condition } from './profile.ts';
import { numberOf, type Entry } from './table.ts';

export interface Call {
  entry: Entry;
  /** A name of that entry, or a number. */
  call: string | number;
  /** The arguments as far as they are known, each as the kernel sees it: 64 bits without sign. */
  args?: readonly (bigint | undefined)[];
}

export type Decision =
  /** The kernel of this entry has no such call. */
  | { is: 'no-such-call' }
  | ({ is: 'decided'; why: Why } & Outcome)
  /** It depends on arguments that are not known: every outcome that is possible. */
  | { is: 'depends'; outcomes: readonly Outcome[] };

type Why =
  /** Its place in `syscalls`, from 0. */
  | { by: 'rule'; rule: number }
  | { by: 'default' }
  /** The call comes by an entry that the profile does not list. */
  | { by: 'foreign-entry' }
  /** It is newer than all calls that the profile names. */
  | { by: 'too-new' };

const ENOSYS = 38;

/** Judges a call. `depends` only where its arguments would decide and are not known. */
export function judge(filter: Filter, { entry, call, args = [] }: Call): Decision {
  const number = typeof call === 'number' ? call : numberOf(entry, call);
  if (number === undefined) return { is: 'no-such-call' };
  const own = filter.entries.get(entry);
  if (!own)
    return { is: 'decided', action: 'kill-thread', errno: undefined, why: { by: 'foreign-entry' } };
  if (own.enosysAbove !== undefined && number > own.enosysAbove)
    return { is: 'decided', action: 'errno', errno: ENOSYS, why: { by: 'too-new' } };
  const rules = own.calls.get(number);
  if (rules?.always) return decided(rules.always, { by: 'rule', rule: rules.always.rule });
  const width = entry === 'x86_64' || entry === 'aarch64' ? 64 : 32;
  const possible: Outcome[] = [];
  for (const { conditions, rule, ...outcome } of rules?.sometimes ?? []) {
    const match = matches(conditions, args, width);
    if (match === 'yes' && possible.length === 0) return decided(outcome, { by: 'rule', rule });
    if (match !== 'no') possible.push(outcome);
    if (match === 'yes') return depends(possible);
  }
  return possible.length === 0
    ? decided(filter.otherwise, { by: 'default' })
    : depends([...possible, filter.otherwise]);
}

const decided = ({ action, errno }: Outcome, why: Why): Decision => ({
  is: 'decided',
  action,
  errno,
  why,
});

function depends(outcomes: readonly Outcome[]): Decision {
  const words = (one: Outcome) => `${one.action} ${one.errno}`;
  const different = outcomes.filter(
    (one, at) => outcomes.findIndex((other) => words(other) === words(one)) === at,
  );
  return { is: 'depends', outcomes: different };
}

type Match = 'yes' | 'no' | 'unknown';

function matches(
  conditions: readonly Condition[],
  args: readonly (bigint | undefined)[],
  width: 32 | 64,
): Match {
  let match: Match = 'yes';
  for (const condition of conditions) {
    const arg = args[condition.index];
    if (arg === undefined) match = 'unknown';
    else if (!compares(condition, BigInt.asUintN(width, arg), width)) return 'no';
  }
  return match;
}

function compares({ op, value, valueTwo }: Condition, arg: bigint, width: 32 | 64): boolean {
  const datum = BigInt.asUintN(width, value);
  switch (op) {
    case 'eq':
      return arg === datum;
    case 'ne':
      return arg !== datum;
    case 'lt':
      return arg < datum;
    case 'le':
      return arg <= datum;
    case 'gt':
      return arg > datum;
    case 'ge':
      return arg >= datum;
    case 'masked-eq':
      return (arg & datum) === BigInt.asUintN(width, valueTwo & value);
  }
}
