/** The filter in force, by the kernel's word, compared with the engine's own one. */
import {
  fail,
  machineOf,
  oneLine,
  openCalls,
  pass,
  seccompOf,
  type Observe,
  type OpenCall,
} from 'docklab/verify';
import { DEFAULT_STOPS, listed, NEW_NAMESPACE } from './calls.ts';

const HOW: Readonly<Record<OpenCall['how'], string>> = {
  allowed: 'lets through',
  logged: 'lets through and notes in a log (SCMP_ACT_LOG)',
  traced: 'leaves to whoever traces the process (SCMP_ACT_TRACE)',
  sometimes: 'lets through with some arguments',
};

/** `lets through fchmodat and fchmodat2; lets through with some arguments: chmod`. */
export function wordsOf(open: readonly OpenCall[]): string {
  const hows = [...new Set(open.map(({ how }) => how))];
  return hows
    .map((how) => `${HOW[how]} ${listed(open.filter((one) => one.how === how))}`)
    .join('; it ');
}

export const off = (process: string) =>
  fail(
    `Seccomp: 0 for \`${oneLine(process, 60)}\`: the kernel filters none of its calls. It was started with seccomp=unconfined, or with --privileged.`,
  );

/** Some filter is in force that stops what the engine's own one does. */
export const atLeastDefault: Observe = async (target, { host }) => {
  const state = await seccompOf(target, host.engine);
  if (state.is === 'off') return off(state.process);
  if (state.is === 'engine')
    return pass("Seccomp: 2 for every process, by the engine's own profile.");
  const open = openCalls(state, machineOf(host.engine), DEFAULT_STOPS, NEW_NAMESPACE);
  if (open.length === 0)
    return pass('Seccomp: 2 for every process, by a profile that stops what the default one does.');
  const namespaces = open.some(({ call }) => call.startsWith('clone'))
    ? ' A namespace is made by unshare, by clone with a flag, and by clone3, whose flags no filter sees: deny that one whole.'
    : '';
  return fail(
    `Seccomp: 2, but a profile of your own takes the place of the engine's, and yours ${wordsOf(open)}.${namespaces}`,
  );
};
