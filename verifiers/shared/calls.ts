/** The calls of this lesson, and how each is given the file that it is to change. */
import { numberOf, type Arguments, type Entry, type Machine } from 'docklab/verify';

export interface Family {
  /** What all of its calls do, after "changed". */
  changes: 'a mode' | 'an owner';
  calls: readonly string[];
  /** Arguments after the file, as shell words. */
  args: string;
}

export const MODES: Family = {
  changes: 'a mode',
  calls: ['chmod', 'fchmod', 'fchmodat', 'fchmodat2'],
  args: '493',
};
export const OWNERS: Family = {
  changes: 'an owner',
  calls: ['chown', 'fchown', 'lchown', 'fchownat', 'chown32', 'fchown32', 'lchown32'],
  // To whom it belongs already: that needs no capability, so only a filter can refuse it.
  args: '"$(id -u)" "$(id -g)"',
};

const CLONE_NEWUSER = 0x10000000n;
const SIGCHLD = 17n;
/** Three calls make a user namespace. The flags of clone3 are behind a pointer, where no filter sees them. */
export const NEW_NAMESPACE: Arguments = {
  unshare: [CLONE_NEWUSER],
  clone: [CLONE_NEWUSER | SIGCHLD],
};

/** What the engine's own profile stops for everybody who has no capability for it; clone only with flags as above. */
export const DEFAULT_STOPS = ['keyctl', 'add_key', 'request_key', 'unshare', 'clone', 'clone3'];

/** An entry as the attacker's tool counts it. */
export const BITS: Readonly<Partial<Record<Entry, '32' | '64'>>> = {
  x86_64: '64',
  i386: '32',
  aarch64: '64',
};

const ENTRIES: Readonly<Record<Machine, readonly Entry[]>> = {
  x86_64: ['x86_64', 'i386'],
  aarch64: ['aarch64'],
};

export interface Knock {
  entry: Entry;
  call: string;
  number: number;
}

/** Every call of a family that a machine has. */
export const knocksOf = (machine: Machine, { calls }: Pick<Family, 'calls'>): Knock[] =>
  ENTRIES[machine].flatMap((entry) =>
    calls.flatMap((call) => {
      const number = numberOf(entry, call);
      return number === undefined ? [] : [{ entry, call, number }];
    }),
  );

/** `chmod (32-bit entry)`: the usual entry needs no word. */
export const nameOf = ({ call, entry }: Pick<Knock, 'call' | 'entry'>) =>
  entry === 'i386' || entry === 'arm' ? `${call} (32-bit entry)` : call;

export const listed = (calls: readonly Pick<Knock, 'call' | 'entry'>[]) => {
  const names = [...new Set(calls.map(nameOf))];
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
};
