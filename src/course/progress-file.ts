/** The progress file: readable JSON with its keys in a stable order. */
// Small where the other schema library is large: the home screen waits for this file to be read.
import * as v from 'valibot';
import type { LessonRecord, Progress } from './progress.ts';

/** The newest form of the file that this docklab reads. */
const FORMAT = 1;
/** Far above any honest file. */
const MAX_CHARACTERS = 1024 * 1024;
const NO_FILE = 'it is no progress file';

export type ParsedProgress =
  | { is: 'progress'; progress: Progress }
  /** To be kept aside, never overwritten. `why` is one sentence without a full stop. */
  | { is: 'unreadable'; why: string };

const instant = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));

const record = v.object({
  startedAt: v.optional(instant),
  solvedAt: v.optional(instant),
  tasks: v.optional(v.record(v.string(), v.object({ passedAt: instant })), {}),
  hints: v.optional(v.record(v.string(), count), {}),
  answers: v.optional(v.pipe(v.array(v.nullable(count)), v.maxLength(100)), []),
  minutesSpent: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)), 0),
  freshAt: v.optional(instant),
  freshStarts: v.optional(count, 0),
  solutionAt: v.optional(instant),
  score: v.optional(v.object({ earned: count, max: count, at: instant })),
});

const file = v.object({
  format: v.literal(FORMAT),
  course: v.string(),
  version: v.string(),
  lessons: v.record(v.string(), record),
});

const newerFile = v.object({ format: v.pipe(v.number(), v.safeInteger(), v.gtValue(FORMAT)) });

/** Reads the text of a progress file. */
export function parseProgress(json: string): ParsedProgress {
  if (json.length > MAX_CHARACTERS) return unreadable('it is larger than any progress file');
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return unreadable(json.trim() === '' ? 'it is empty' : 'it is not JSON');
  }
  // An array passes for an object.
  if (Array.isArray(data)) return unreadable(NO_FILE);
  if (v.is(newerFile, data))
    return unreadable(`a newer docklab wrote it (format ${data.format}, this one ${FORMAT})`);
  const parsed = v.safeParse(file, data, { abortEarly: true });
  if (!parsed.success) return unreadable(firstMistake(parsed.issues));
  const { course, version, lessons } = parsed.output;
  const records = Object.entries(lessons).map(
    ([id, { startedAt, solvedAt, freshAt, solutionAt, score, ...rest }]): [
      string,
      LessonRecord,
    ] => [id, { startedAt, solvedAt, freshAt, solutionAt, score, ...rest }],
  );
  return {
    is: 'progress',
    progress: { id: course, version, lessons: Object.fromEntries(records) },
  };
}

function unreadable(why: string): ParsedProgress {
  return { is: 'unreadable', why };
}

function firstMistake([mistake]: readonly [v.InferIssue<typeof file>, ...unknown[]]): string {
  const path = v.getDotPath(mistake) ?? '';
  return path === '' ? NO_FILE : `its "${path}" is missing or damaged`;
}

/** The file's text; the same progress gives the same bytes. */
export function formatProgress(progress: Progress): string {
  const lessons = sorted(progress.lessons, (lesson) => ({
    startedAt: lesson.startedAt,
    solvedAt: lesson.solvedAt,
    tasks: sorted(lesson.tasks, ({ passedAt }) => ({ passedAt })),
    hints: sorted(lesson.hints, (shown) => shown),
    answers: lesson.answers,
    minutesSpent: Math.round(lesson.minutesSpent * 100) / 100,
    freshAt: lesson.freshAt,
    freshStarts: lesson.freshStarts === 0 ? undefined : lesson.freshStarts,
    solutionAt: lesson.solutionAt,
    score: lesson.score && {
      earned: lesson.score.earned,
      max: lesson.score.max,
      at: lesson.score.at,
    },
  }));
  const data = { format: FORMAT, course: progress.id, version: progress.version, lessons };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

function sorted<T, R>(map: Readonly<Record<string, T>>, write: (value: T) => R): Record<string, R> {
  const entries = Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, write(value)]));
}
