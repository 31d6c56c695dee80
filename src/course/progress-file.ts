/** The progress file: readable JSON with its keys in a stable order. */
import type { LessonRecord, Progress } from './progress.ts';
import {
  Damaged,
  amount,
  count,
  field,
  instant,
  listOf,
  mapOf,
  nullable,
  otherwise,
  text,
  type Read,
} from './shape.ts';

/** The newest form of the file that this docklab reads. */
const FORMAT = 1;
/** Far above any honest file. */
const MAX_CHARACTERS = 1024 * 1024;

export type ParsedProgress =
  | { is: 'progress'; progress: Progress }
  /** To be kept aside, never overwritten. `why` is one sentence without a full stop. */
  | { is: 'unreadable'; why: string };

const shown = count(1_000_000);

const record: Read<LessonRecord> = (value, place) => ({
  startedAt: field(value, place, 'startedAt', otherwise(instant, undefined)),
  solvedAt: field(value, place, 'solvedAt', otherwise(instant, undefined)),
  tasks: field(value, place, 'tasks', otherwise(mapOf(passed), {})),
  hints: field(value, place, 'hints', otherwise(mapOf(shown), {})),
  answers: field(value, place, 'answers', otherwise(listOf(nullable(shown), 100), [])),
  minutesSpent: field(value, place, 'minutesSpent', otherwise(amount, 0)),
  freshAt: field(value, place, 'freshAt', otherwise(instant, undefined)),
});

const passed: Read<{ passedAt: string }> = (value, place) => ({
  passedAt: field(value, place, 'passedAt', instant),
});

const file = (value: unknown): Progress => ({
  id: field(value, '', 'course', text),
  version: field(value, '', 'version', text),
  lessons: field(value, '', 'lessons', mapOf(record)),
});

/** Reads the text of a progress file. */
export function parseProgress(json: string): ParsedProgress {
  if (json.length > MAX_CHARACTERS) return unreadable('it is larger than any progress file');
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return unreadable(json.trim() === '' ? 'it is empty' : 'it is not JSON');
  }
  try {
    const format = field(data, '', 'format', count(Number.MAX_SAFE_INTEGER));
    if (format > FORMAT)
      return unreadable(`a newer docklab wrote it (format ${format}, this one ${FORMAT})`);
    if (format < FORMAT) throw new Damaged('format');
    return { is: 'progress', progress: file(data) };
  } catch (error) {
    if (error instanceof Damaged) return unreadable(mistake(error));
    throw error;
  }
}

function unreadable(why: string): ParsedProgress {
  return { is: 'unreadable', why };
}

const mistake = ({ place }: Damaged): string =>
  place === '' ? 'it is no progress file' : `its "${place}" is missing or damaged`;

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
