/** The lessons and the engine in words. */
import type { EngineState, LessonSummary, Readiness } from '../../app/learner.ts';
import { buildsOnWords } from '../views/home.ts';
import { examWords, isExam } from '../views/exam.ts';
import { PROGRESS_LOOKS } from '../views/status.ts';
import { minutesWords } from '../views/time.ts';
import { plural, sentence } from './words.ts';

export function engineLines(engine: EngineState): string[] {
  switch (engine.is) {
    case 'asking':
      return ['The engine is being asked.'];
    case 'here':
      return [`The engine answers: ${sentence(engine.line)}`];
    case 'missing':
      return [
        `The engine is missing: ${sentence(engine.message)}`,
        ...(engine.why === '' ? [] : [engine.why]),
        ...engine.next.map((step) => `What to do: ${step}`),
        'Lessons can be read meanwhile; labs need the engine.',
      ];
  }
}

/** Why this host cannot show a lesson, or not all of it; nothing when it can. */
export function readinessWords(readiness: Readiness): string[] {
  if (readiness.is === 'ready' || readiness.is === 'unknown') return [];
  const words = readiness.is === 'partly' ? 'Only partly on this host' : 'Not on this host';
  return [`${words}: ${readiness.why}`, `What to do: ${readiness.next}`];
}

const HERE: Readonly<Record<Readiness['is'], string>> = {
  ready: '',
  partly: ' Only partly on this host.',
  'not-here': ' Not on this host.',
  unknown: '',
};

/** One lesson in one line. */
function lessonLine({ lesson, progress, passed, readiness }: LessonSummary): string {
  const tasks = `${passed} of ${plural(lesson.tasks.length, 'task')} passed`;
  const how = `${PROGRESS_LOOKS[progress].words}, ${tasks}, ${lesson.minutes} minutes`;
  return `${sentence(lesson.title)} ${how.charAt(0).toUpperCase()}${how.slice(1)}.${HERE[readiness.is]}`;
}

export function lessonList(lessons: readonly LessonSummary[]): string[] {
  return lessons.map((summary) => `${summary.lesson.order}. ${lessonLine(summary)}`);
}

/** What is to know of a lesson before opening it. */
export function lessonAbout(summary: LessonSummary, all: readonly LessonSummary[]): string[] {
  const { lesson, progress, readiness, minutes } = summary;
  const before = progress === 'solved' ? undefined : buildsOnWords(lesson, all);
  return [
    lessonLine(summary),
    lesson.summary,
    ...(isExam(lesson) ? [examWords(lesson, summary.score)] : []),
    ...(before === undefined ? [] : [before]),
    ...readinessWords(readiness),
    ...lesson.tasks.map(({ title }, index) => `Task ${index + 1}: ${sentence(title)}`),
    ...(minutes > 0 ? [`Your time so far: ${minutesWords(minutes)}.`] : []),
    ...(progress === 'solved' ? [`Remember: ${lesson.remember}`] : []),
  ];
}
