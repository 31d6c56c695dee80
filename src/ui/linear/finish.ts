/** The end of a lesson: what was learned or is still open, and the lesson to go on with. */
import { nextLesson } from '../views/finish.ts';
import { rightAnswers } from '../views/questions.ts';
import { isSettled, stateOf } from '../views/tasks.ts';
import { STAY, stateOfDesk } from './desk.ts';
import type { Desk, Then } from './desk.ts';
import { agreed } from './fresh.ts';
import { taskLine } from './task-words.ts';

export async function finish(desk: Desk): Promise<Then> {
  const { lesson, learner, lines } = desk;
  const open = openLines(desk);
  if (open.length > 0) lines.say(`Still open in “${lesson.title}”:`, ...open);
  else lines.say(`Lesson done: ${lesson.title}.`, `What you learned: ${lesson.remember}`);
  const next = nextLesson(learner, lesson.id);
  if (next === undefined) {
    if (open.length === 0) lines.say('That was the last open lesson of this course.');
    return STAY;
  }
  lines.say(`The next lesson: ${next.title}, ${next.minutes} minutes. ${next.summary}`);
  return (await agreed(lines, 'Open it?')) ? { is: 'open', lesson: next.id } : STAY;
}

function openLines(desk: Desk): string[] {
  const { lesson } = desk;
  const state = stateOfDesk(desk);
  const tasks = lesson.tasks.filter(({ id }) => !isSettled(stateOf(state, id)));
  const questions = lesson.questions.length - rightAnswers(lesson, state.answers);
  const line = `${questions} of ${lesson.questions.length} closing questions.`;
  return [...tasks.map(({ id }) => taskLine(lesson, state, id)), ...(questions > 0 ? [line] : [])];
}
