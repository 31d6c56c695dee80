/** What the kernel's own files say of the limits of the press. */
import {
  deviceRulesOf,
  fail,
  limitsOf,
  oneLine,
  pass,
  unsupported,
  type DeviceRule,
  type Finding,
  type Observe,
} from 'docklab/verify';
import {
  cpusOf,
  held,
  inMB,
  memoryOf,
  notOffered,
  pidsOf,
  swapHeldTo,
  type Wanted,
} from '../shared/limits.ts';
import { strike } from '../shared/pests.ts';
import { diskOf } from './disk.ts';
import { whereDevicesAreHeld } from './devices.ts';
import { inTurn, misplaced, MOST } from './press.ts';

const heldInPress = (wanted: Wanted): Observe => held(wanted, 'the press', misplaced);

export const memoryHeld = heldInPress(
  memoryOf(
    MOST.memory,
    'The memory of the press has no limit (a reservation, or --ulimit, is none).',
  ),
);

export const pidsHeld = heldInPress(
  pidsOf(
    MOST.pids,
    'The processes of the press have no limit of their own. (--pids-limit -1 means none, and --ulimit nproc does not bind root.)',
  ),
);

export const cpusHeld = heldInPress(
  cpusOf(
    MOST.cpus,
    'The CPU time of the press has no quota. (Shares only say who comes first when two want the CPU, and --cpuset-cpus only which CPUs they are.)',
  ),
);

export const swapHeld = swapHeldTo(MOST.memory);

/** What Docker allows every container: null, zero, full, random, urandom, the terminals, and making any node. */
const USUAL = /^(c (1:[35789]|5:[012]|136:\*|10:200)|[bc] \*:\*)$/;
const isUsual = ({ type, numbers, access }: DeviceRule) =>
  USUAL.test(`${type} ${numbers}`) && (!numbers.startsWith('*') || access === 'm');

/** Version 2 shows its rules in no file, so the kernel is asked: may the press read its log? */
const READ_KMSG = `
node=/dev/docklab-$$
mknod "$node" c 1 11 2>/dev/null || node=/dev/kmsg
[ ! -c "$node" ] || (: <"$node") 2>/dev/null && [ -c "$node" ] && echo opened
[ "$node" = /dev/kmsg ] || rm -f "$node"
echo tried`;

export const noHostDevice: Observe = whereDevicesAreHeld(async (press, context) => {
  const rules = await deviceRulesOf(press, context.host);
  return rules === undefined ? byAsking(press, context) : byList(rules);
});

function byList(rules: readonly DeviceRule[]): Finding {
  const more = rules.filter((rule) => !isUsual(rule));
  if (more.length === 0)
    return pass('The list of devices in its cgroup holds only what every container has.');
  const list = more.map(({ type, numbers, access }) => `${type} ${numbers} ${access}`).join(', ');
  const kmsg = more.some(({ numbers }) => numbers === '1:11') ? ' (1:11 is /dev/kmsg)' : '';
  return fail(`The list of devices in its cgroup holds more: ${oneLine(list)}${kmsg}.`);
}

const byAsking = inTurn(async (press) => {
  const result = await strike(press, READ_KMSG);
  if (result.is === 'exited' && result.stdout.includes('opened'))
    return fail("The press may still open the log of the host's kernel for reading.");
  const asked = press.info.devices.join(', ');
  return asked === ''
    ? pass('It was made without a device, and the kernel does not open its log to it.')
    : fail(`It was made with more devices than every container has: ${oneLine(asked)}.`);
});

export const writesHeld: Observe = async (press, { host }) => {
  const { writes } = await limitsOf(press, host);
  if (writes === undefined) return notOffered('blkio');
  const disk = await diskOf(press, host);
  if (disk.is === 'none') return unsupported(disk.reason);
  const rate = writes.get(disk.number);
  if (rate !== undefined)
    return rate <= MOST.writes
      ? pass(`The kernel lets the press write ${inMB(rate)} a second to ${disk.name}.`)
      : fail(
          `The kernel lets the press write ${inMB(rate)} a second to ${disk.name}; more than ${inMB(MOST.writes)} is not wanted.`,
        );
  const other = [...writes.keys()].join(', ');
  if (other !== '')
    return fail(`The press writes to ${disk.name} (${disk.number}), but you limited ${other}.`);
  return fail(
    `Nothing limits what the press writes to ${disk.name} (${disk.number}) in a second. (If you did say --device-write-bps: some docker commands from 25.0 to 27.1.1 drop it without a word, and \`sh slow-disk.sh 8\` helps.)`,
    "docker version -f '{{.Client.Version}}'; sh limits.sh $LAB_POSTER; sh disk.sh",
  );
};
