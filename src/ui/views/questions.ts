/** The closing questions: one at a time, every given answer explained. */
import type { Lesson, Question } from '../../course/types.ts';
import { BOLD, MUTED, prefixed, span } from '../text/span.ts';
import type { Row, Style } from '../text/span.ts';
import { tickedSpans } from '../text/ticks.ts';
import { labelled, wrap, wrapText } from '../text/wrap.ts';
import type { PaneContent } from './pane.ts';

export interface QuestionsView {
  readonly lesson: Lesson;
  /** By question: index of the answer given. */
  readonly answers: readonly (number | undefined)[];
  readonly question: number;
  /** Index of the answer that Enter gives. */
  readonly cursor: number;
}

export function isRight(question: Question, answer: number | undefined): boolean {
  return answer !== undefined && question.answers[answer]?.right === true;
}

/** How many questions have their right answer. */
export function rightAnswers(lesson: Lesson, answers: QuestionsView['answers']): number {
  return lesson.questions.filter((question, index) => isRight(question, answers[index])).length;
}

export function questionsTitle({ lesson, question }: QuestionsView): string {
  return `Question ${question + 1} of ${lesson.questions.length}`;
}

export function questionsPane(view: QuestionsView, width: number): PaneContent {
  const room = width - 1;
  const question = view.lesson.questions[view.question];
  if (question === undefined)
    return { top: [], body: wrapText('This lesson has no questions.', room), bottom: [] };
  const given = view.answers[view.question];
  const ask = [...wrap(tickedSpans(question.ask, BOLD), room), []];
  const options = question.answers.map((_, index) =>
    answerRows(question, index, view.cursor, given, room),
  );
  const before = options.slice(0, view.cursor).flat().length;
  const body = [...ask, ...options.flat(), ...verdictRows(view, question, given, room)];
  return { top: [], body, bottom: [], mark: view.cursor === 0 ? 0 : ask.length + before };
}

/** A wrong answer is explained and can be given again; with the right one, all are explained. */
function answerRows(
  question: Question,
  index: number,
  cursor: number,
  given: number | undefined,
  width: number,
): Row[] {
  const answer = question.answers[index];
  if (answer === undefined) return [];
  const isShown = given === index || isRight(question, given);
  const look: { symbol: string; style: Style } = !isShown
    ? { symbol: ' ', style: {} }
    : answer.right
      ? { symbol: '✔', style: { tone: 'ok' } }
      : { symbol: '✘', style: { tone: given === index ? 'bad' : 'muted' } };
  const mark = [
    span(index === cursor ? '▸ ' : '  ', BOLD),
    span(`${look.symbol} `, look.style),
    span(`${index + 1}  `, BOLD),
  ];
  const text = tickedSpans(answer.text, index === cursor ? BOLD : {});
  const explained = isShown
    ? prefixed(wrap(tickedSpans(answer.explain, { italic: true }), width - 9), [
        span(' '.repeat(9)),
      ])
    : [];
  return [...labelled(mark, 7, text, width), ...explained, []];
}

function verdictRows(
  view: QuestionsView,
  question: Question,
  given: number | undefined,
  width: number,
): Row[] {
  if (given === undefined) return wrapText('Choose the answer that you can defend.', width, MUTED);
  if (!isRight(question, given))
    return wrapText('Not that one. Read why, and try again.', width, { tone: 'bad', bold: true });
  const { questions } = view.lesson;
  const right = rightAnswers(view.lesson, view.answers);
  const rest =
    right < questions.length ? openWords(view) : 'All questions answered: f says what is next.';
  return [
    ...wrapText(`Right: ${right} of ${questions.length} questions answered.`, width, {
      tone: 'ok',
      bold: true,
    }),
    ...wrapText(rest, width),
  ];
}

/** Where the open questions are. */
function openWords({ lesson, answers, question }: QuestionsView): string {
  const open = lesson.questions.flatMap((one, index) =>
    isRight(one, answers[index]) ? [] : index,
  );
  if (open.some((index) => index > question)) return 'n goes to the next question.';
  const numbers = open.map((index) => index + 1).join(', ');
  return `p goes back to what is still open: question ${numbers}.`;
}
