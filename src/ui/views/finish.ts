/** The end of a lesson: what was learned, what is still open, what is next. */
import { unsolvedBefore } from '../../app/builds-on.ts';
import type { Learner, LessonState, LessonSummary } from '../../app/learner.ts';
import type { Lesson } from '../../course/types.ts';
import { BOLD, prefixed, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';
import { examRows, isExam } from './exam.ts';
import type { PaneContent } from './pane.ts';
import { rightAnswers } from './questions.ts';
import { taskLook } from './status.ts';
import { minutesWords } from './time.ts';
import { isSettled, stateOf } from './tasks.ts';

export interface FinishView {
  readonly lesson: Lesson;
  readonly state: LessonState;
  readonly next: Lesson | undefined;
  /** Minutes that the learner was at work. */
  readonly minutes: number;
  readonly solvedAt: string | undefined;
  /** When the solution of an exam was seen. */
  readonly solutionAt: string | undefined;
}

export function finishPane(view: FinishView, width: number): PaneContent {
  const { lesson, state, next } = view;
  const room = width - 1;
  const open = openThings(lesson, state);
  const rows = open.length === 0 ? doneRows(view, room) : openRows(lesson, open, room);
  const score = isExam(lesson) ? [...examRows(view, room), []] : [];
  return { top: [], body: [...score, ...rows, [], ...nextRows(next, room)], bottom: [] };
}

function doneRows({ lesson, state, minutes }: FinishView, width: number): Row[] {
  const done = isExam(lesson) ? 'Exam' : 'Lesson';
  return [
    ...wrapText(`✔ ${done} done: ${lesson.title}`, width, { tone: 'ok', bold: true }),
    [],
    // The score says both.
    ...(isExam(lesson)
      ? []
      : [
          ...taskRows(lesson, state, width),
          [],
          ...wrapText(spentWords(lesson, state, minutes), width),
          [],
        ]),
    [span('What you learned', BOLD)],
    ...prefixed(wrapText(lesson.remember, width - 2), [span('┃ ', { tone: 'accent', bold: true })]),
  ];
}

function spentWords(lesson: Lesson, state: LessonState, minutes: number): string {
  const hints = state.tasks.reduce((sum, { hintsShown }) => sum + hintsShown, 0);
  const help = hints === 0 ? 'without a hint' : `with ${hints} ${hints === 1 ? 'hint' : 'hints'}`;
  const time = minutes < 1 ? 'under 1 min' : minutesWords(minutes);
  return `In ${time} (about ${minutesWords(lesson.minutes)} expected), ${help}.`;
}

function openRows(lesson: Lesson, open: readonly string[], width: number): Row[] {
  return [
    ...wrapText(`Still open in “${lesson.title}”:`, width, BOLD),
    [],
    ...open.flatMap((thing) => wrapText(`○ ${thing}`, width)),
  ];
}

/** What keeps the lesson from being done, in words. */
function openThings(lesson: Lesson, state: LessonState): string[] {
  const tasks = lesson.tasks.filter(({ id }) => !isSettled(stateOf(state, id)));
  const questions = lesson.questions.length - rightAnswers(lesson, state.answers);
  return [
    ...tasks.map(({ title }) => `task: ${title}`),
    ...(questions > 0
      ? [`${questions} of ${lesson.questions.length} questions (a opens them)`]
      : []),
  ];
}

function taskRows(lesson: Lesson, state: LessonState, width: number): Row[] {
  return lesson.tasks.flatMap((task) => {
    const { symbol, style } = taskLook(stateOf(state, task.id));
    return wrapText(task.title, width - 4).map((row, index) => [
      span(index === 0 ? `  ${symbol} ` : '    ', style),
      ...row,
    ]);
  });
}

function nextRows(next: Lesson | undefined, width: number): Row[] {
  if (next === undefined)
    return wrapText('That was the last open lesson of this course.', width, BOLD);
  return [
    [span('Next', BOLD)],
    ...wrapText(`${next.title} (${next.minutes} min)`, width, { tone: 'accent', bold: true }),
    ...wrapText(next.summary, width),
    [],
    [span('Enter', BOLD), span(' opens it')],
  ];
}

/**
 * The lesson to go on with: the next that is not solved, from here to the end and then from the start; one that builds on
 * another that is not solved either only where there is no other.
 */
export function nextLesson(learner: Pick<Learner, 'lessons'>, id: string): Lesson | undefined {
  const all = learner.lessons();
  const here = all.findIndex(({ lesson }) => lesson.id === id);
  const isOpen = ({ lesson, progress, readiness }: LessonSummary): boolean =>
    lesson.id !== id && progress !== 'solved' && readiness.is !== 'not-here';
  const open = [...all.slice(here + 1), ...all.slice(0, here + 1)].filter(isOpen);
  const isPrepared = ({ lesson }: LessonSummary): boolean =>
    unsolvedBefore(lesson, all).every((before) => before.id === id);
  return (open.find(isPrepared) ?? open[0])?.lesson;
}
