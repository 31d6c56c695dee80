/** An attack on the kernel behind a filter: calls by number that only a filter refuses. */
import {
  couldNotTry,
  errorsOf,
  fail,
  machineOf,
  oneLine,
  pass,
  seccompOf,
  type Observe,
  type SeccompState,
} from 'docklab/verify';
import { BITS, knocksOf, listed, nameOf, NEW_NAMESPACE, type Knock } from './calls.ts';
import type { Run } from './run.ts';

/** EPERM, EACCES and ENOSYS: the answers that a filter gives, or a kernel without the call. */
const REFUSED = ['-1', '-13', '-38'];
/** From here on a signal ended the program: SIGSYS by the filter, SIGSEGV where the kernel has no 32-bit entry. */
export const SIGNALS = 128;

/** Answers that mean "not done": a profile may choose an error of its own (`errnoRet`), even 0, which sounds like success. */
export const refusals = (state: SeccompState, { entry, call }: Knock): ReadonlySet<string> =>
  new Set([
    ...REFUSED,
    ...(state.is === 'own'
      ? errorsOf(state, entry, call, NEW_NAMESPACE).map((no) => `${-no}`)
      : []),
  ]);

/** What a script said of one try: the exit code of the tool, and words. */
export function lineOf(said: string, { entry, call }: Knock): { code: number; words: string[] } {
  const start = `try ${BITS[entry]} ${call} `;
  const line = said.split('\n').find((one) => one.startsWith(start)) ?? '';
  const [code = '0', ...words] = line.slice(start.length).split(' ');
  return { code: Number(code), words };
}

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

/** Needs the tool `knock` in the container. */
export const reachKernelBy =
  (run: Run): Observe =>
  async (target, { host }) => {
    const knocks = knocksOf(machineOf(host.engine), { calls: Object.keys(WAYS) });
    const state = await seccompOf(target, host.engine);
    const commands = knocks.map(
      ({ entry, call, number }) =>
        `said=$(knock ${BITS[entry]} ${number} ${WAYS[call]?.args} 2>&1); echo "try ${BITS[entry]} ${call} $? $said"`,
    );
    const { who, said } = await run(target, commands.join('\n'));
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
      return fail(
        `${who} got through to the kernel by ${listed(open)}: no filter stood before it.`,
      );
    const untried = answers.find(({ answer, code }) => answer === '' && code < SIGNALS);
    if (untried)
      return couldNotTry(
        `The attack by ${nameOf(untried)} could not be tried, so it proves nothing: ${oneLine(said, 80) || 'no shell answered'}. Keep the tools of the lab's image.`,
      );
    return pass(
      `${who} asked for the kernel's keyring, and for a user namespace in three ways: all were refused.`,
    );
  };
