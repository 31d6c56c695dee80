/** The closing questions, one after the other; every given answer is explained. */
import type { Question } from '../../course/types.ts';
import { tickedWords } from '../text/ticks.ts';
import { isRight, rightAnswers } from '../views/questions.ts';
import { indexOf } from './choices.ts';
import { stateOfDesk } from './desk.ts';
import type { Desk } from './desk.ts';
import { numbered } from './reading.ts';

/** Asks every open question, until all are answered or somebody goes back. */
export async function questions(desk: Desk): Promise<void> {
  const { lesson, lines } = desk;
  if (lesson.questions.length === 0) return lines.say('This lesson has no questions.');
  let at = openFrom(desk, 0);
  if (at === undefined) return review(desk);
  while (at !== undefined) at = await askOne(desk, at);
  const right = rightAnswers(lesson, stateOfDesk(desk).answers);
  lines.say(`${right} of ${lesson.questions.length} questions answered.`);
  if (right === lesson.questions.length) lines.say('The word finish says what is next.');
}

/** All are answered: one of them again. */
async function review(desk: Desk): Promise<void> {
  const asked = desk.lesson.questions.map(({ ask }, index) => `${index + 1}. ${tickedWords(ask)}`);
  desk.lines.say('All questions are answered. Which one do you want to hear again?');
  const index = await numbered(desk, '', asked, 'question');
  if (index !== undefined) await askOne(desk, index);
}

/** Index of the first question without its right answer, from here to the end and then from the start. */
function openFrom(desk: Desk, from: number): number | undefined {
  const { questions } = desk.lesson;
  const { answers } = stateOfDesk(desk);
  const order = questions.map((_, index) => (from + index) % questions.length);
  return order.find((index) => {
    const question = questions[index];
    return question !== undefined && !isRight(question, answers[index]);
  });
}

/** Asks one question until it has its right answer; gives the index of the next, or undefined to end. */
async function askOne(desk: Desk, index: number): Promise<number | undefined> {
  const { lesson, learner, lines } = desk;
  const question = lesson.questions[index];
  if (question === undefined) return undefined;
  lines.say(
    '',
    `Question ${index + 1} of ${lesson.questions.length}: ${tickedWords(question.ask)}`,
  );
  lines.say(...question.answers.map(({ text }, number) => `${number + 1}. ${tickedWords(text)}`));
  for (;;) {
    const given = await lines.ask('Number of your answer, next, or back: ');
    if (given === undefined || /^(b|back|q)$/i.test(given)) return undefined;
    if (/^(n|next)$/i.test(given)) return openFrom(desk, index + 1);
    const answer = indexOf(given, question.answers.length);
    if (answer === undefined) {
      lines.say(`The answers are numbered from 1 to ${question.answers.length}.`);
      continue;
    }
    learner.answer(lesson.id, index, answer);
    lines.say(...explained(question, answer));
    if (isRight(question, answer)) return openFrom(desk, index + 1);
  }
}

/** A wrong answer is explained alone; with the right one, all are. */
function explained(question: Question, answer: number): string[] {
  const given = question.answers[answer];
  if (given === undefined) return [];
  if (!given.right) return [`Not that one. ${tickedWords(given.explain)}`, 'Try again.'];
  const others = question.answers.flatMap(({ explain }, index) =>
    index === answer ? [] : [`Why not ${index + 1}: ${tickedWords(explain)}`],
  );
  return [`Right. ${tickedWords(given.explain)}`, ...others];
}
