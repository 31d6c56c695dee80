/** Lesson `namespaces`: a container that shared the host's pid, net and ipc namespaces has its own. */
import {
  checksOf,
  couldNotTry,
  defineVerifier,
  fail,
  oneLine,
  pass,
  type CheckContext,
  type ExecResult,
  type ExecSpec,
  type Finding,
  type Observe,
  type Target,
} from 'docklab/verify';
import { placeOf, sharedMemory, wordsAfter } from './shared/loot.ts';
import { ownNamespace, whose, type Kind } from './shared/namespaces.ts';

const { attack, service, control } = checksOf('leaky');

const PORT = 18280;
const PAGE = '/cgi-bin/load';
const KEY_URL = 'http://127.0.0.1:18281/key';
const SESSION = '/dev/shm/hostd-session';
const RESET = 'Bring the lab back with `docklab reset namespaces`.';

// The attacks, each run inside leaky.

/** One thing to steal from hostd. */
interface Loot {
  /** Name of the secret in `lab.yaml`. */
  secret: string;
  text: Parameters<typeof attack>[0];
  /** Whether hostd still has it where the attack looks: an attack proves something only while there is something to find. */
  kept(hostd: Target, secret: string): Promise<boolean>;
  attack: ExecSpec;
  /** What the attack's output says about the secret in it. */
  stolen(secret: string, output: string): Finding;
  /** Whether the attack ran and came back with nothing, rather than not working at all. */
  ranInVain(result: ExecResult & { is: 'exited' }): boolean;
  blocked: string;
}

const token: Loot = {
  secret: 'token',
  text: {
    id: 'steal-token',
    expected: 'A process inside leaky cannot read the command line of hostd.',
    why: 'Every process that sees another can read its command line: tokens, paths and versions for the next step.',
    see: 'docker exec $LAB_LEAKY ps',
  },
  kept: async (hostd, secret) =>
    (await hostd.processes()).some(({ argv }) => argv.includes(secret)),
  attack: wordsAfter('--token'),
  stolen: (secret, output) => {
    const place = placeOf(secret, output);
    return fail(
      `From inside leaky, the process list at ${place} shows hostd and its token ${secret}.`,
      `docker exec $LAB_LEAKY sh -c "cat ${place}/[0-9]*/cmdline | tr '\\0' '\\n' | grep -A1 -e --token"`,
    );
  },
  ranInVain: ({ stdout }) => /^words [1-9]/m.test(stdout),
  blocked: 'From inside leaky no process list shows hostd.',
};

const key: Loot = {
  secret: 'key',
  text: {
    id: 'steal-key',
    expected: "A process inside leaky cannot reach services on the host's loopback.",
    why: 'What listens on 127.0.0.1 often asks for no password, because only this machine can reach it.',
    see: `docker exec $LAB_LEAKY wget -qO- ${KEY_URL}`,
  },
  kept: async (hostd, secret) => {
    const answer = await hostd.http(18281, { path: '/key' });
    return answer.is === 'answered' && answer.body.includes(secret);
  },
  attack: { argv: ['wget', '-qO-', KEY_URL] },
  stolen: (secret) =>
    fail(`From inside leaky, ${KEY_URL} gives hostd's key ${secret}: its 127.0.0.1 is the host's.`),
  ranInVain: ({ stderr }) => /refused|unreachable|timed out|can't connect/i.test(stderr),
  blocked: `From inside leaky nothing answers at ${KEY_URL}.`,
};

const session: Loot = {
  secret: 'session',
  text: {
    id: 'steal-session',
    expected: "A process inside leaky cannot read the host's shared memory.",
    why: 'Programs pass each other sessions and database pages through shared memory, and trust what they find there.',
    see: 'docker exec $LAB_LEAKY ls -l /dev/shm',
  },
  kept: async (hostd, secret) => (await hostd.file(SESSION))?.includes(secret) ?? false,
  attack: sharedMemory('hostd-session'),
  stolen: (secret, output) => {
    const place = placeOf(secret, output);
    return fail(
      `From inside leaky, the shared memory at ${place} is the host's: it holds hostd's session ${secret}.`,
      `docker exec $LAB_LEAKY ls -l ${place}`,
    );
  },
  ranInVain: ({ stdout }) => stdout.includes('searched'),
  blocked: 'From inside leaky no shared memory holds the session of hostd.',
};

/** Undefined when hostd is as docklab launched it and has the loot; else why the attack would prove nothing. */
async function nothingToSteal(
  { lab, host }: CheckContext,
  loot: Loot,
): Promise<string | undefined> {
  const found = await host.find(lab.container('hostd'));
  if (found.is !== 'running')
    return `hostd is not running, so the attack has nothing to find: stopping what is attacked does not protect it. ${RESET}`;
  if (found.target.origin !== 'lab')
    return `You rebuilt hostd. It stands for a program of the host itself, which you cannot move: rebuild leaky. ${RESET}`;
  if (!(await loot.kept(found.target, lab.secret(loot.secret))))
    return `hostd runs, but its ${loot.secret} is gone, so the attack has nothing to find. ${RESET}`;
  return undefined;
}

