/** A campaign as data: the attacks of all tasks as one intruder's, then the services that must go on. Pure. */
import type { CheckVerdict, TaskVerdict } from '../verify/verdict.ts';

/** What came of a step: an attack got in or was stopped, a service serves or is down. */
export type Outcome =
  | 'got-in'
  | 'stopped'
  | 'serves'
  | 'down'
  /** There is nothing to attack: that is no defence. */
  | 'nobody'
  /** Nothing there to attack with: that is no defence either. */
  | 'no-tools'
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

const OUTCOMES = {
  attack: { pass: 'stopped', fail: 'got-in', unsupported: 'not-here', error: 'unclear' },
  service: { pass: 'serves', fail: 'down', unsupported: 'not-here', error: 'unclear' },
} as const;

/** What a step came to, by the verdict of its check. */
export function doneBy(
  kind: CampaignStep['kind'],
  { status, untried, observed }: CheckVerdict,
  ms: number | undefined,
): StepDone {
  const outcome = kind === 'attack' && untried !== undefined ? untried : OUTCOMES[kind][status];
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
  /** `open`: an attack still works, one was not made, or a service is down. `held`: nothing of all that. */
  status: 'held' | 'open' | 'not-here' | 'unclear';
}

/** What came of it. It is `held` only when every attack was stopped and every service answers. */
export function sumOf({ steps }: Campaign): CampaignSum {
  const has = (...outcomes: (Outcome | undefined)[]): boolean =>
    steps.some(({ done }) => outcomes.includes(done?.outcome));
  const attacks = steps.filter(({ kind }) => kind === 'attack');
  const services = steps.filter(({ kind }) => kind === 'service');
  const status = has('got-in', 'down', 'nobody', 'no-tools')
    ? 'open'
    : steps.length === 0 || has('unclear', undefined)
      ? 'unclear'
      : has('not-here')
        ? 'not-here'
        : 'held';
  return { attacks, services, status };
}
