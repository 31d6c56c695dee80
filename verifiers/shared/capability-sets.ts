/** What the kernel says of the capabilities of every process, in all five sets. */
import {
  capabilitiesOf,
  fail,
  oneLine,
  parseStatus,
  pass,
  type ContainerProcess,
  type Observe,
  type ProcessStatus,
  type Target,
} from 'docklab/verify';

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

interface Bearer {
  name: string;
  caps: ProcessStatus['caps'];
  /** Shows it to the learner; undefined where the check's own command does. */
  see: string | undefined;
}

/**
 * Every process, and one that `docker exec` starts: it gets what the container was given, whatever its entrypoint gave up
 * since. A container without the tool to tell is judged by its processes.
 */
export async function bearersIn(target: Target): Promise<Bearer[]> {
  const processes = await target.processes();
  const ran = await target.exec({ argv: ['cat', '/proc/self/status'] });
  const started = ran.is === 'exited' ? parseStatus(ran.stdout) : undefined;
  const see = `docker exec ${target.info.name} grep Cap /proc/self/status`;
  return [
    ...processes.map((one) => ({ name: nameOf(one), caps: one.status.caps, see: undefined })),
    ...(started === undefined ? [] : [{ name: 'docker exec', caps: started.caps, see }]),
  ];
}

/** Fails with the first that has, in any set, what `isTooMuch` names. */
export function firstWith(
  target: Target,
  bearers: readonly Bearer[],
  isTooMuch: (name: string) => boolean,
) {
  for (const { name, caps, see } of bearers)
    for (const [label, set] of SETS) {
      const mask = caps[set];
      const extra = capabilitiesOf(mask).filter(isTooMuch);
      if (extra.length === 0) continue;
      const hex = mask.toString(16).padStart(16, '0');
      return fail(
        `${label} ${hex} of \`${name}\` has ${listed(extra)}.${whyLeft(target, extra)}`,
        see,
      );
    }
  return undefined;
}

export const inReachOnly =
  (needs: readonly string[]): Observe =>
  async (target) => {
    const bearers = await bearersIn(target);
    const tooMuch = firstWith(target, bearers, (name) => !needs.includes(name));
    if (tooMuch) return tooMuch;
    const all = bearers.reduce((one, { caps }) => one | caps.bounding, 0n);
    return pass(
      `In reach of the container: ${capabilitiesOf(all).join(', ') || 'no capability at all'}.`,
    );
  };
