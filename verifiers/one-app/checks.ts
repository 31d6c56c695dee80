/** Checks of this lesson: each about one container, one at a time, since some of them disturb what others look at. */
import {
  fail,
  type Check,
  type CheckContext,
  type Finding,
  type Observe,
  type Target,
} from 'docklab/verify';

export type Name = 'counter' | 'baker';
type Text = Pick<Check, 'id' | 'expected' | 'why' | 'see'>;
type Look = (context: CheckContext) => Promise<Finding>;

let last: Promise<unknown> = Promise.resolve();

/** A container that starts again by itself has this long to do so before a check looks at it. */
const START_MS = 4_000;
/** Longest that another docklab's disturbance is waited for. */
const CALM_MS = 25_000;
const TRIES = 3;

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function calm({ host, signal }: CheckContext): Promise<void> {
  const until = Date.now() + CALM_MS;
  while (Date.now() < until && (await host.isDisturbed())) {
    signal.throwIfAborted();
    await pause(300);
  }
}

/** What fails while another docklab disturbs the containers is looked at once more. */
async function undisturbed(context: CheckContext, look: Look): Promise<Finding> {
  for (let tries = 1; ; tries += 1) {
    await calm(context);
    context.signal.throwIfAborted();
    const finding = await look(context);
    if (finding.is !== 'fail' || tries === TRIES || !(await context.host.isDisturbed()))
      return finding;
  }
}

export function check(kind: Check['kind'], text: Text, look: Look): Check {
  return {
    ...text,
    kind,
    observe: (context) => {
      const mine = last.then(() => undisturbed(context, look));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** The container of this name, running; one that is about to start again is waited for. */
export async function running(
  { host, lab, signal }: CheckContext,
  name: Name,
): Promise<{ is: 'running'; target: Target } | { is: 'not'; finding: Finding }> {
  const until = Date.now() + START_MS;
  for (;;) {
    const found = await host.find(lab.container(name));
    if (found.is === 'running') return found;
    if (found.is !== 'restarting' || Date.now() > until)
      return { is: 'not', finding: fail(found.feedback, found.see) };
    signal.throwIfAborted();
    await pause(200);
  }
}

/** About both containers, the counter first; what is wrong with the first of them is told. */
export const ofBoth =
  (look: (target: Target, context: CheckContext, name: Name) => Promise<Finding>): Look =>
  async (context) => {
    const told: Finding[] = [];
    for (const name of ['counter', 'baker'] as const) {
      const found = await running(context, name);
      const finding =
        found.is === 'running' ? await look(found.target, context, name) : found.finding;
      if (finding.is !== 'pass') return finding;
      told.push(finding);
    }
    return {
      is: 'pass',
      observed: told.map((one) => (one.is === 'pass' ? one.observed : '')).join(' '),
    };
  };

/** About one container. */
export const of =
  (name: Name, observe: Observe): Look =>
  async (context) => {
    const found = await running(context, name);
    return found.is === 'running' ? observe(found.target, context) : found.finding;
  };
