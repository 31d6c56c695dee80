/** Three pests, each bounded so that it hurts nobody where no limit stops it. Run them one at a time. */
import {
  couldNotTry,
  enforcedOn,
  fail,
  limitsOf,
  oneLine,
  pass,
  type CheckContext,
  type ExecResult,
  type Observe,
  type Target,
} from 'docklab/verify';
import { inMB, MB, whereOffered } from './limits.ts';

/** The container that they are let loose in, in words, and what the learner is told where its shell does nothing. */
export interface Prey {
  called: string;
  keepTools: string;
}

/** Bytes that the hog fills: twice what is allowed, far below the ceiling of all labs. */
const HOG = 128 * MB;
/** Processes that the bomb makes at most. */
const BOMB = 150;
/** CPUs that the burner tries to use, and hundredths of a second for which it does. */
const BURN = { cpus: 2, hundredths: 40 };
function said(result: ExecResult): string {
  if (result.is === 'not-started') return oneLine(result.reason);
  if (result.is === 'timed-out') return 'it did not end in time';
  return oneLine(result.stderr || result.stdout || `exit code ${result.code}`, 160);
}

/** Runs an attacker's script as root of the container, whatever user the app runs as. */
export const strike = (target: Target, script: string, env: Record<string, string> = {}) =>
  target.exec({ argv: ['sh', '-c', script], user: '0', env });

export const notTriedIn = ({ called, keepTools }: Prey, result: ExecResult) =>
  couldNotTry(
    `The attack could not be tried in ${called} (${said(result)}), so it proves nothing. ${keepTools}`,
  );

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

export const outputOf = (result: ExecResult) => (result.is === 'exited' ? result.stdout : '');
export const numberIn = (output: string, word: string): number | undefined => {
  const found = new RegExp(`^${word} (\\d+)$`, 'm').exec(output)?.[1];
  return found === undefined ? undefined : Number(found);
};

const hog =
  (prey: Prey): Observe =>
  async (press, context) => {
    const { result, oomKills } = await watched(
      press,
      context,
      `dd if=/dev/zero of=/dev/null bs=${HOG / MB}M count=1 2>/dev/null; echo "hog $?"`,
    );
    if (result.is === 'timed-out')
      return fail(
        `A hog that wanted ${inMB(HOG)} froze ${prey.called} instead of being killed (--oom-kill-disable): everybody waits.`,
      );
    const code = numberIn(outputOf(result), 'hog');
    if (code === undefined) return notTriedIn(prey, result);
    if (code === 0)
      return fail(`A hog filled ${inMB(HOG)} of memory in ${prey.called}, and kept them.`);
    const own = (await limitsOf(press, context.host)).memory ?? Infinity;
    return oomKills > 0 && own < HOG
      ? pass(`A hog wanted ${inMB(HOG)}; the kernel killed it at the limit of ${inMB(own)}.`)
      : fail(
          `A hog ended with code ${code}, but not because ${prey.called} had reached a memory limit of its own: ${said(result)}`,
        );
  };
export const hogMemory = (prey: Prey) => whereOffered('memory', ({ memory }) => memory, hog(prey));

// The shell makes the processes itself and ends them itself, so that the attack needs no process for that.
const FORKS = `
at=0 pids=
trap 'echo "forked $at"; [ -z "$pids" ] || kill $pids; wait' EXIT
while [ $at -lt ${BOMB} ]; do sleep 5 & pids="$pids $!" at=$((at + 1)); done`;

const bomb =
  (prey: Prey): Observe =>
  async (press, context) => {
    const { result, forks, oomKills } = await watched(press, context, FORKS);
    const made = numberIn(outputOf(result), 'forked');
    const own = (await limitsOf(press, context.host)).pids ?? Infinity;
    if (oomKills > 0 && own < BOMB)
      return pass(
        `The bomb needed more memory than ${prey.called} may have, before it had ${own} processes.`,
      );
    if (made === undefined) {
      // With the limit reached already, not even the attacker's shell starts.
      return forks > 0 && /resource temporarily unavailable/i.test(said(result))
        ? pass('The kernel refused the very first process of the bomb: the limit is reached.')
        : notTriedIn(prey, result);
    }
    if (made >= BOMB)
      return fail(
        `A fork bomb made ${made} processes in ${prey.called}; only its own bound ended it.`,
      );
    return forks > 0 && own < BOMB
      ? pass(
          `The kernel refused the bomb its process number ${made + 1}: ${prey.called} may have ${own} in all.`,
        )
      : fail(
          `The bomb stopped after ${made} processes, but not at a limit of ${prey.called} itself: ${said(result)}`,
        );
  };
export const forkBomb = (prey: Prey) => whereOffered('pids', ({ pids }) => pids, bomb(prey));

const burner = (line: string) => `
clock() { read -r now _ </proc/uptime; now=\${now%.*}\${now#*.}; }
clock; end=$((now + ${BURN.hundredths}))
burn() { while [ "$now" -lt "$end" ]; do clock; done; }
for cpu in ${line}; do burn & done
wait; echo "burnt 1"`;

const burn =
  (prey: Prey): Observe =>
  async (press, context) => {
    const names = Array.from({ length: BURN.cpus }, (_, at) => at).join(' ');
    const { result, throttled, cpuSeconds } = await watched(press, context, burner(names));
    if (numberIn(outputOf(result), 'burnt') === undefined) return notTriedIn(prey, result);
    const seconds = BURN.hundredths / 100;
    const used = `${BURN.cpus} burners ran for ${seconds} s and used ${cpuSeconds.toFixed(2)} s of CPU time`;
    if (throttled > 0)
      return pass(`${used}; the kernel held ${prey.called} back in ${throttled} periods.`);
    const own = (await limitsOf(press, context.host)).cpus ?? Infinity;
    // Counters are read a little before and after the burning.
    return own < Infinity && cpuSeconds / seconds <= own * 1.2
      ? pass(
          `${used}; the machine is so busy that they did not even come to the limit of ${prey.called}.`,
        )
      : fail(`${used}; the kernel never held ${prey.called} back.`);
  };
export const burnCpu = (prey: Prey) => whereOffered('cpu', ({ cpus }) => cpus, burn(prey));
