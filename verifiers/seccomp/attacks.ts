/** The attacks: each call is made by its number, past every library, and the kernel's answer and the file are looked at. */
import {
  fail,
  machineOf,
  oneLine,
  pass,
  strike,
  type Observe,
  type Target,
  type Machine,
} from 'docklab/verify';
import { BITS, knocksOf, listed, nameOf, type Family, type Knock } from './calls.ts';
import { hole, PORT } from './depot.ts';

export interface Tried {
  who: string;
  /** Calls that changed the file, or were carried out by the kernel's own word. */
  open: readonly Knock[];
  /** Calls of which nothing can be said, and what came instead. */
  untried: readonly { knock: Knock; said: string }[];
}

const shapeOf = ({ call }: Knock) =>
  /at2?$/.test(call) ? 'at' : call.startsWith('f') ? 'fd' : 'path';

/** Writes only to /dev/shm, which every container has, a read-only one, too. */
function script(knocks: readonly Knock[], { args }: Family): string {
  const tries = knocks.map((knock) =>
    [BITS[knock.entry], knock.number, shapeOf(knock), knock.call].join(':'),
  );
  return `for t in ${tries.join(' ')}; do
o=$IFS; IFS=:; set -- $t; IFS=$o
f=/dev/shm/dl-$$; (umask 077; : > $f)
case $3 in path) to=$f;; fd) to=7;; *) to="-100 $f";; esac
was=$(stat -c %a-%u $f); said=$(knock $1 $2 $to ${args} 7<$f 2>&1); code=$?
is=$(stat -c %a-%u $f); rm -f $f
echo "try $1 $4 $code $was $is $said"
done`;
}

/** EPERM, EACCES and ENOSYS: the answers that a filter gives, or a kernel without the call. */
const REFUSED = new Set(['-1', '-13', '-38']);
/** From here on a signal ended the program: SIGSYS by the filter, SIGSEGV where the kernel has no 32-bit entry. */
const SIGNALS = 128;

export async function tryCalls(target: Target, machine: Machine, family: Family): Promise<Tried> {
  const knocks = knocksOf(machine, family);
  const { who, said } = await strike(target, PORT, hole, script(knocks, family));
  const open: Knock[] = [];
  const untried: { knock: Knock; said: string }[] = [];
  for (const knock of knocks) {
    const start = `try ${BITS[knock.entry]} ${knock.call} `;
    const line = said.split('\n').find((one) => one.startsWith(start)) ?? '';
    const [code = '', was = '', is = '', ...words] = line.slice(start.length).split(' ');
    const answer = words.join(' ').trim();
    if (was !== '' && (was !== is || answer === '0')) open.push(knock);
    else if (was === '' || !(REFUSED.has(answer) || Number(code) > SIGNALS))
      untried.push({ knock, said: answer || oneLine(said, 80) });
  }
  return { who, open, untried };
}

export const changeBy =
  (service: 'depot', family: Family): Observe =>
  async (target, { host }) => {
    const { who, open, untried } = await tryCalls(target, machineOf(host.engine), family);
    const see = `sh calls.sh ${service}${family.changes === 'an owner' ? ' owners' : ''}`;
    if (open.length > 0) return fail(`${who} changed ${family.changes} by ${listed(open)}.`, see);
    const [first] = untried;
    if (first)
      return fail(
        `The attack by ${nameOf(first.knock)} could not be tried, so it proves nothing: ${oneLine(first.said, 80) || 'no shell answered'}. Keep the tools of the lab's image, and a /dev/shm to write to.`,
        see,
      );
    return pass(`${who} knocked at every call that changes ${family.changes}: all were refused.`);
  };

/** The keyring of the kernel's own session (KEYCTL_GET_KEYRING_ID), and a user namespace (CLONE_NEWUSER). */
const KEYRING = 'keyctl';
const ASK: Readonly<Record<string, string>> = { keyctl: '0 -3 0', unshare: '268435456' };

export const reachKernel: Observe = async (target, { host }) => {
  const machine = machineOf(host.engine);
  const knocks = knocksOf(machine, { changes: 'a mode', calls: Object.keys(ASK), args: '' });
  const commands = knocks.map(
    ({ entry, call, number }) =>
      `said=$(knock ${BITS[entry]} ${number} ${ASK[call]} 2>&1); echo "try ${BITS[entry]} ${call} $? $said"`,
  );
  const { who, said } = await strike(target, PORT, hole, commands.join('\n'));
  const answers = knocks.map((knock) => {
    const start = `try ${BITS[knock.entry]} ${knock.call} `;
    const line = said.split('\n').find((one) => one.startsWith(start)) ?? '';
    const [code = '', answer = ''] = line.slice(start.length).split(' ');
    return { ...knock, code: Number(code || 0), answer };
  });
  // Without a filter, the kernel names the keyring or says that there is none (ENOKEY): never "not permitted".
  const open = answers.filter(({ call, code, answer }) =>
    call === KEYRING ? code === 0 && !REFUSED.has(answer) && answer !== '' : answer === '0',
  );
  if (open.length > 0)
    return fail(`${who} got through to the kernel by ${listed(open)}: no filter stood before it.`);
  const untried = answers.find(({ answer, code }) => answer === '' && code < SIGNALS);
  if (untried)
    return fail(
      `The attack by ${nameOf(untried)} could not be tried, so it proves nothing: ${oneLine(said, 80) || 'no shell answered'}. Keep the tools of the lab's image.`,
    );
  return pass(`${who} asked for the kernel's keyring and for a user namespace: both were refused.`);
};
