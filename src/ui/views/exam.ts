/** What the screens say of an exam in place of what they say of a lesson. */
import { reasonWords, pointsWords, scoreOf } from '../../app/score.ts';
import type { Score, TaskScore } from '../../app/score.ts';
import type { LessonState } from '../../app/learner.ts';
import { GIVE_UP } from '../../course/exam.ts';
import type { BestScore } from '../../course/progress.ts';
import type { Lesson } from '../../course/types.ts';
import { BOLD, MUTED, prefixed, span } from '../text/span.ts';
import type { Row, Style } from '../text/span.ts';
import { wrap, wrapText } from '../text/wrap.ts';
import { minutesWords } from './time.ts';

export const isExam = ({ kind }: Lesson): boolean => kind === 'exam';

/** The score by the verdicts that are known now. */
export const scoreNow = (lesson: Lesson, { tasks }: LessonState): Score =>
  scoreOf(
    lesson,
    tasks.flatMap(({ verdict }) => verdict ?? []),
  );

/** When the solution was seen, as a sentence; `solvedAt` is when all tasks had passed. */
export function solutionWords(
  solutionAt: string | undefined,
  solvedAt: string | undefined,
): string {
  if (solutionAt === undefined) return 'The solution was not seen.';
  const isAfter = solvedAt !== undefined && Date.parse(solvedAt) <= Date.parse(solutionAt);
  return `The solution was seen on ${solutionAt.slice(0, 10)}, ${isAfter ? 'after' : 'before'} all tasks had passed.`;
}

export const bestWords = (score: BestScore): string =>
  `The best score so far: ${pointsWords(score)}, on ${score.at.slice(0, 10)}.`;

export const leftWords = (left: number): string =>
  `${left} ${left === 1 ? 'point' : 'points'} left the total: this host cannot show what they are for.`;

export interface ExamView {
  readonly lesson: Lesson;
  readonly state: LessonState;
  readonly minutes: number;
  readonly solvedAt: string | undefined;
  readonly solutionAt: string | undefined;
}

/** The score, each task's part of it, and how to print it. */
export function examRows(view: ExamView, width: number): Row[] {
  const { lesson, state, minutes, solvedAt, solutionAt } = view;
  const score = scoreNow(lesson, state);
  const isAll = score.earned === score.max && score.max > 0;
  const style: Style = isAll ? { tone: 'ok', bold: true } : BOLD;
  const time = minutes < 1 ? 'under 1 min' : minutesWords(minutes);
  return [
    ...wrapText(`${isAll ? '✔ ' : ''}Score: ${pointsWords(score)}`, width, style),
    ...(score.left > 0 ? wrapText(leftWords(score.left), width) : []),
    [],
    ...score.tasks.flatMap((task) => taskRows(task, width)),
    [],
    ...wrapText(
      `In ${time} (about ${minutesWords(lesson.minutes)} expected). ${solutionWords(solutionAt, solvedAt)}`,
      width,
    ),
    [],
    ...wrap(
      [span('To print it: '), span(`docklab result ${lesson.id} --name "YOUR NAME"`, BOLD)],
      width,
    ),
  ];
}

function taskRows({ title, earned, max, reason }: TaskScore, width: number): Row[] {
  const isFull = reason.is === 'full';
  const points = reason.is === 'not-here' ? 'not here' : `${earned} of ${max}`;
  const mark = isFull ? span('  ✔ ', { tone: 'ok' }) : span('  ○ ', MUTED);
  const head = wrap([span(`${title} `), span(`(${points})`, MUTED)], width - 4);
  const why = isFull ? [] : wrapText(reasonWords(reason), width - 4, MUTED);
  return [
    ...head.map((row, index): Row => [index === 0 ? mark : span('    '), ...row]),
    ...prefixed(why, [span('    ')]),
  ];
}

/** Before the solution of an exam that is not ended. */
export const giveUpRows = (width: number): Row[] => [
  ...wrapText('Give up, and show the reference solution of the exam?', width, BOLD),
  [],
  ...wrapText(GIVE_UP, width),
];

/** On the home screen: what there is to earn, and what was. */
export function examWords({ tasks }: Lesson, score: BestScore | undefined): string {
  const points = tasks.reduce((sum, task) => sum + task.points, 0);
  const best = score === undefined ? '' : ` ${bestWords(score)}`;
  return `An exam: ${tasks.length} tasks, ${points} points, no hints.${best}`;
}
