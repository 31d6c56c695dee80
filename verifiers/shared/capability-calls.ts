/** The attacks: one kernel call each that takes one capability, so that the kernel's answer says whether it is there. */
import { couldNotTry, fail, oneLine, pass, type Observe } from 'docklab/verify';
import type { Run } from './run.ts';

export interface CapabilityAttack {
  capability: string;
  /** What the attacker did, when it worked. */
  did: string;
  /** Leaves nothing behind. Writes to /dev/shm, or where there is none to another folder that it may write. */
  command: string;
}

// In `d`. With `--ipc none`, there is no /dev/shm. It is tried, since busybox' `test -w` does not know read-only mounts.
const FOLDER =
  'for d in /dev/shm /dev /tmp /var/tmp /data; do touch $d/dl-$$ 2>/dev/null && break; done; rm -f $d/dl-$$';

export const CHOWN: CapabilityAttack = {
  capability: 'CHOWN',
  did: 'gave a file to a user that is not theirs',
  command: `${FOLDER}; touch $d/dl-$$ && chown 4242 $d/dl-$$; said=$?; rm -f $d/dl-$$; (exit $said)`,
};
export const MKNOD: CapabilityAttack = {
  capability: 'MKNOD',
  did: 'made a device node of a disk',
  command: `${FOLDER}; mknod $d/dl-$$ b 7 99; said=$?; rm -f $d/dl-$$; (exit $said)`,
};
export const RAW: CapabilityAttack = {
  capability: 'NET_RAW',
  did: 'opened a raw socket',
  // The socket comes first, and lo has no ARP: whoever is told so had the socket, and no packet was sent.
  command: 'arping -c 1 -w 1 -I lo 127.0.0.1',
};
export const ADMIN: CapabilityAttack = {
  capability: 'SYS_ADMIN',
  did: 'set the name of the machine',
  // The name that it has already: the kernel asks for the right before it looks at the name.
  command: 'hostname "$(cat /proc/sys/kernel/hostname)"',
};

const commandsOf = (attacks: readonly CapabilityAttack[]) =>
  attacks
    .map(
      ({ capability, command }) =>
        `said=$({ ${command}\n} 2>&1) && was=0 || was=$?; echo "try ${capability} $was" $said`,
    )
    .join('\n');

type Outcome = { is: 'done' } | { is: 'refused' } | { is: 'untried'; said: string };

function outcomeOf({ capability }: CapabilityAttack, said: string): Outcome {
  const line = said.split('\n').find((one) => one.startsWith(`try ${capability} `));
  const [, status, words = ''] = /^try \S+ (\d+) ?(.*)$/.exec(line ?? '') ?? [];
  if (status === '0' || words.includes('not ARPable')) return { is: 'done' };
  // EPERM is the kernel's word for a capability that is missing. EROFS, EACCES and a missing program are other reasons.
  if (words.includes('Operation not permitted')) return { is: 'refused' };
  return { is: 'untried', said: words };
}

/** `see` makes the command that shows the learner an attack. */
export const callsThatTake =
  (attacks: readonly CapabilityAttack[], run: Run, see: (command: string) => string): Observe =>
  async (target) => {
    const { who, said } = await run(target, commandsOf(attacks));
    const tried = attacks.map((attack) => ({ attack, outcome: outcomeOf(attack, said) }));
    const done = tried.filter(({ outcome }) => outcome.is === 'done').map(({ attack }) => attack);
    if (done.length > 0)
      return fail(
        `${who} ${done.map(({ did, capability }) => `${did} (${capability})`).join(', ')}.`,
        see(done[0]?.command ?? 'id'),
      );
    for (const { attack, outcome } of tried)
      if (outcome.is === 'untried')
        return couldNotTry(
          `The attack on ${attack.capability} could not be tried, so it proves nothing: ${oneLine(outcome.said, 80) || 'no shell answered'}. Keep the tools of $LAB_BASE in your container, and a folder that it may write, such as /dev/shm.`,
          see('id'),
        );
    const names = attacks.map(({ capability }) => capability).join(', ');
    return pass(`${who} got "Operation not permitted" for each call that takes ${names}.`);
  };
