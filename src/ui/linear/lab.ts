/** What is done with the lab: the shell in it, a new start, a reset, and the solution that uses it. */
import { GIVE_UP, maySeeSolution } from '../../course/exam.ts';
import { errorWords } from '../state/error-words.ts';
import { plural } from './words.ts';
import { labLines } from './announce.ts';
import { isLabReady, stateOfDesk, verified, waitFor } from './desk.ts';
import type { Desk } from './desk.ts';
import { agreed, agreedToRemove } from './fresh.ts';
import { tally } from './task-words.ts';

/** Hands the terminal to the learner's shell; what changed meanwhile is said when it comes back. */
export async function shell(desk: Desk): Promise<void> {
  const { lesson, learner, lines } = desk;
  const elsewhere = `In another terminal: docklab shell ${lesson.id}`;
  if (!lines.isTerminal)
    return lines.say('The shell needs a terminal, and this is none.', elsewhere);
  if (!(await isLabReady(desk))) return;
  lines.say(
    'Your shell has the terminal now. Type exit to come back to the lesson.',
    'While it has it, docklab says nothing; the tasks are told when you are back.',
    `To hear them as they turn green, use a second terminal for the shell. ${elsewhere}`,
  );
  await lines.handOver(() => waitFor(desk, learner.shell(lesson.id)));
  lines.say('You are back in the lesson.');
  await verified(desk);
  lines.say(tally(stateOfDesk(desk)));
}

/** Starts a lab that is not there. */
export async function retry(desk: Desk): Promise<void> {
  const { lab } = stateOfDesk(desk);
  if (lab.is !== 'failed' && lab.is !== 'absent')
    return desk.lines.say(...labLines(lab), 'The word reset starts it anew.');
  await waitFor(desk, desk.learner.enter(desk.lesson.id));
}

/** Stops a launch that is under way; what is left of it is announced. */
export async function cancel(desk: Desk): Promise<void> {
  if (stateOfDesk(desk).lab.is !== 'starting')
    return desk.lines.say('Nothing is under way that could be stopped.');
  await waitFor(desk, desk.learner.cancel(desk.lesson.id));
}

/** Names what goes, asks, and starts the lab anew. */
export async function reset(desk: Desk): Promise<void> {
  const { lesson, learner, lines } = desk;
  const about = `A reset removes the lab of “${lesson.title}” and starts it anew.`;
  if (await agreedToRemove(learner, lines, [lesson.id], about))
    await waitFor(desk, learner.reset(lesson.id));
}

/** Asks, and says the files of the reference solution. */
export async function solution(desk: Desk): Promise<void> {
  const { lesson, learner, lines } = desk;
  const seen = lesson.tasks.reduce((sum, { id }) => sum + learner.hints(lesson.id, id).length, 0);
  const left = lesson.tasks.reduce((sum, { hints }) => sum + hints.length, 0) - seen;
  const summary = learner.lessons().find((one) => one.lesson.id === lesson.id);
  const isFree = summary === undefined || maySeeSolution(lesson, summary);
  lines.say('This is the solution of the whole lesson. What you find out yourself stays longer.');
  if (!isFree) lines.say(`The exam is not ended. ${GIVE_UP}`);
  if (left > 0) lines.say(`There ${left === 1 ? 'is' : 'are'} ${plural(left, 'hint')} left.`);
  const question = isFree ? 'Say the solution?' : 'Give up, and say the solution?';
  if (!(await agreed(lines, question))) return lines.say('Then not.');
  try {
    for (const { name, text } of await learner.solution(lesson.id)) {
      const code = text.trimEnd().split('\n');
      lines.say(`File ${name}, ${plural(code.length, 'line')}:`, ...code, 'End of file.');
    }
  } catch (error) {
    lines.say(errorWords(error));
  }
}
