/** The three containers of the shop: a weakness is gone when it is gone from all of them. */
import {
  castOf,
  couldNotTry,
  oneLine,
  pass,
  type Check,
  type CheckContext,
  type Finding,
  type Observe,
  type Target,
} from 'docklab/verify';
import { appOf } from '../shared/no-root.ts';
import { asUser, type Run } from '../shared/run.ts';

export type Service = 'web' | 'api' | 'store';

export const ALL: readonly Service[] = ['web', 'api', 'store'];

/** What is said of each, the same words once for those to whom they apply. */
function together(found: readonly { name: string; said: string }[]): string {
  const names = new Map<string, string[]>();
  for (const { name, said } of found) {
    const words = said.replace(/\.$/, '').replaceAll(`in ${name}`, 'there').replaceAll(name, 'it');
    names.set(words, [...(names.get(words) ?? []), name]);
  }
  return oneLine([...names].map(([said, who]) => `${who.join(', ')}: ${said}`).join('; '), 580);
}

async function observeOne(
  service: Service,
  observe: Observe,
  context: CheckContext,
): Promise<Finding> {
  const found = await context.host.find(context.lab.container(service));
  return found.is === 'running'
    ? observe(found.target, context)
    : { is: 'fail', observed: found.feedback, see: found.see, untried: 'nobody' };
}

/**
 * The first container that is broken into decides, then the first that is not there: what is missing, stopped or restarting
 * is no safer.
 */
export const inAll =
  (observe: Observe, services: readonly Service[] = ALL): Check['observe'] =>
  async (context) => {
    const findings = await Promise.all(
      services.map(async (service) => ({
        name: context.lab.container(service),
        finding: await observeOne(service, observe, context),
      })),
    );
    const failed = findings.flatMap(({ name, finding }) =>
      finding.is === 'fail' ? [{ name, finding }] : [],
    );
    const worst = failed.find(({ finding }) => finding.untried === undefined) ?? failed[0];
    if (worst !== undefined) {
      const { observed } = worst.finding;
      return {
        ...worst.finding,
        observed: observed.includes(worst.name) ? observed : `${worst.name}: ${observed}`,
      };
    }
    for (const { finding } of findings) if (finding.is === 'unsupported') return finding;
    return pass(
      together(
        findings.flatMap(({ name, finding }) =>
          finding.is === 'pass' ? [{ name, said: finding.observed }] : [],
        ),
      ),
    );
  };

/** Root in the container, as whom a bug of the kernel or of a program may leave an intruder. */
export const asRoot: Run = asUser('0', (name) => `As root in ${name} the intruder`);

/** Nobody in particular, so that what helps is the program and not the user. */
export const asStranger: Run = asUser(
  '54321:54321',
  (name) => `As uid 54321 in ${name} the intruder`,
);

/** As the user that the app has, whoever started it. */
export async function asApp(
  target: Target,
  { host }: CheckContext,
  commands: string,
): ReturnType<Run> {
  const app = appOf(await castOf(target, host));
  const user = `${app.uids[0]}:${app.gids[0]}`;
  return asUser(
    user,
    (name) => `As the app's own user (uid ${app.uids[0]}) in ${name} the intruder`,
  )(target, commands);
}

export const notTried = (said: string) =>
  couldNotTry(
    `The attack could not be tried, so it proves nothing: ${oneLine(said, 100) || 'no shell answered'}. Keep the shell and the tools of $LAB_BASE in your images.`,
  );
