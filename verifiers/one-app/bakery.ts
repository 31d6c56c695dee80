/** What customers get: an order is taken at the counter, and the baker bakes it. */
import { fail, oneLine, pass, type CheckContext, type Finding, type Target } from 'docklab/verify';
import { pause, running } from './checks.ts';

export const PORT = 8080;
const PATH = '/cgi-bin/order';
/** The baker looks for orders once a second; one that was just started has to get going. */
const BAKED_MS = 6_000;

const short = (said: string) => oneLine(said.trim(), 100) || 'an empty page';

export async function bakes(context: CheckContext): Promise<Finding> {
  const found = await running(context, 'counter');
  if (found.is === 'not') return found.finding;
  const { target } = found;
  const what = `rye ${Math.floor(Math.random() * 1e6)}`;
  const taken = await target.http(PORT, {
    method: 'POST',
    path: PATH,
    body: `what=${what.replace(' ', '+')}`,
  });
  if (taken.is === 'silent')
    return fail(`The counter does not answer on port ${PORT}: ${short(taken.reason)}`);
  const [, number] = /Order (\w+) is taken/.exec(taken.body) ?? [];
  if (number === undefined)
    return fail(
      `The counter takes no orders (status ${taken.status}): ${short(taken.body)}`,
      'docker exec $LAB_COUNTER ls -ld /orders /orders/new',
    );
  const until = Date.now() + BAKED_MS;
  for (;;) {
    const told = await target.http(PORT, { path: `${PATH}?${number}` });
    const said = told.is === 'answered' ? told.body : told.reason;
    if (said.includes(`${what}: baked`)) return bakedBy(said, target, context);
    if (Date.now() > until)
      return fail(
        `The counter took an order, and nobody baked it: ${short(said)}. Do both have the same volume at /orders?`,
        "docker inspect -f '{{.Mounts}}' $LAB_COUNTER one-app-baker",
      );
    context.signal.throwIfAborted();
    await pause(300);
  }
}

/** Whoever bakes writes the name of their host on it: a baker under another name at the counter gives itself away. */
async function bakedBy(said: string, counter: Target, context: CheckContext): Promise<Finding> {
  const baker = await running(context, 'baker');
  const [, by] = /baked by (\S+)/.exec(said) ?? [];
  const [here, there] = await Promise.all([
    counter.file('/etc/hostname'),
    baker.is === 'running' ? baker.target.file('/etc/hostname') : undefined,
  ]);
  return baker.is === 'running' && by === here?.trim() && by !== there?.trim()
    ? fail(
        `An order was baked in ${counter.info.name} itself, on the host ${oneLine(by ?? '', 40)}: somebody bakes there, whatever it is called.`,
        `docker top ${counter.info.name}`,
      )
    : pass('A customer ordered at the counter, and the baker baked it.');
}
