/** Three pests and two things to take, each bounded so that it hurts nobody where no limit stops it. */
import { fail, pass, unsupported, type Observe } from 'docklab/verify';
import { inMB, MB, whereOffered } from '../shared/limits.ts';
import * as pests from '../shared/pests.ts';
import { numberIn, outputOf, strike } from '../shared/pests.ts';
import { whereDevicesAreHeld } from './devices.ts';
import { diskOf } from './disk.ts';
import { inTurn, KEEP_TOOLS, MOST, notTried } from './press.ts';

/** Bytes that the flood writes. */
const FLOOD = 4 * MB;

const PREY = { called: 'the press', keepTools: KEEP_TOOLS };

export const hogMemory = inTurn(pests.hogMemory(PREY));
export const forkBomb = inTurn(pests.forkBomb(PREY));
export const burnCpu = inTurn(pests.burnCpu(PREY));

// A node that is there may be called anything, and one that is not can be made: what counts is what the kernel opens.
const OPEN_KMSG = `
exec 2>&1
open() { (: >>"$1") && echo "opened $1"; }
[ ! -c /dev/kmsg ] || open /dev/kmsg
node=/dev/docklab-$$
mknod "$node" c 1 11 && { open "$node"; rm -f "$node"; }
echo "tried 1"`;

const forge: Observe = async (press) => {
  const result = await strike(press, OPEN_KMSG);
  const output = outputOf(result);
  if (numberIn(output, 'tried') === undefined) return notTried(result);
  const opened = /^opened (.+)$/m.exec(output)?.[1];
  if (opened === undefined)
    return pass('The kernel opens its log to the press by no name, not even by a new device node.');
  return fail(
    opened === '/dev/kmsg'
      ? "From the press, /dev/kmsg opens for writing: a line written there is in the log of the host's kernel."
      : "The node /dev/kmsg is gone, but the right is not: a new one, made with mknod, opened the log of the host's kernel for writing.",
  );
};
export const forgeLog = whereDevicesAreHeld(inTurn(forge));

// The first place that can be written and is on a disk.
const flood = (how: string) => `
clock() { read -r now _ </proc/uptime; now=\${now%.*}\${now#*.}; }
for dir in /var/posters /var /tmp /; do
  file=$dir/docklab-flood
  case $(df -P $dir 2>/dev/null) in *tmpfs*|*shm*) continue ;; esac
  (: >$file) 2>/dev/null || continue
  clock; began=$now
  dd if=/dev/zero of=$file bs=256k count=${FLOOD / 256 / 1024} ${how} 2>/dev/null; echo "wrote $?"
  clock; echo "took $((now - began))"
  rm -f $file
  exit
done
echo "nowhere 1"`;

const floodIt: Observe = async (press, context) => {
  const disk = await diskOf(press, context.host);
  if (disk.is === 'none') return unsupported(disk.reason);
  let result = await strike(press, flood('oflag=direct'));
  if (numberIn(outputOf(result), 'wrote') !== 0) result = await strike(press, flood('conv=fsync'));
  if (numberIn(outputOf(result), 'nowhere') === 1)
    return pass('Nothing in the press can be written to a disk.');
  const took = numberIn(outputOf(result), 'took');
  if (numberIn(outputOf(result), 'wrote') !== 0 || took === undefined) return notTried(result);
  const rate = FLOOD / (Math.max(took, 1) / 100);
  const line = `Wrote ${inMB(FLOOD)} to ${disk.name} in ${(took / 100).toFixed(2)} s, ${inMB(rate)} a second`;
  // The kernel lets the beginning of a write through before it holds back the rest.
  return rate <= MOST.writes * 2 ? pass(`${line}.`) : fail(`${line}: nothing held the press back.`);
};
export const floodDisk = inTurn(whereOffered('blkio', ({ writes }) => writes, floodIt));
