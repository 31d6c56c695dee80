/** The home screen: lessons in order with progress and time, and what is to know of the selected one. */
import type { Course, Lesson } from '../../course/types.ts';
import { unsolvedBefore } from '../../app/builds-on.ts';
import type { EngineState, LessonSummary } from '../../app/learner.ts';
import { BOLD, MUTED, ends, fit, prefixed, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { labelled, wrapText } from '../text/wrap.ts';
import { titleBar } from './bars.ts';
import { courseRow } from './course-map.ts';
import { examWords, isExam } from './exam.ts';
import { troubleRows } from './lab-line.ts';
import { readinessRows } from './readiness.ts';
import { PROGRESS_LOOKS, READINESS_LOOKS } from './status.ts';
import { minutesWords } from './time.ts';

/** The engine in one row. */
function engineLine(engine: EngineState, width: number): Row {
  switch (engine.is) {
    case 'asking':
      return fit([span(' Engine … '), span('asking Docker')], width);
    case 'here':
      return fit([span(' Engine '), span('✔ ', { tone: 'ok' }), span(engine.line)], width);
    case 'missing':
      return fit(
        [span(' Engine '), span(`✘ ${engine.message}`, { tone: 'bad', bold: true })],
        width,
      );
  }
}

/** What to do about an engine that is not there; empty when it is. At most `most` rows. */
function engineTrouble(engine: EngineState, width: number, most: number): Row[] {
  if (engine.is !== 'missing') return [];
  const rows = troubleRows(engine.why, engine.next, width - 4);
  const isCut = rows.length >= most;
  const words = isCut
    ? 'docklab doctor says the rest.'
    : 'Lessons can be read meanwhile; labs need the engine.';
  const kept = [...rows.slice(0, most - 1), ...wrapText(words, width - 4, MUTED)];
  return prefixed(kept, [span('   ')]);
}

/** Rows of a terminal in which the course as a whole has one. */
const MAP_FROM = 20;

/** The rows above the lists: title, engine with what to do about it, and the filter while there is one. */
export function homeHead(
  course: Course,
  lessons: readonly LessonSummary[],
  engine: EngineState,
  filter: { readonly filter: string; readonly isTyping: boolean },
  width: number,
  height: number,
): Row[] {
  const solved = lessons.filter(({ progress }) => progress === 'solved').length;
  const trouble = engineTrouble(engine, width, Math.max(3, Math.floor(height / 3)));
  const typed = filter.isTyping || filter.filter !== '' ? [filterRow(filter, width)] : [];
  return [
    titleBar(`docklab  ${course.title}`, `${solved} of ${lessons.length} lessons solved`, width),
    engineLine(engine, width),
    ...trouble,
    ...(height >= MAP_FROM ? [courseRow(lessons, width)] : []),
    ...typed,
  ];
}

/** Lessons that have every word that was typed in their names, summary or tasks, upper or lower case. */
export function filtered(lessons: readonly LessonSummary[], words: string): LessonSummary[] {
  const wanted = words.toLowerCase().split(/\s+/);
  return lessons.filter(({ lesson }) => {
    const tasks = lesson.tasks.map(({ title }) => title);
    const text = [lesson.id, lesson.title, lesson.summary, ...tasks].join('\n').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

export function lessonRow(summary: LessonSummary, isSelected: boolean, width: number): Row {
  const { lesson, progress, passed, readiness } = summary;
  const made = PROGRESS_LOOKS[progress];
  const here = READINESS_LOOKS[readiness.is];
  const count = `${passed} of ${lesson.tasks.length}`;
  const right: Row = [
    span(`${made.symbol} ${made.words}`.padEnd(11), made.style),
    span(width < 76 ? count.padEnd(7) : `${count} tasks`.padEnd(14)),
    span(timeWords(summary).padStart(10)),
    span(`  ${here.symbol} ${here.words}`.padEnd(13), here.style),
  ];
  const left: Row = [
    span(isSelected ? '▸ ' : '  ', BOLD),
    span(`${lesson.order}`.padStart(2)),
    span('  '),
    span(lesson.title, isSelected ? BOLD : {}),
  ];
  const row = ends(left, right, width);
  return isSelected
    ? row.map(({ text, style }) => ({ text, style: { ...style, inverse: true } }))
    : row;
}

/** The learner's own minutes of those expected. */
function timeWords({ lesson, minutes }: LessonSummary): string {
  return minutes < 1 ? `${lesson.minutes} min` : `${Math.floor(minutes)}/${lesson.minutes} min`;
}

/** When it was solved, and the time it took so far. */
function historyRows({ lesson, minutes, solvedAt }: LessonSummary, width: number): Row[] {
  const expected = `about ${minutesWords(lesson.minutes)} expected`;
  const time = minutes > 0 ? `${minutesWords(minutes)} so far, ${expected}` : expected;
  const solved =
    solvedAt === undefined
      ? []
      : wrapText(
          `✔ Solved on ${solvedAt.slice(0, 10)}. Opened again, it stays solved; r clears its lab and answers away for a fresh start.`,
          width,
          { tone: 'ok' },
        );
  return [[], ...wrapText(`Time: ${time}.`, width), ...solved];
}

/** What the lesson builds on and the learner has not solved; no rows when there is none. */
function beforeRows(
  { lesson, progress }: LessonSummary,
  all: readonly LessonSummary[],
  width: number,
): Row[] {
  const words = buildsOnWords(lesson, all);
  return words === undefined || progress === 'solved' ? [] : wrapText(words, width);
}

/** `Builds on 3 non-root and 5 setuid, not solved so far. …`; nothing where all is solved. */
export function buildsOnWords(lesson: Lesson, all: readonly LessonSummary[]): string | undefined {
  const before = unsolvedBefore(lesson, all).map(({ order, id }) => `${order} ${id}`);
  if (before.length === 0) return undefined;
  const names = [before.slice(0, -1).join(', '), ...before.slice(-1)].filter(Boolean).join(' and ');
  return `Builds on ${names}, not solved so far. You may open it all the same.`;
}

/** What is to know of a lesson before opening it. Its tasks are listed where all of them fit. */
export function lessonDetail(
  summary: LessonSummary,
  all: readonly LessonSummary[],
  width: number,
  height: number,
): Row[] {
  const { lesson, progress, readiness } = summary;
  const room = width - 2;
  const remember =
    progress === 'solved' ? [[], ...wrapText(`Remember: ${lesson.remember}`, room)] : [];
  const rows = [
    ...wrapText(lesson.summary, room),
    ...(isExam(lesson) ? wrapText(examWords(lesson, summary.score), room, BOLD) : []),
    ...beforeRows(summary, all, room),
    ...historyRows(summary, room),
    ...readinessRows(readiness, room),
    ...remember,
  ];
  const tasks = lesson.tasks.flatMap(({ title }, index) =>
    labelled([span(`${index + 1}.`, MUTED)], 3, [span(title)], room),
  );
  const isRoom = rows.length + tasks.length + 2 <= height;
  const shown = isRoom ? [...rows, [], [span('Tasks', BOLD)], ...tasks] : rows;
  return prefixed(shown, [span(' ')]);
}

/** The row in which a filter is typed, with its cursor. */
function filterRow(
  { filter, isTyping }: { filter: string; isTyping: boolean },
  width: number,
): Row {
  const end = isTyping ? span(' ', { inverse: true }) : span('  (Esc shows all lessons)', MUTED);
  return fit([span(' Filter / ', BOLD), span(filter), end], width);
}

export function noLessonRows(filter: string, width: number): Row[] {
  const words = filter === '' ? 'This course has no lessons.' : `No lesson contains “${filter}”.`;
  return prefixed(wrapText(words, width - 2), [span('  ')]);
}
