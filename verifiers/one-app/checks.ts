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
/** How long it is tried to look while no other docklab disturbs anything: less than a check may take. */
const CALM_MS = 28_000;
const POLL_MS = 300;

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What fails while another docklab (a second terminal) disturbs the containers proves nothing: it is looked at once more. */
async function undisturbed(context: CheckContext, look: Look): Promise<Finding> {
  const { host, signal } = context;
  const until = Date.now() + CALM_MS;
  for (;;) {
    while (Date.now() < until && (await host.isDisturbed())) await pause(POLL_MS);
    signal.throwIfAborted();
    const sentry = watchOthers(context);
    const ended = await look(context).then(
      (finding) => ({ finding, isTold: finding.is !== 'fail' }),
      (error: unknown) => ({ error, isTold: false }),
    );
    sentry.end();
    const isLast = signal.aborted || Date.now() > until;
    if (ended.isTold || isLast || !sentry.saw()) {
      if ('error' in ended) throw ended.error;
      return ended.finding;
    }
    // Two that wait for each other must not go on at the same moment.
    await pause(Math.random() * 2 * POLL_MS);
  }
}

function watchOthers({ host }: CheckContext): { saw: () => boolean; end: () => void } {
  let saw = false;
  const over = new AbortController();
  const poll = async (): Promise<void> => {
    while (!over.signal.aborted && !saw) {
      saw = await host.isDisturbed();
      await pause(POLL_MS);
    }
  };
  // Where the engine does not answer, the look itself says so.
  poll().catch(() => undefined);
  return { saw: () => saw, end: () => over.abort() };
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
