/** The dialogue about one lesson. */
import type { Lesson } from '../../course/types.ts';
import { readinessWords } from './home-words.ts';
import { examWords, isExam } from '../views/exam.ts';
import { intruder } from './intruder.ts';
import { labLines } from './announce.ts';
import { choiceLines, choiceOf, indexOf } from './choices.ts';
import { STAY, announce, stateOfDesk } from './desk.ts';
import type { Desk, Table, Then } from './desk.ts';
import { finish } from './finish.ts';
import { cancel, reset, retry, shell, solution } from './lab.ts';
import { lessonChoices } from './lesson-choices.ts';
import type { LessonWord } from './lesson-choices.ts';
import { questions } from './questions.ts';
import { chooseSection, find, readOn, readSection } from './reading.ts';
import { sectionsOf } from './sections.ts';
import { taskLines } from './task-words.ts';
import { copyCommand, sayCommand } from './commands.ts';
import { chooseTask, hint, verify } from './tasks.ts';
import { plural, sentence } from './words.ts';

/** Talks about a lesson until somebody leaves it; its lab is launched or adopted meanwhile. */
export async function talkOfLesson(table: Table, lesson: Lesson): Promise<Then> {
  const { learner, lines } = table;
  const desk: Desk = {
    ...table,
    lesson,
    sections: sectionsOf(lesson.blocks),
    section: -1,
    part: 0,
  };
  welcome(desk);
  const stop = announce(desk);
  void learner.enter(lesson.id);
  try {
    for (;;) {
      const line = await lines.ask(`${lesson.id}: `);
      learner.active(lesson.id);
      const then: Then = line === undefined ? { is: 'quit' } : await follow(desk, line);
      if (then.is !== 'stay') return then;
    }
  } finally {
    stop();
    learner.leave(lesson.id);
  }
}

function welcome(desk: Desk): void {
  const { lesson, learner, lines, sections } = desk;
  const summary = learner.lessons().find((one) => one.lesson.id === lesson.id);
  lines.say(
    '',
    `Lesson ${lesson.order}: ${sentence(lesson.title)} ${lesson.minutes} minutes.`,
    lesson.summary,
    ...(isExam(lesson) ? [examWords(lesson, summary?.score)] : []),
    ...(summary === undefined ? [] : readinessWords(summary.readiness)),
    ...(summary?.solvedAt === undefined
      ? []
      : [
          `You solved it on ${summary.solvedAt.slice(0, 10)}, and it stays solved. The word reset gives it a fresh start.`,
        ]),
    ...taskLines(lesson, stateOfDesk(desk)),
    `The text has ${plural(sections.length, 'section')}. Enter reads the first; the word help lists all words.`,
  );
}

async function follow(desk: Desk, line: string): Promise<Then> {
  if (line === '') return act(desk, 'next', '');
  const chosen = choiceOf(line, lessonChoices(desk.lesson));
  switch (chosen.is) {
    case 'chosen':
      return act(desk, chosen.name, chosen.rest);
    case 'ambiguous':
      desk.lines.say(`That can be ${chosen.names.join(' or ')}.`);
      return STAY;
    case 'unknown':
      desk.lines.say(
        `“${chosen.word}” is no word that is known here. The word help lists all words.`,
      );
      return STAY;
  }
}

async function act(desk: Desk, word: LessonWord, rest: string): Promise<Then> {
  if (word === 'help') return help(desk);
  if (word === 'finish') return finish(desk);
  if (word === 'back' || word === 'quit') return { is: word };
  await ACTS[word](desk, rest);
  return STAY;
}

const ACTS: Readonly<
  Record<
    Exclude<LessonWord, 'help' | 'finish' | 'back' | 'quit'>,
    (desk: Desk, rest: string) => void | Promise<void>
  >
> = {
  next: readOn,
  again: (desk) => readSection(desk, desk.section),
  previous: (desk) => readSection(desk, desk.section - 1),
  sections: chooseSection,
  commands: sayCommand,
  copy: copyCommand,
  search: find,
  tasks: chooseTask,
  verify,
  hint,
  intruder,
  questions,
  solution,
  shell,
  lab: (desk) => desk.lines.say(...labLines(stateOfDesk(desk).lab)),
  retry,
  cancel,
  reset,
};

/** All words, numbered; a number or a word goes on from there. */
async function help(desk: Desk): Promise<Then> {
  const { lines, lesson } = desk;
  const choices = lessonChoices(lesson);
  lines.say(
    `Words of ${isExam(lesson) ? 'an exam' : 'a lesson'}; the beginning of a word is enough:`,
    ...choiceLines(choices),
  );
  const answer = await lines.ask('Number or word, or Enter for none: ');
  if (answer === undefined) return { is: 'quit' };
  const index = indexOf(answer, choices.length);
  const choice = index === undefined ? undefined : choices[index];
  if (choice !== undefined) return act(desk, choice.name, '');
  return answer === '' ? STAY : follow(desk, answer);
}
