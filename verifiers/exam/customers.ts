/** The customers: what the shop is for. They know only web; docklab asks the store whether it is true. */
import {
  fail,
  listenersOf,
  oneLine,
  pass,
  tallyLoad,
  type Check,
  type CheckContext,
  type Finding,
  type HttpAnswer,
  type HttpRequest,
  type HttpSilence,
  type LabNames,
  type Target,
  type VerifierHost,
} from 'docklab/verify';
import type { Passwords } from '../shared/leaks.ts';
import { ALL } from './stack.ts';

const PORT = 8080;
/** Customers who order at once, in all, and how long they wait for all of it. */
const CROWD = { orders: 32, atOnce: 8, seconds: 12 };

let last: Promise<unknown> = Promise.resolve();
/** Lets checks that would disturb each other run one at a time. */
export const oneAtATime =
  (observe: Check['observe']): Check['observe'] =>
  (context) => {
    const mine = last.then(() => observe(context));
    last = mine.catch(() => undefined);
    return mine;
  };

const short = (said: string) => oneLine(said.trim(), 140);

const shop = (key: 'add' | 'get', word: string): HttpRequest => ({
  path: `/cgi-bin/shop?${key}=${encodeURIComponent(word)}`,
});
const numberIn = (answer: HttpAnswer | HttpSilence) =>
  answer.is === 'answered' ? /^number (\d+)$/m.exec(answer.body)?.[1] : undefined;
const saidBy = (answer: HttpAnswer | HttpSilence) =>
  answer.is === 'silent' ? answer.reason : short(answer.body) || `status ${answer.status}`;

const FILE = 'STORE_PASSWORD_FILE';
const VARIABLE = 'STORE_PASSWORD';

/** The password of the launch, and the one by which the store opens now, as the store's own app finds it. */
export async function passwordsOf(host: VerifierHost, lab: LabNames): Promise<Passwords> {
  const first = lab.secret('password');
  const store = await host.find(lab.container('store'));
  const current = store.is === 'running' ? await passwordIn(store.target) : undefined;
  return {
    first,
    current,
    all: current === undefined || current === first ? [first] : [first, current],
  };
}

async function passwordIn(store: Target): Promise<string | undefined> {
  const environ = await store.environ();
  const file = environ[FILE];
  const text = file ? await store.file(file).catch(() => undefined) : environ[VARIABLE];
  // The shell of the app takes the lines' ends off.
  return text?.replace(/\n+$/, '') || undefined;
}

/** Where the store listens, wherever that is now. */
async function storePort(store: Target, context: CheckContext): Promise<number> {
  const ports = (await listenersOf(store, context))
    .filter(({ loopback }) => !loopback)
    .map(({ port }) => port);
  return ports.includes(PORT) ? PORT : (ports[0] ?? PORT);
}

/** What the store answers whoever comes with this password. */
export const askStore = async (
  store: Target,
  context: CheckContext,
  password: string,
  number: string,
) =>
  store.http(await storePort(store, context), {
    method: 'POST',
    path: '/cgi-bin/orders',
    body: `${password}\nget\n${number}`,
  });

/** Why orders fail, where the app's own words need some help. */
function whyNot(said: string): string {
  if (/read-only file ?system/i.test(said))
    return ' Something that it has to write is read-only: give it a small tmpfs there, and the store its volume.';
  if (/denied/i.test(said))
    return ' Look whose the file or the folder is, and as whom the container runs. (A tmpfs has the mode of the folder that the image has in its place, whatever mode= says to some engines; uid= always helps.)';
  if (/wrong password/.test(said))
    return ' Have both containers the same password, and the same file?';
  if (/does not answer|bad address|resolve/i.test(said))
    return ' Are all three on $LAB_NET, under their names?';
  return '';
}

async function webOf({ host, lab }: CheckContext): Promise<Target | Finding> {
  const found = await host.find(lab.container('web'));
  if (found.is !== 'running') return fail(`Customers find no shop. ${found.feedback}`, found.see);
  return lab.network in found.target.info.networks
    ? found.target
    : fail(
        `${lab.container('web')} is not on the network ${lab.network}, so no customer finds it: start it with --network $LAB_NET.`,
      );
}

