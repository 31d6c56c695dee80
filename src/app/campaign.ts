/**
 * The attacks of all tasks as one intruder's campaign, then the services that must go on: the same checks as `verify` runs,
 * by the same rules, in the order of the lesson. Reported as it happens.
 */
import type { Lesson } from '../course/types.ts';
import type { Check, Verifier } from '../verify/contract.ts';
import { runCheck } from '../verify/runner.ts';
import type { CheckVerdict, TaskVerdict } from '../verify/verdict.ts';
import type { Lab } from './labs.ts';
import { prepare } from './verifying.ts';
import type { World } from './world.ts';

/** What came of a step: an attack got in or was stopped, a service serves or is down. */
export type Outcome =
  | 'got-in'
  | 'stopped'
  | 'serves'
  | 'down'
  /** There is nothing to attack: that is no defence. */
  | 'nobody'
  /** This host cannot show it. */
  | 'not-here'
  /** The check itself broke. */
  | 'unclear';

export interface CampaignStep {
  kind: 'attack' | 'service';
  /** From 1, among those of its kind. */
  number: number;
  task: string;
  check: string;
  /** What is tried, in one line. */
  tries: string;
  /** Undefined while it was not done yet. */
  done: StepDone | undefined;
}

interface StepDone {
  outcome: Outcome;
  /** What was seen, as the check tells it. */
  evidence: string;
  /** An ISO 8601 instant. */
  at: string;
  ms: number | undefined;
}

export interface Campaign {
  is: 'running' | 'over' | 'stopped';
  steps: readonly CampaignStep[];
}

/** Every change of a campaign; `changed` is the step that was done. */
export type TellCampaign = (campaign: Campaign, changed: CampaignStep | undefined) => void;

interface Planned {
  step: CampaignStep;
  check: Check;
}

/** The attacks in the order of the tasks, then each service check; one that several tasks share is made once. */
function plan({ tasks }: Lesson, verifier: Verifier): Planned[] {
  const all = tasks.flatMap(({ id, title }) =>
    (verifier.tasks[id]?.checks ?? []).map((check) => ({ task: id, title, check })),
  );
  return (['attack', 'service'] as const).flatMap((kind) => {
    const seen = new Set<Check>();
    const ofKind = all.filter(({ check }) => {
      const isNew = check.kind === kind && !seen.has(check);
      seen.add(check);
      return isNew;
    });
    return ofKind.map(({ task, title, check }, index): Planned => {
      const tries = check.tries ?? (kind === 'attack' ? title : check.expected);
      const step = { kind, number: index + 1, task, check: check.id, tries, done: undefined };
      return { step, check };
    });
  });
}

/** Runs the campaign against a lab, one step after the other. Rejects when the engine is gone or the signal aborts. */
export async function runCampaign(
  world: World,
  lab: Lab,
  tell: TellCampaign,
  signal: AbortSignal,
): Promise<Campaign> {
  const { verifier, run } = await prepare(world, lab, signal);
  const planned = plan(lab.lesson, verifier);
  let campaign: Campaign = { is: 'running', steps: planned.map(({ step }) => step) };
  tell(campaign, undefined);
  for (const { step, check } of planned) {
    signal.throwIfAborted();
    const began = performance.now();
    const verdict = await runCheck(check, run);
    const done = doneBy(step.kind, verdict, Math.round(performance.now() - began));
    const changed = { ...step, done };
    const steps = campaign.steps.map((one) => (one === step ? changed : one));
    campaign = { is: 'running', steps };
    tell(campaign, changed);
  }
  campaign = { ...campaign, is: 'over' };
  tell(campaign, undefined);
  return campaign;
}

const OUTCOMES = {
  attack: { pass: 'stopped', fail: 'got-in', unsupported: 'not-here', error: 'unclear' },
  service: { pass: 'serves', fail: 'down', unsupported: 'not-here', error: 'unclear' },
} as const;

function doneBy(
  kind: CampaignStep['kind'],
  { status, absent, observed }: CheckVerdict,
  ms: number | undefined,
): StepDone {
  const outcome = kind === 'attack' && absent ? 'nobody' : OUTCOMES[kind][status];
  return { outcome, evidence: observed, at: new Date().toISOString(), ms };
}

/** A campaign that is over, and a task that was verified after it: what is different now, in order. */
export function campaignAfter(
  campaign: Campaign,
  verdict: TaskVerdict,
): { campaign: Campaign; changed: readonly CampaignStep[] } {
  const changed: CampaignStep[] = [];
  const steps = campaign.steps.map((step) => {
    const check = verdict.checks.find(({ id }) => id === step.check);
    if (step.task !== verdict.task || check === undefined) return step;
    const done = doneBy(step.kind, check, undefined);
    const { outcome, evidence } = step.done ?? {};
    if (done.outcome === outcome && done.evidence === evidence) return step;
    const now = { ...step, done };
    if (done.outcome !== outcome) changed.push(now);
    return now;
  });
  const isSame = steps.every((step, index) => step === campaign.steps[index]);
  return { campaign: isSame ? campaign : { ...campaign, steps }, changed };
}

export interface CampaignSum {
  attacks: readonly CampaignStep[];
  services: readonly CampaignStep[];
  /** `open`: an attack still works, there was nobody to attack, or a service is down. `held`: nothing of all that. */
  status: 'held' | 'open' | 'not-here' | 'unclear';
}

/** What came of it. It is `held` only when every attack was stopped and every service answers. */
export function sumOf({ steps }: Campaign): CampaignSum {
  const has = (...outcomes: (Outcome | undefined)[]): boolean =>
    steps.some(({ done }) => outcomes.includes(done?.outcome));
  const attacks = steps.filter(({ kind }) => kind === 'attack');
  const services = steps.filter(({ kind }) => kind === 'service');
  const status = has('got-in', 'down', 'nobody')
    ? 'open'
    : steps.length === 0 || has('unclear', undefined)
      ? 'unclear'
      : has('not-here')
        ? 'not-here'
        : 'held';
  return { attacks, services, status };
}
