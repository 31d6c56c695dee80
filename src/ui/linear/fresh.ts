/** A fresh start, of a lab or of whole lessons: what goes and what stays is named before anybody agrees. */
import type { FreshPlan, Learner } from '../../app/learner.ts';
import { errorWords } from '../state/error-words.ts';
import type { Lines } from './lines.ts';
import { plural } from './words.ts';

/** Asks, and takes only `yes` for an agreement. */
export async function agreed(lines: Lines, question: string): Promise<boolean> {
  const answer = await lines.ask(`${question} Type yes or no: `);
  return answer !== undefined && /^y(es)?$/i.test(answer);
}

/** Says what would be removed from these lessons and what is kept, and whether somebody wants that. */
export async function agreedToRemove(
  learner: Learner,
  lines: Lines,
  ids: readonly string[],
  about: string,
): Promise<boolean> {
  lines.say('Finding out what would be removed.');
  try {
    lines.say(about, ...planLines(await learner.freshPlan(ids)));
  } catch (error) {
    lines.say(errorWords(error));
    return false;
  }
  if (await agreed(lines, 'Remove all of this?')) return true;
  lines.say('Nothing was removed.');
  return false;
}

function planLines({ removed, kept }: FreshPlan): string[] {
  const head =
    removed.length === 0
      ? 'Nothing of it exists yet.'
      : `It removes ${plural(removed.length, 'thing')}:`;
  const stays = kept.length === 0 ? [] : [`It keeps: ${kept.join('; ')}.`];
  return [head, ...removed.map((name, index) => `${index + 1}. ${name}`), ...stays];
}

/** Clears these lessons away, after asking; nothing is launched. */
export async function clear(
  learner: Learner,
  lines: Lines,
  ids: readonly string[],
  name: string,
): Promise<void> {
  const about = `This clears away the labs and answers of ${name}.`;
  if (!(await agreedToRemove(learner, lines, ids, about))) return;
  try {
    lines.say('Removing.');
    await learner.clear(ids);
    lines.say('Removed. What you solved stays solved.');
  } catch (error) {
    lines.say(errorWords(error));
  }
}
