/** What the kernel says of the capabilities of every process, in all five sets. */
import {
  capabilitiesOf,
  fail,
  oneLine,
  pass,
  type ContainerProcess,
  type Observe,
  type Target,
} from 'docklab/verify';
import type { Site } from './sites.ts';

const SETS = [
  ['CapEff', 'effective'],
  ['CapPrm', 'permitted'],
  ['CapBnd', 'bounding'],
  ['CapInh', 'inheritable'],
  ['CapAmb', 'ambient'],
] as const;

const nameOf = ({ argv, status }: ContainerProcess) => oneLine(argv.join(' ') || status.name, 60);
const listed = (names: readonly string[]) =>
  names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');

/** Why the options of docker run left them, as far as they tell. */
function whyLeft({ info }: Target, extra: readonly string[]): string {
  if (info.privileged)
    return ' --privileged gives every capability, and makes --cap-drop without effect.';
  const plain = (names: readonly string[]) =>
    names.map((name) => name.toUpperCase().replace(/^CAP_/, ''));
  const [added, dropped] = [plain(info.capAdd), plain(info.capDrop)];
  if (added.includes('ALL')) return ' You added ALL.';
  const own = extra.filter((name) => added.includes(name));
  if (own.length > 0) return ` You added ${listed(own)}.`;
  if (dropped.length === 0)
    return ' docker run dropped nothing, so these are in reach, whatever a program gives up later.';
  return ` You dropped ${oneLine(listed(dropped), 80)} only.`;
}

/** Fails with the first process that has, in any set, what `isTooMuch` names. */
async function firstWith(target: Target, isTooMuch: (name: string) => boolean) {
  for (const one of await target.processes())
    for (const [label, set] of SETS) {
      const mask = one.status.caps[set];
      const extra = capabilitiesOf(mask).filter(isTooMuch);
      if (extra.length === 0) continue;
      const hex = mask.toString(16).padStart(16, '0');
      return fail(
        `${label} ${hex} of \`${nameOf(one)}\` has ${listed(extra)}.${whyLeft(target, extra)}`,
      );
    }
  return undefined;
}

export const noSysAdmin: Observe = async (target) =>
  (await firstWith(target, (name) => name === 'SYS_ADMIN')) ??
  pass('SYS_ADMIN is in no set of any process of the container.');

export const onlyNeeds =
  ({ needs }: Site): Observe =>
  async (target) => {
    const tooMuch = await firstWith(target, (name) => !needs.includes(name));
    if (tooMuch) return tooMuch;
    const all = (await target.processes()).map(({ status }) => status.caps.bounding);
    const left = capabilitiesOf(all.reduce((one, other) => one | other, 0n));
    return pass(`In reach of the container: ${left.join(', ') || 'no capability at all'}.`);
  };
