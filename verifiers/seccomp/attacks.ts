/** The attacks: each call is made by its number, past every library, and the kernel's answer and the file are looked at. */
import {
  couldNotTry,
  fail,
  machineOf,
  oneLine,
  pass,
  seccompOf,
  strike,
  type Observe,
  type Target,
  type VerifierHost,
} from 'docklab/verify';
import { BITS, knocksOf, listed, nameOf, type Family, type Knock } from '../shared/calls.ts';
import { lineOf, reachKernelBy, refusals, SIGNALS } from '../shared/reach-kernel.ts';
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

export async function tryCalls(
  target: Target,
  { engine }: VerifierHost,
  family: Family,
): Promise<Tried> {
  const knocks = knocksOf(machineOf(engine), family);
  const state = await seccompOf(target, engine);
  const { who, said } = await strike(target, PORT, hole, script(knocks, family));
  const open: Knock[] = [];
  const untried: { knock: Knock; said: string }[] = [];
  for (const knock of knocks) {
    const { code, words } = lineOf(said, knock);
    const [was = '', is = '', ...rest] = words;
    const answer = rest.join(' ').trim();
    const isRefused = refusals(state, knock).has(answer);
    if (was !== '' && (was !== is || (answer === '0' && !isRefused))) open.push(knock);
    else if (was === '' || !(isRefused || code > SIGNALS))
      untried.push({ knock, said: answer || oneLine(said, 80) });
  }
  return { who, open, untried };
}

export const changeBy =
  (service: 'depot', family: Family): Observe =>
  async (target, { host }) => {
    const { who, open, untried } = await tryCalls(target, host, family);
    const see = `sh calls.sh ${service}${family.changes === 'an owner' ? ' owners' : ''}`;
    if (open.length > 0) return fail(`${who} changed ${family.changes} by ${listed(open)}.`, see);
    const [first] = untried;
    if (first)
      return couldNotTry(
        `The attack by ${nameOf(first.knock)} could not be tried, so it proves nothing: ${oneLine(first.said, 80) || 'no shell answered'}. Keep the tools of the lab's image, and a /dev/shm to write to.`,
        see,
      );
    return pass(`${who} knocked at every call that changes ${family.changes}: all were refused.`);
  };

export const reachKernel = reachKernelBy((target, commands) =>
  strike(target, PORT, hole, commands),
);
