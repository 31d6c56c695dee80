/** What an intruder sees of others: the machine's programs, the passwords, the store's second door. */
import {
  fail,
  listenersOf,
  oneLine,
  pass,
  type CheckContext,
  type ExecResult,
  type ExecSpec,
  type Finding,
  type Observe,
} from 'docklab/verify';
import { holdsNothing, saysNothing } from '../shared/leaks-of-images.ts';
import { leakOf, nameOf, type Passwords } from '../shared/leaks.ts';
import { placeOf, sharedMemory, wordsAfter } from '../shared/loot.ts';
import { mountedForApp, mountedIn } from '../shared/password-file.ts';
import { askStore, passwordsOf } from './customers.ts';
import { notTried } from './stack.ts';

const RESET = 'Bring the lab back with `docklab reset exam`.';

/** An attack proves something only while there is something to find. */
async function officeAtWork({ host, lab }: CheckContext): Promise<Finding | undefined> {
  const found = await host.find(lab.container('office'));
  if (found.is !== 'running')
    return {
      is: 'fail',
      observed: `The office is not running, so there is nothing to find: stopping what is attacked does not protect it. ${RESET}`,
      untried: 'nobody',
    };
  const { target } = found;
  const kept =
    target.origin === 'lab' &&
    (await target.processes()).some(({ argv }) => argv.includes(lab.secret('session'))) &&
    ((await target.file('/dev/shm/exam-office')) ?? '').includes(lab.secret('shared'));
  return kept
    ? undefined
    : fail(`The office is not as docklab launched it. It is no part of the shop: ${RESET}`);
}

const look =
  (
    secret: 'session' | 'shared',
    spec: ExecSpec,
    ranInVain: (result: ExecResult & { is: 'exited' }) => boolean,
    words: { found: (place: string) => string; blocked: string },
  ): Observe =>
  async (target, context) => {
    const nothing = await officeAtWork(context);
    if (nothing) return nothing;
    const value = context.lab.secret(secret);
    const result = await target.exec(spec);
    if (result.is !== 'exited') return notTried('');
    if (result.stdout.includes(value))
      return fail(
        `In ${target.info.name} the intruder ${words.found(placeOf(value, result.stdout))} ${value}.`,
      );
    return ranInVain(result) ? pass(words.blocked) : notTried(result.stderr || result.stdout);
  };

export const listProcesses = look(
  'session',
  wordsAfter('--session'),
  ({ stdout }) => /^words [1-9]/m.test(stdout),
  {
    found: (place) =>
      `saw all of the machine's processes at ${place}, among them the office with its session`,
    blocked: 'no process list shows the office',
  },
);

export const readMemory = look(
  'shared',
  sharedMemory('exam-office'),
  ({ stdout }) => stdout.includes('searched'),
  {
    found: (place) => `read the machine's own shared memory at ${place}, where the office keeps`,
    blocked: 'no shared memory holds anything of the office',
  },
);

const upper = (text: string) => text.replace(/^t/, 'T');

export const lookAround: Observe = async (target, { host, lab }) => {
  const leak = await leakOf(target, host, await passwordsOf(host, lab));
  return leak
    ? fail(`${upper(leak.which)} of the store stands in ${leak.where}.`, leak.see)
    : pass('no environment, command line or label holds a password of the store');
};

export const readImages: Observe = async (target, { host, lab }) => {
  const passwords = await passwordsOf(host, lab);
  const image = await host.image(target.info.imageId, passwords.all);
  if (image.is === 'unread')
    return fail(`The image could not be read: ${image.reason}.`, 'docker image ls');
  const said = saysNothing(image, passwords);
  const held = said.is === 'pass' ? holdsNothing(image, passwords) : said;
  return held.is === 'pass'
    ? pass(
        `no layer of the image (${image.createdBy.length}) and no line of its history holds a password`,
      )
    : held;
};

/** The password of the launch stood in an image: whoever copied it must find the door shut. */
export const useLeaked: Observe = async (store, context) => {
  const { first } = await passwordsOf(context.host, context.lab);
  const answer = await askStore(store, context, first, '1');
  if (answer.is === 'silent')
    return fail(`The store does not answer: ${oneLine(answer.reason, 80)}`);
  if (answer.status === 403) return pass('the password that had leaked opens nothing any more');
  return fail(
    `With the password that stood in the image, the store gave the intruder order 1: "${oneLine(answer.body, 60)}".`,
  );
};

/** Shortest password that nobody guesses in time. */
const LEAST = 16;

function tooWeak({ first, current }: Passwords): Finding | undefined {
  if (current === undefined)
    return fail(
      'The store has no password that docklab can find: STORE_PASSWORD_FILE names no file.',
    );
  if (current === first) return fail('The store still has the password of the launch.');
  return current.length < LEAST || /^(.)\1*$/.test(current)
    ? fail(
        `The new password has ${current.length} characters${current.length < LEAST ? '' : ', all the same'}: let a machine make one of at least ${LEAST}.`,
        'head -c 18 /dev/urandom | base64',
      )
    : undefined;
}

/** In a file for one user at those who need it, and nowhere at web, which needs none. */
export const inOneFile: Observe = async (target, { host, lab }) => {
  const passwords = await passwordsOf(host, lab);
  const weak = tooWeak(passwords);
  if (target.info.name !== lab.container('web'))
    return weak ?? mountedForApp(target, host, passwords, 'STORE_PASSWORD_FILE');
  const [held] = await mountedIn(target, host, passwords);
  return held
    ? fail(
        `web has ${nameOf(passwords, held.at)} of the store too, in ${oneLine(held.file.path, 80)}, and does not need it: whoever breaks into web has it.`,
      )
    : pass('the password is not mounted here');
};

/** Where a web server may show a folder that somebody gave it. */
const PATHS = ['/orders', '/data/orders', '/data/', '/', '/cgi-bin/orders'];

/** At every port that is open, by the kernel's word: to knock where nobody listens takes seconds. */
export const askWithout: Observe = async (store, context) => {
  const { lab } = context;
  const ports = (await listenersOf(store, context)).map(({ port }) => port);
  if (ports.length === 0) return fail('The store listens on no port at all.');
  for (const port of new Set(ports))
    for (const path of PATHS) {
      const answer = await store.http(port, { path });
      if (answer.is === 'silent') break;
      if (answer.body.includes(lab.secret('order')))
        return fail(
          `Without any password, ${store.info.name} gave the intruder every order at port ${port}, ${path}: "${oneLine(answer.body, 60)}" first.`,
          `docker exec ${store.info.name} wget -qO- http://127.0.0.1:${port}${path}`,
        );
    }
  return pass(`nobody gets an order without a password, at port ${ports.join(' or ')}`);
};
