/**
 * The attacks of all tasks as one intruder's campaign, then the services that must go on: the same checks as `verify` runs,
 * by the same rules, in the order of the lesson. Reported as it happens.
 */
import type { Lesson } from '../course/types.ts';
import type { Check, Verifier } from '../verify/contract.ts';
import { runCheck } from '../verify/runner.ts';
import { doneBy, type Campaign, type CampaignStep } from './campaign.ts';
import type { Lab } from './labs.ts';
import { prepare } from './verifying.ts';
import type { World } from './world.ts';

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
