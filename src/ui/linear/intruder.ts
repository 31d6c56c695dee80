/** The campaign of an intruder, each step said as it is made. */
import type { Campaign } from '../../app/campaign.ts';
import { outcomeWords, stepName, sumWords } from '../../app/campaign-words.ts';
import { isLabReady, stateOfDesk, waitFor } from './desk.ts';
import type { Desk } from './desk.ts';
import { sentence } from './words.ts';

/** Lets the intruder come, and says at the end how the lab stands. */
export async function intruder(desk: Desk): Promise<void> {
  const { learner, lesson, lines } = desk;
  if (!(await isLabReady(desk))) return;
  lines.say('The intruder comes.');
  const before = stateOfDesk(desk).campaign;
  let said: Campaign | undefined;
  const stop = learner.subscribe(() => {
    const { campaign } = stateOfDesk(desk);
    if (campaign === undefined || campaign === before || campaign === said) return;
    lines.say(...stepLines(campaign, said));
    said = campaign;
  });
  await waitFor(desk, learner.campaign(lesson.id)).finally(stop);
  if (said?.is === 'over') lines.say(...sumWords(said));
  else lines.say('The intruder was stopped before the end.');
}

/** Steps that were made since. */
function stepLines(campaign: Campaign, before: Campaign | undefined): string[] {
  return campaign.steps.flatMap((step, index) => {
    const { done, tries } = step;
    if (done === undefined || before?.steps[index]?.done !== undefined) return [];
    const name = stepName(campaign, step);
    const head = `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${sentence(tries)}`;
    return [head, `${outcomeWords(done.outcome)}: ${done.evidence}`];
  });
}
