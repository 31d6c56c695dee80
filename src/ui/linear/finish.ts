/** The end of a lesson: what was learned or is still open, and the lesson to go on with. */
import { pointsWords, reasonWords } from '../../app/score.ts';
import { leftWords, isExam, scoreNow, solutionWords } from '../views/exam.ts';
import { nextLesson } from '../views/finish.ts';
import { rightAnswers } from '../views/questions.ts';
import { isSettled, stateOf } from '../views/tasks.ts';
import { STAY, stateOfDesk } from './desk.ts';
import type { Desk, Then } from './desk.ts';
import { agreed } from './fresh.ts';
import { taskLine, taskName } from './task-words.ts';

export async function finish(desk: Desk): Promise<Then> {
  const { lesson, learner, lines } = desk;
  const open = openLines(desk);
  lines.say(...scoreLines(desk));
  if (open.length > 0) lines.say(`Still open in “${lesson.title}”:`, ...open);
  else
    lines.say(
      `${isExam(lesson) ? 'Exam' : 'Lesson'} done: ${lesson.title}.`,
      `What you learned: ${lesson.remember}`,
    );
  const next = nextLesson(learner, lesson.id);
  if (next === undefined) {
    if (open.length === 0) lines.say('That was the last open lesson of this course.');
    return STAY;
  }
  lines.say(`The next lesson: ${next.title}, ${next.minutes} minutes. ${next.summary}`);
  return (await agreed(lines, 'Open it?')) ? { is: 'open', lesson: next.id } : STAY;
}

/** Of an exam: points, each task's part of them, and how to print it. */
function scoreLines(desk: Desk): string[] {
  const { lesson, learner } = desk;
  if (!isExam(lesson)) return [];
  const score = scoreNow(lesson, stateOfDesk(desk));
  const summary = learner.lessons().find((one) => one.lesson.id === lesson.id);
  return [
    `Score: ${pointsWords(score)}.`,
    ...(score.left > 0 ? [leftWords(score.left)] : []),
    ...score.tasks.map((task) => {
      const points = task.reason.is === 'not-here' ? '' : `${pointsWords(task)}. `;
      return `${taskName(lesson, task.task)}: ${points}${reasonWords(task.reason)}`.trim();
    }),
    solutionWords(summary?.solutionAt, summary?.solvedAt),
    `To print it: docklab result ${lesson.id} --name "YOUR NAME"`,
  ];
}

function openLines(desk: Desk): string[] {
  const { lesson } = desk;
  const state = stateOfDesk(desk);
  const tasks = lesson.tasks.filter(({ id }) => !isSettled(stateOf(state, id)));
  const questions = lesson.questions.length - rightAnswers(lesson, state.answers);
  const line = `${questions} of ${lesson.questions.length} closing questions.`;
  return [...tasks.map(({ id }) => taskLine(lesson, state, id)), ...(questions > 0 ? [line] : [])];
}