function said(result: ExecResult): string {
  if (result.is === 'not-started') return oneLine(result.reason);
  if (result.is === 'timed-out') return 'it did not end in time';
  return oneLine(result.stderr || result.stdout || `exit code ${result.code}`);
}

const steal = (loot: Loot) =>
  attack(loot.text, async (leaky, context) => {
    const nothing = await nothingToSteal(context, loot);
    if (nothing !== undefined) return fail(nothing, 'docker ps -a --filter name=$LAB_HOSTD');
    const secret = context.lab.secret(loot.secret);
    const result = await leaky.exec(loot.attack);
    if (result.is === 'exited' && result.stdout.includes(secret))
      return loot.stolen(secret, result.stdout);
    return result.is === 'exited' && loot.ranInVain(result)
      ? pass(loot.blocked)
      : couldNotTry(
          `The attack could not be tried inside leaky (${said(result)}), so it proves nothing. Use the image $LAB_LEAKY_IMAGE: it has sh, awk, tr and wget.`,
          'docker exec $LAB_LEAKY which sh awk tr wget',
        );
  });

// The service.

/** Why the page is silent, in the terms of the change that the learner made. */
async function whySilent(leaky: Target, context: CheckContext, reason: string): Promise<Finding> {
  const { networks, networkMode } = leaky.info;
  if ((await whose('net', leaky, context)).of === 'own') {
    if (Object.values(networks).every(({ ip }) => ip === ''))
      return fail(
        `On network ${networkMode} leaky has nothing but a loopback: nobody outside can open the page.`,
        'docker exec $LAB_LEAKY ip addr',
      );
    const { LISTEN = '' } = await leaky.environ();
    if (LISTEN.startsWith('127.'))
      return fail(
        `The page listens on ${LISTEN}, and that is now the loopback of the container's own namespace: nobody outside can open it.`,
        'docker exec $LAB_LEAKY netstat -ltn',
      );
  }
  return fail(`The load page does not answer: ${oneLine(reason)}`, 'docker logs $LAB_LEAKY');
}

const answers: Observe = async (leaky, context) => {
  const page = await leaky.http(PORT, { path: PAGE });
  if (page.is === 'silent') return whySilent(leaky, context, page.reason);
  return /^load [\d.]+ [\d.]+ [\d.]+$/m.test(page.body)
    ? pass(`The load page answers: ${oneLine(page.body)}`)
    : fail(`Port ${PORT} answers (${page.status}), but not with the load: ${oneLine(page.body)}`);
};

/** A network of its own closes the container's ports to the host's users, unless they are published. */
const answersOutside: Observe = async (leaky, context) => {
  const inside = await answers(leaky, context);
  // Whose network it is, is the control's business.
  if (inside.is !== 'pass' || (await whose('net', leaky, context)).of !== 'own') return inside;
  const open = leaky.info.ports.filter(({ hostPort }) => hostPort > 0);
  const ours = open.find(({ container }) => container === `${PORT}/tcp`);
  if (ours) return pass(`${inside.observed}, at port ${ours.hostPort} of the host`);
  return open.length === 0
    ? fail(`Port ${PORT} of leaky is not published: nobody outside can open the page.`)
    : fail(
        `The page listens on port ${PORT}, but published is ${open.map(({ container }) => container).join(', ')}.`,
      );
};

// The control.

const ownNamespaceCheck = (kind: Kind) =>
  control(
    {
      id: `own-${kind}-namespace`,
      expected: `leaky has a ${kind} namespace of its own: neither the host's nor another container's.`,
      why: `Whoever shares a ${kind} namespace has all that the kernel keeps in it, and needs no exploit for that.`,
      see: `readlink /proc/self/ns/${kind}; docker exec $LAB_LEAKY readlink /proc/self/ns/${kind}`,
    },
    ownNamespace(kind, 'leaky'),
  );

// The tasks.

const pageAnswers = service(
  {
    id: 'page-answers',
    expected: 'The load page of leaky answers.',
    why: 'A container that is safe because it no longer works is no use to anybody.',
    see: `docker exec $LAB_LEAKY wget -qO- http://127.0.0.1:${PORT}${PAGE}`,
  },
  answers,
);

const pagePublished = service(
  {
    id: 'page-published',
    expected:
      'The load page of leaky answers from outside the container, through a published port.',
    why: "A network of its own closes the container's ports to everybody; the one that people use has to be opened again.",
    see: 'docker port $LAB_LEAKY',
  },
  answersOutside,
);

const watch = { services: ['leaky', 'hostd'] };

export default defineVerifier({
  lesson: 'namespaces',
  tasks: {
    'own-pid': { watch, checks: [steal(token), pageAnswers, ownNamespaceCheck('pid')] },
    'own-net': { watch, checks: [steal(key), pagePublished, ownNamespaceCheck('net')] },
    'own-ipc': { watch, checks: [steal(session), pageAnswers, ownNamespaceCheck('ipc')] },
  },
});