/** One customer: an order is kept, in the store itself, and the very first one is still there. */
async function oneCustomer(web: Target, context: CheckContext): Promise<Finding> {
  const { host, lab } = context;
  const item = `lamp ${Math.floor(Math.random() * 1e9)}`;
  const added = await web.http(PORT, shop('add', item));
  const number = numberIn(added);
  if (number === undefined)
    return fail(`A customer could not order: ${saidBy(added)}.${whyNot(saidBy(added))}`);
  const shown = await web.http(PORT, shop('get', number));
  if (!saidBy(shown).includes(item))
    return fail(`A customer ordered, and order ${number} is not there: ${saidBy(shown)}.`);
  const first = await web.http(PORT, shop('get', '1'));
  if (!saidBy(first).includes(lab.secret('order')))
    return fail(
      `Order 1, from before, is gone (${saidBy(first)}). The orders are in the volume docklab-exam-orders: mount it at /data of the store.`,
    );
  return (
    (await inStore(context, host, number, item)) ??
    pass(`A customer ordered, and found order ${number} and order 1.`)
  );
}

/** The store has the order, and gives it to nobody without its password; undefined when all is well. */
async function inStore(
  context: CheckContext,
  host: VerifierHost,
  number: string,
  item: string,
): Promise<Finding | undefined> {
  const store = await host.find(context.lab.container('store'));
  if (store.is !== 'running') return fail(`There is no store. ${store.feedback}`, store.see);
  const { current } = await passwordsOf(host, context.lab);
  if (current === undefined)
    return fail(
      `docklab finds no password at the store: neither ${FILE} nor ${VARIABLE} in its environment gives one.`,
    );
  const kept = await askStore(store.target, context, current, number);
  if (!saidBy(kept).includes(item))
    return fail(`The order is not in the store: it says ${saidBy(kept)} to docklab.`);
  const guessed = await askStore(store.target, context, `no-${item}`, number);
  return guessed.is === 'answered' && guessed.status === 403
    ? undefined
    : fail(`The store opens to whoever comes with any password: it says ${saidBy(guessed)}.`);
}

/** The same containers, asked for one task after the other, are believed for a moment. */
const BELIEVED_MS = 5000;
let asked: { key: string; at: number; finding: Finding } | undefined;

/** Which containers serve, since when; undefined where one of them does not run. */
async function keyOf({ host, lab }: CheckContext): Promise<string | undefined> {
  const found = await Promise.all(ALL.map((service) => host.find(lab.container(service))));
  const keys = found.flatMap((one) =>
    one.is === 'running' ? [`${one.target.info.id} ${one.target.info.startedAt?.getTime()}`] : [],
  );
  return keys.length < ALL.length ? undefined : keys.join(' ');
}

export const served: Check['observe'] = oneAtATime(async (context) => {
  const key = await keyOf(context);
  if (asked && asked.key === key && Date.now() - asked.at < BELIEVED_MS) return asked.finding;
  const web = await webOf(context);
  const finding = 'is' in web ? web : await oneCustomer(web, context);
  asked = key !== undefined && finding.is === 'pass' ? { key, at: Date.now(), finding } : undefined;
  return finding;
});

/** Many at once: each gets a number of their own. */
export const crowdServed: Check['observe'] = oneAtATime(async (context) => {
  const web = await webOf(context);
  if ('is' in web) return web;
  const one = await oneCustomer(web, context);
  if (one.is !== 'pass') return one;
  const orders = Array.from({ length: CROWD.orders }, (_, at) => shop('add', `kettle ${at}`));
  const load = await web.load(PORT, orders, CROWD.atOnce);
  if (load.is === 'silent') return fail(`Customers find no shop: ${load.reason}`);
  const numbers = new Set(load.answers.map(({ answer }) => numberIn(answer)));
  numbers.delete(undefined);
  const tally = tallyLoad(load, (answer) => numberIn(answer) !== undefined);
  if (tally.good < tally.total)
    return fail(
      `The shop does not stand a crowd. ${tally.words}. Which of your limits is too tight?`,
    );
  if (numbers.size < tally.total)
    return fail(
      `Two customers got the same number: ${tally.total} orders, ${numbers.size} numbers.`,
    );
  return load.ms > CROWD.seconds * 1000
    ? fail(`The shop is too slow for a crowd. ${tally.words}. Which of your limits is too tight?`)
    : pass(`${tally.words}.`);
});
