/** The filter in force, by the kernel's word, and what the profile behind it says of every call, on this machine and on the other. */
import {
  fail,
  machineOf,
  misspelt,
  oneLine,
  openCalls,
  pass,
  readProfile,
  seccompOf,
  unsupported,
  type CheckContext,
  type Finding,
  type Machine,
  type Observe,
  type OpenCall,
  type SeccompState,
  type VerifierHost,
} from 'docklab/verify';
import { tryCalls } from './attacks.ts';
import type { Family } from '../shared/calls.ts';
import { off, wordsOf } from '../shared/filter.ts';

type Own = Extract<SeccompState, { is: 'own' }>;

const OTHER: Readonly<Record<Machine, Machine>> = { x86_64: 'aarch64', aarch64: 'x86_64' };
const CALLED: Readonly<Record<Machine, string>> = { x86_64: 'x86-64', aarch64: 'arm64' };

/** Why no filter can be expected of this host; undefined where one can. */
export const withoutSeccomp = ({ engine }: VerifierHost): Finding | undefined =>
  engine.security.includes('seccomp')
    ? undefined
    : unsupported(
        'the engine says that it filters no calls (docker info names no seccomp): its kernel or its build is without.',
      );

/** A profile in the learner's folder that is none, by line and column: the engine makes no container with it. */
export async function brokenProfiles(host: VerifierHost): Promise<string> {
  for (const { name, text } of await host.workspaceFiles('.json')) {
    const read = readProfile(text);
    const file = oneLine(name, 40);
    if (read.is === 'broken')
      return ` ${file} is not JSON, line ${read.line}, column ${read.column}: ${oneLine(read.what, 100)}.`;
    if (read.is === 'refused') return ` ${file} is no profile: ${oneLine(read.what, 120)}.`;
  }
  return '';
}

/** Why the profile does not do what was meant: a name that is none, a later text that is better, a file that is torn. */
async function causeOf(
  { host }: CheckContext,
  own: Own,
  family: Family,
  open: readonly OpenCall[],
) {
  const [slip] = misspelt(own, [...new Set(open.map(({ call }) => call))]);
  if (slip)
    return ` It names ${oneLine(slip.written, 40)}, which is no call, and the engine skips such a name without a word: ${slip.meant} is one.`;
  for (const { name, text } of await host.workspaceFiles('.json')) {
    const read = readProfile(text);
    if (read.is !== 'profile') continue;
    const left = bothMachines({ ...own, profile: read.profile }, host, family.calls);
    if (left.here.length + left.there.length === 0)
      return ` ${oneLine(name, 40)} in your folder denies them all, but the container was started with an earlier text: a profile is read once, when the container is made.`;
  }
  return brokenProfiles(host);
}

function bothMachines(own: Own, host: VerifierHost, calls: readonly string[]) {
  const machine = machineOf(host.engine);
  const other = OTHER[machine];
  return {
    machine,
    other,
    here: openCalls(own, machine, calls),
    there: openCalls(own, other, calls),
  };
}

/** The profile denies a family of calls, whichever entry and whichever machine. */
export const denies =
  (family: Family): Observe =>
  async (target, context) => {
    const { host } = context;
    const state = await seccompOf(target, host.engine);
    if (state.is === 'off') return off(state.process);
    if (state.is === 'engine') return byEnginesOwn(target, host, family);
    const { machine, other, here, there } = bothMachines(state, host, family.calls);
    if (here.length + there.length === 0)
      return pass(
        `Seccomp: 2, and the profile denies ${family.changes === 'a mode' ? 'the mode' : 'the owner'} family on x86-64 and arm64, and by the entries for 32-bit programs.`,
      );
    const cause = await causeOf(context, state, family, [...here, ...there]);
    if (here.length > 0)
      return fail(`Your profile ${wordsOf(here)}, on ${CALLED[machine]}.${cause}`);
    return fail(
      `On this machine your profile denies them all. On ${CALLED[other]} it ${wordsOf(there)}: the same container there would be open.${cause}`,
    );
  };

const byEnginesOwn = async (
  target: Parameters<Observe>[0],
  host: VerifierHost,
  family: Family,
): Promise<Finding> => {
  const { open, untried } = await tryCalls(target, host, family);
  if (open.length + untried.length === 0)
    return pass(
      "Seccomp: 2. The container runs under the engine's own profile, which docklab cannot read; every call was refused.",
    );
  return fail(
    `Seccomp: 2, but under the engine's own profile, which has to let ${family.calls[0]} through: most images need it. Give the container yours: --security-opt seccomp=profile.json.${await brokenProfiles(host)}`,
  );
};
