/** The attacks: each call is made by its number, past every library, and the kernel's answer and the file are looked at. */
import {
  errorsOf,
  fail,
  machineOf,
  oneLine,
  pass,
  seccompOf,
  strike,
  type Observe,
  type SeccompState,
  type Target,
  type VerifierHost,
} from 'docklab/verify';
import { BITS, knocksOf, listed, nameOf, NEW_NAMESPACE, type Family, type Knock } from './calls.ts';
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
const REFUSED = ['-1', '-13', '-38'];
/** From here on a signal ended the program: SIGSYS by the filter, SIGSEGV where the kernel has no 32-bit entry. */
const SIGNALS = 128;

/** Answers that mean "not done": a profile may choose an error of its own (`errnoRet`), even 0, which sounds like success. */
const refusals = (state: SeccompState, { entry, call }: Knock): ReadonlySet<string> =>
  new Set([
    ...REFUSED,
    ...(state.is === 'own'
      ? errorsOf(state, entry, call, NEW_NAMESPACE).map((no) => `${-no}`)
      : []),
  ]);

/** What a script said of one try: the exit code of the tool, and words. */
function lineOf(said: string, { entry, call }: Knock): { code: number; words: string[] } {
  const start = `try ${BITS[entry]} ${call} `;
  const line = said.split('\n').find((one) => one.startsWith(start)) ?? '';
  const [code = '0', ...words] = line.slice(start.length).split(' ');
  return { code: Number(code), words };
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
      return fail(
        `The attack by ${nameOf(first.knock)} could not be tried, so it proves nothing: ${oneLine(first.said, 80) || 'no shell answered'}. Keep the tools of the lab's image, and a /dev/shm to write to.`,
        see,
      );
    return pass(`${who} knocked at every call that changes ${family.changes}: all were refused.`);
  };

interface Way {
  /** What the attacker's tool is given. */
  args: string;
  /** Whether an answer that is no refusal says that the kernel itself was reached. */
  isThrough(answer: string): boolean;
}

const number = (flags: readonly bigint[] | undefined) => String(flags?.[0] ?? 0n);

const WAYS: Readonly<Record<string, Way>> = {
  // KEYCTL_GET_KEYRING_ID: the kernel names the session's keyring, or says that there is none.
  keyctl: { args: '0 -3 0', isThrough: () => true },
  unshare: { args: number(NEW_NAMESPACE['unshare']), isThrough: (answer) => answer === '0' },
  // A process in the namespace, and its number in this one.
  clone: {
    args: `${number(NEW_NAMESPACE['clone'])} 0`,
    isThrough: (answer) => /^\d+$/.test(answer),
  },
  // Without any arguments, which nobody but the kernel finds invalid (EINVAL).
  clone3: { args: '0 0', isThrough: (answer) => answer === '-22' },
};

export const reachKernel: Observe = async (target, { host }) => {
  const knocks = knocksOf(machineOf(host.engine), { calls: Object.keys(WAYS) });
  const state = await seccompOf(target, host.engine);
  const commands = knocks.map(
    ({ entry, call, number }) =>
      `said=$(knock ${BITS[entry]} ${number} ${WAYS[call]?.args} 2>&1); echo "try ${BITS[entry]} ${call} $? $said"`,
  );
  const { who, said } = await strike(target, PORT, hole, commands.join('\n'));
  const answers = knocks.map((knock) => {
    const { code, words } = lineOf(said, knock);
    return { ...knock, code, answer: words[0] ?? '' };
  });
  const open = answers.filter(
    ({ code, answer, ...knock }) =>
      code === 0 &&
      answer !== '' &&
      !refusals(state, knock).has(answer) &&
      WAYS[knock.call]?.isThrough(answer),
  );
  if (open.length > 0)
    return fail(`${who} got through to the kernel by ${listed(open)}: no filter stood before it.`);
  const untried = answers.find(({ answer, code }) => answer === '' && code < SIGNALS);
  if (untried)
    return fail(
      `The attack by ${nameOf(untried)} could not be tried, so it proves nothing: ${oneLine(said, 80) || 'no shell answered'}. Keep the tools of the lab's image.`,
    );
  return pass(
    `${who} asked for the kernel's keyring, and for a user namespace in three ways: all were refused.`,
  );
};
