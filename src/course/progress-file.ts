/** The progress file: readable JSON with its keys in a stable order. */
// The small form of the schema library: the home screen waits for this file to be read.
import * as z from 'zod/mini';
import type { LessonRecord, Progress } from './progress.ts';

/** The newest form of the file that this docklab reads. */
const FORMAT = 1;
/** Far above any honest file. */
const MAX_CHARACTERS = 1024 * 1024;

export type ParsedProgress =
  | { is: 'progress'; progress: Progress }
  /** To be kept aside, never overwritten. `why` is one sentence without a full stop. */
  | { is: 'unreadable'; why: string };

// The library's name for it.
// eslint-disable-next-line no-underscore-dangle
const withDefault = z._default;
const instant = z.iso.datetime();
const count = z.int().check(z.gte(0), z.lte(1_000_000));

const record = z.object({
  startedAt: z.optional(instant),
  solvedAt: z.optional(instant),
  tasks: withDefault(z.record(z.string(), z.object({ passedAt: instant })), {}),
  hints: withDefault(z.record(z.string(), count), {}),
  answers: withDefault(z.array(z.nullable(count)).check(z.maxLength(100)), []),
  minutesSpent: withDefault(z.number().check(z.gte(0)), 0),
  freshAt: z.optional(instant),
});

const file = z.object({
  format: z.literal(FORMAT),
  course: z.string(),
  version: z.string(),
  lessons: z.record(z.string(), record),
});

const newerFile = z.object({ format: z.int().check(z.gt(FORMAT)) });

/** Reads the text of a progress file. */
export function parseProgress(json: string): ParsedProgress {
  if (json.length > MAX_CHARACTERS) return unreadable('it is larger than any progress file');
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return unreadable(json.trim() === '' ? 'it is empty' : 'it is not JSON');
  }
  const newer = newerFile.safeParse(data);
  if (newer.success)
    return unreadable(`a newer docklab wrote it (format ${newer.data.format}, this one ${FORMAT})`);
  const parsed = file.safeParse(data);
  if (!parsed.success) return unreadable(firstMistake(parsed.error));
  const { course, version, lessons } = parsed.data;
  const records = Object.entries(lessons).map(
    ([id, { startedAt, solvedAt, freshAt, ...rest }]): [string, LessonRecord] => [
      id,
      { startedAt, solvedAt, freshAt, ...rest },
    ],
  );
  return {
    is: 'progress',
    progress: { id: course, version, lessons: Object.fromEntries(records) },
  };
}

function unreadable(why: string): ParsedProgress {
  return { is: 'unreadable', why };
}

function firstMistake(error: z.core.$ZodError): string {
  const path = error.issues[0]?.path.map(String).join('.') ?? '';
  return path === '' ? 'it is no progress file' : `its "${path}" is missing or damaged`;
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
  }));
  const data = { format: FORMAT, course: progress.id, version: progress.version, lessons };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

function sorted<T, R>(map: Readonly<Record<string, T>>, write: (value: T) => R): Record<string, R> {
  const entries = Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, write(value)]));
}
