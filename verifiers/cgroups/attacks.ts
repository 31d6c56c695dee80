/** Three pests and two things to take, each bounded so that it hurts nobody where no limit stops it. */
import {
  enforcedOn,
  fail,
  limitsOf,
  pass,
  unsupported,
  type CheckContext,
  type ExecResult,
  type Observe,
  type Target,
} from 'docklab/verify';
import { whereDevicesAreHeld } from './devices.ts';
import { diskOf } from './disk.ts';
import { inMB, inTurn, MB, MOST, notTried, said, strike, whereOffered } from './press.ts';

/** Bytes that the hog fills: twice what is allowed, far below the ceiling of all labs. */
const HOG = 128 * MB;
/** Processes that the bomb makes at most. */
const BOMB = 150;
/** CPUs that the burner tries to use, and hundredths of a second for which it does. */
const BURN = { cpus: 2, hundredths: 40 };
/** Bytes that the flood writes. */
const FLOOD = 4 * MB;

/** Runs an attack and says what the kernel enforced meanwhile. */
async function watched(press: Target, { host }: CheckContext, script: string) {
  const before = await enforcedOn(press, host);
  const result = await strike(press, script);
  const after = await enforcedOn(press, host);
  return {
    result,
    oomKills: after.oomKills - before.oomKills,
    forks: after.forks - before.forks,
    throttled: after.throttled - before.throttled,
    cpuSeconds: after.cpuSeconds - before.cpuSeconds,
  };
}

const outputOf = (result: ExecResult) => (result.is === 'exited' ? result.stdout : '');
const numberIn = (output: string, word: string): number | undefined => {
  const found = new RegExp(`^${word} (\\d+)$`, 'm').exec(output)?.[1];
  return found === undefined ? undefined : Number(found);
};

const hog: Observe = async (press, context) => {
  const { result, oomKills } = await watched(
    press,
    context,
    `dd if=/dev/zero of=/dev/null bs=${HOG / MB}M count=1 2>/dev/null; echo "hog $?"`,
  );
  if (result.is === 'timed-out')
    return fail(
      `A hog that wanted ${inMB(HOG)} froze the press instead of being killed (--oom-kill-disable): everybody waits.`,
    );
  const code = numberIn(outputOf(result), 'hog');
  if (code === undefined) return notTried(result);
  if (code === 0) return fail(`A hog filled ${inMB(HOG)} of memory in the press, and kept them.`);
  const own = (await limitsOf(press, context.host)).memory ?? Infinity;
  return oomKills > 0 && own < HOG
    ? pass(`A hog wanted ${inMB(HOG)}; the kernel killed it at the limit of ${inMB(own)}.`)
    : fail(
        `A hog ended with code ${code}, but not because the press had reached a memory limit of its own: ${said(result)}`,
      );
};
export const hogMemory = inTurn(whereOffered('memory', ({ memory }) => memory, hog));

// The shell makes the processes itself and ends them itself, so that the attack needs no process for that.
const FORKS = `
at=0 pids=
trap 'echo "forked $at"; [ -z "$pids" ] || kill $pids; wait' EXIT
while [ $at -lt ${BOMB} ]; do sleep 5 & pids="$pids $!" at=$((at + 1)); done`;

const bomb: Observe = async (press, context) => {
  const { result, forks, oomKills } = await watched(press, context, FORKS);
  const made = numberIn(outputOf(result), 'forked');
  const own = (await limitsOf(press, context.host)).pids ?? Infinity;
  if (oomKills > 0 && own < BOMB)
    return pass(
      `The bomb needed more memory than the press may have, before it had ${own} processes.`,
    );
  if (made === undefined) {
    // With the limit reached already, not even the attacker's shell starts.
    return forks > 0 && /resource temporarily unavailable/i.test(said(result))
      ? pass('The kernel refused the very first process of the bomb: the limit is reached.')
      : notTried(result);
  }
  if (made >= BOMB)
    return fail(`A fork bomb made ${made} processes in the press; only its own bound ended it.`);
  return forks > 0 && own < BOMB
    ? pass(
        `The kernel refused the bomb its process number ${made + 1}: the press may have ${own} in all.`,
      )
    : fail(
        `The bomb stopped after ${made} processes, but not at a limit of the press itself: ${said(result)}`,
      );
};
export const forkBomb = inTurn(whereOffered('pids', ({ pids }) => pids, bomb));

const burner = (line: string) => `
clock() { read -r now _ </proc/uptime; now=\${now%.*}\${now#*.}; }
clock; end=$((now + ${BURN.hundredths}))
burn() { while [ "$now" -lt "$end" ]; do clock; done; }
for cpu in ${line}; do burn & done
wait; echo "burnt 1"`;

const burn: Observe = async (press, context) => {
  const names = Array.from({ length: BURN.cpus }, (_, at) => at).join(' ');
  const { result, throttled, cpuSeconds } = await watched(press, context, burner(names));
  if (numberIn(outputOf(result), 'burnt') === undefined) return notTried(result);
  const seconds = BURN.hundredths / 100;
  const used = `${BURN.cpus} burners ran for ${seconds} s and used ${cpuSeconds.toFixed(2)} s of CPU time`;
  if (throttled > 0)
    return pass(`${used}; the kernel held the press back in ${throttled} periods.`);
  const own = (await limitsOf(press, context.host)).cpus ?? Infinity;
  // Counters are read a little before and after the burning.
  return own < Infinity && cpuSeconds / seconds <= own * 1.2
    ? pass(`${used}; the machine is so busy that they did not even come to the limit of the press.`)
    : fail(`${used}; the kernel never held the press back.`);
};
export const burnCpu = inTurn(whereOffered('cpu', ({ cpus }) => cpus, burn));

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
