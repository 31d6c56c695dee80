/** Tasks on request: the list, one in full, a hint, a verification. */
import { NO_HINTS } from '../../course/exam.ts';
import { nearestTask } from '../state/follow.ts';
import { isSettled, stateOf } from '../views/tasks.ts';
import { indexOf } from './choices.ts';
import { isLabReady, stateOfDesk, verified } from './desk.ts';
import type { Desk } from './desk.ts';
import { numbered } from './reading.ts';
import { hintLines, tally, taskDetail, taskLines, taskName, tellingCheck } from './task-words.ts';

/** The task of a number, else the list of them and which one. */
export async function chooseTask(desk: Desk, rest: string): Promise<void> {
  const { lesson, learner, lines } = desk;
  const list = taskLines(lesson, stateOfDesk(desk));
  const index = await numbered(desk, rest, list, 'task');
  const task = index === undefined ? undefined : lesson.tasks[index];
  if (task !== undefined) {
    const hints = learner.hints(lesson.id, task.id);
    return lines.say(...taskDetail(lesson, stateOfDesk(desk), task.id, hints));
  }
  if (rest !== '') lines.say(`The tasks are numbered from 1 to ${lesson.tasks.length}.`);
}

/** Verifies, and says how each task stands and what to look at first. */
export async function verify(desk: Desk): Promise<void> {
  const { lesson, lines } = desk;
  if (!(await isLabReady(desk))) return;
  await verified(desk);
  const state = stateOfDesk(desk);
  lines.say(tally(state), ...taskLines(lesson, state));
  const open = nearestTask(state.tasks.filter((task) => !isSettled(task)));
  const checks = open === undefined ? [] : (stateOf(state, open).verdict?.checks ?? []);
  if (open !== undefined && checks.length > 0)
    lines.say(`Nearest to done: ${taskName(lesson, open)}. ${tellingCheck(checks)}`);
}

/** One more hint for the task of a number, else for the open one that is nearest to done. */
export function hint(desk: Desk, rest: string): void {
  const { lesson, learner, lines } = desk;
  if (lesson.kind === 'exam')
    return lines.say(`${NO_HINTS} The word intruder lets the intruder come.`);
  const state = stateOfDesk(desk);
  const index = rest === '' ? undefined : indexOf(rest, lesson.tasks.length);
  if (rest !== '' && index === undefined)
    return lines.say(`The tasks are numbered from 1 to ${lesson.tasks.length}.`);
  const id = index === undefined ? nearestTask(state.tasks) : lesson.tasks[index]?.id;
  const task = lesson.tasks.find((one) => one.id === id);
  if (task === undefined) return;
  const name = taskName(lesson, task.id);
  if (isSettled(stateOf(state, task.id))) return lines.say(`${name}: nothing is left to do.`);
  const seen = learner.hints(lesson.id, task.id).length;
  if (seen >= task.hints.length)
    return lines.say(`${name}: there are no more hints. The word solution says the solution.`);
  const hints = learner.hint(lesson.id, task.id);
  lines.say(`${name}.`, ...hintLines(hints, task.hints.length).slice(-1));
}
