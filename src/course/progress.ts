/** What a learner has done in a course, as data: a pure reducer, and the merge of two instances' records. */

/** The best score of an exam so far, and when it was reached. */
export interface BestScore {
  earned: number;
  /** What could be earned on that host. */
  max: number;
  at: string;
}

/** Instants are ISO 8601 in UTC. */
export interface LessonRecord {
  startedAt: string | undefined;
  /** When the last of its tasks passed for the first time. */
  solvedAt: string | undefined;
  /** Tasks that passed at least once; one that broke again stays. */
  tasks: Readonly<Record<string, { passedAt: string }>>;
  /** Hints shown, by task. */
  hints: Readonly<Record<string, number>>;
  /** By question: index of the answer given, or null. */
  answers: readonly (number | null)[];
  minutesSpent: number;
  /** When hints and answers were forgotten, for a fresh start; what is older does not come back from another instance. */
  freshAt: string | undefined;
  /** How often it was begun afresh. */
  freshStarts: number;
  /** When the reference solution of an exam was read first; that is never forgotten. */
  solutionAt: string | undefined;
  /** Of an exam; a fresh start does not take it back. */
  score: BestScore | undefined;
}

export interface Progress {
  /** Of the course. */
  id: string;
  /** The course's version that was learned last. */
  version: string;
  lessons: Readonly<Record<string, LessonRecord>>;
}

export type Change =
  | { is: 'started'; lesson: string }
  /** `tasks` are all of the lesson's: it is solved when each of them has passed. */
  | { is: 'passed'; lesson: string; task: string; tasks: readonly string[] }
  | { is: 'hinted'; lesson: string; task: string }
  | { is: 'answered'; lesson: string; question: number; answer: number }
  | { is: 'spent'; lesson: string; minutes: number }
  /** Begun afresh: hints and answers are forgotten, what was reached is not. */
  | { is: 'fresh'; lesson: string }
  /** The reference solution of an exam was read. */
  | { is: 'solution-seen'; lesson: string }
  | { is: 'scored'; lesson: string; earned: number; max: number };

export function noProgress(course: { id: string; version: string }): Progress {
  return { id: course.id, version: course.version, lessons: {} };
}

const NEW: LessonRecord = {
  startedAt: undefined,
  solvedAt: undefined,
  tasks: {},
  hints: {},
  answers: [],
  minutesSpent: 0,
  freshAt: undefined,
  freshStarts: 0,
  solutionAt: undefined,
  score: undefined,
};

/** The record of a lesson; an empty one when it was never opened. */
export function recordOf(progress: Progress, lesson: string): LessonRecord {
  return own(progress.lessons, lesson) ?? NEW;
}

/** Progress after a change at an instant. What was reached is never taken back. */
export function progressAfter(progress: Progress, change: Change, at: Date): Progress {
  const record = recordAfter(recordOf(progress, change.lesson), change, at.toISOString());
  return { ...progress, lessons: { ...progress.lessons, [change.lesson]: record } };
}

function recordAfter(record: LessonRecord, change: Change, at: string): LessonRecord {
  switch (change.is) {
    case 'started':
      return { ...record, startedAt: record.startedAt ?? at };
    case 'passed': {
      const passed = { passedAt: own(record.tasks, change.task)?.passedAt ?? at };
      const tasks = { ...record.tasks, [change.task]: passed };
      const solved = change.tasks.every((task) => own(tasks, task) !== undefined);
      return { ...record, tasks, solvedAt: record.solvedAt ?? (solved ? at : undefined) };
    }
    case 'hinted': {
      const shown = (own(record.hints, change.task) ?? 0) + 1;
      return { ...record, hints: { ...record.hints, [change.task]: shown } };
    }
    case 'answered': {
      const length = Math.max(record.answers.length, change.question + 1);
      const answers = Array.from({ length }, (_, index) =>
        index === change.question ? change.answer : (record.answers[index] ?? null),
      );
      return { ...record, answers };
    }
    case 'spent':
      return { ...record, minutesSpent: record.minutesSpent + change.minutes };
    case 'fresh':
      return {
        ...record,
        hints: {},
        answers: [],
        freshAt: at,
        freshStarts: record.freshStarts + 1,
      };
    case 'solution-seen':
      return { ...record, solutionAt: record.solutionAt ?? at };
    case 'scored':
      return { ...record, score: better(record.score, { ...pointsOf(change), at }) };
  }
}

/**
 * What two instances know together: the union, of which the earliest instant and the most hints count. `mine` decides
 * between two answers to one question, and names the version.
 */
export function mergeProgress(mine: Progress, theirs: Progress): Progress {
  return { ...mine, lessons: mergeMaps(mine.lessons, theirs.lessons, mergeRecords) };
}

function mergeRecords(mine: LessonRecord, theirs: LessonRecord): LessonRecord {
  const [own, other] = sinceFresh(mine, theirs);
  const length = Math.max(own.answers.length, other.answers.length);
  return {
    startedAt: earliest(mine.startedAt, theirs.startedAt),
    solvedAt: earliest(mine.solvedAt, theirs.solvedAt),
    tasks: mergeMaps(mine.tasks, theirs.tasks, (a, b) =>
      Date.parse(b.passedAt) < Date.parse(a.passedAt) ? b : a,
    ),
    hints: mergeMaps(own.hints, other.hints, Math.max),
    answers: Array.from(
      { length },
      (_, index) => own.answers[index] ?? other.answers[index] ?? null,
    ),
    // Not the sum: both began with what the file said before.
    minutesSpent: Math.max(mine.minutesSpent, theirs.minutesSpent),
    freshAt: own.freshAt ?? other.freshAt,
    freshStarts: Math.max(mine.freshStarts, theirs.freshStarts),
    solutionAt: earliest(mine.solutionAt, theirs.solutionAt),
    score: better(mine.score, theirs.score),
  };
}

/** Of two records, what was made since the later of their fresh starts. */
function sinceFresh(a: LessonRecord, b: LessonRecord): [LessonRecord, LessonRecord] {
  const [at, bt] = [a, b].map(({ freshAt }) => (freshAt === undefined ? 0 : Date.parse(freshAt)));
  if (at === bt) return [a, b];
  const forgotten = { hints: {}, answers: [], freshAt: undefined };
  return (at ?? 0) > (bt ?? 0) ? [a, { ...b, ...forgotten }] : [{ ...a, ...forgotten }, b];
}

const pointsOf = ({ earned, max }: Pick<BestScore, 'earned' | 'max'>) => ({ earned, max });

/** The one with more points; of two with the same, the first that was reached. */
function better(a: BestScore | undefined, b: BestScore | undefined): BestScore | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.earned !== b.earned) return a.earned > b.earned ? a : b;
  return Date.parse(b.at) < Date.parse(a.at) ? b : a;
}

function earliest(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(b) < Date.parse(a) ? b : a;
}

function mergeMaps<T>(
  mine: Readonly<Record<string, T>>,
  theirs: Readonly<Record<string, T>>,
  both: (mine: T, theirs: T) => T,
): Record<string, T> {
  const merged = new Map(Object.entries(theirs));
  for (const [key, value] of Object.entries(mine)) {
    const other = merged.get(key);
    merged.set(key, other === undefined ? value : both(value, other));
  }
  return Object.fromEntries(merged);
}

// Ids come from a file: `constructor` must not find what every object inherits.
function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
