import { describe, expect, it } from 'vitest';
import {
  mergeProgress,
  noProgress,
  progressAfter,
  recordOf,
} from '../../../src/course/progress.ts';
import type { Change, Progress } from '../../../src/course/progress.ts';
import { formatProgress, parseProgress } from '../../../src/course/progress-file.ts';

const EMPTY = noProgress({ id: 'mini', version: '1.0.0' });
const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 10, n));
const iso = (n: number) => minute(n).toISOString();

const after = (changes: readonly Change[], from: Progress = EMPTY, first = 0) =>
  changes.reduce(
    (progress, change, index) => progressAfter(progress, change, minute(first + index)),
    from,
  );

const passed = (task: string): Change => ({
  is: 'passed',
  lesson: 'hello',
  task,
  tasks: ['a', 'b'],
});
const started: Change = { is: 'started', lesson: 'hello' };

describe('progress', () => {
  it('of a lesson that was never opened is empty', () => {
    expect(recordOf(EMPTY, 'hello')).toMatchObject({
      startedAt: undefined,
      tasks: {},
      minutesSpent: 0,
      freshAt: undefined,
    });
    expect(recordOf(EMPTY, 'constructor').startedAt).toBeUndefined();
  });

  it('keeps the first instant of starting and of passing', () => {
    const progress = after([started, passed('a'), started, passed('a')]);
    expect(recordOf(progress, 'hello')).toMatchObject({
      startedAt: iso(0),
      tasks: { a: { passedAt: iso(1) } },
    });
  });

  it('is solved once every task of the lesson has passed, in any order', () => {
    expect(recordOf(after([passed('b')]), 'hello').solvedAt).toBeUndefined();
    expect(recordOf(after([passed('b'), passed('a'), passed('a')]), 'hello').solvedAt).toBe(iso(1));
  });

  it('is not solved by a task that has the name of something every object inherits', () => {
    const change: Change = {
      is: 'passed',
      lesson: 'hello',
      task: 'a',
      tasks: ['a', 'constructor'],
    };
    expect(recordOf(after([change]), 'hello').solvedAt).toBeUndefined();
  });

  it('counts hints and minutes, and remembers the last answer to each question', () => {
    const hinted: Change = { is: 'hinted', lesson: 'hello', task: 'a' };
    const answered = (question: number, answer: number): Change => ({
      is: 'answered',
      lesson: 'hello',
      question,
      answer,
    });
    const spent: Change = { is: 'spent', lesson: 'hello', minutes: 1.5 };
    expect(
      recordOf(
        after([hinted, hinted, answered(2, 0), answered(0, 1), answered(0, 2), spent, spent]),
        'hello',
      ),
    ).toMatchObject({
      hints: { a: 2 },
      answers: [2, null, 0],
      minutesSpent: 3,
      freshAt: undefined,
    });
  });

  it('leaves what it was before unchanged', () => {
    const before = after([started]);
    const text = formatProgress(before);
    after([passed('a'), passed('b')], before);
    expect(formatProgress(before)).toBe(text);
  });
});

describe('the progress of two instances at once', () => {
  const mine = after([
    started,
    passed('a'),
    { is: 'answered', lesson: 'hello', question: 0, answer: 1 },
  ]);
  const theirs = after(
    [
      started,
      passed('a'),
      passed('b'),
      { is: 'hinted', lesson: 'hello', task: 'b' },
      { is: 'answered', lesson: 'hello', question: 1, answer: 0 },
      { is: 'started', lesson: 'other' },
    ],
    EMPTY,
    10,
  );

  it('is the union, with the earliest instants', () => {
    const merged = mergeProgress(mine, theirs);
    expect(recordOf(merged, 'hello')).toEqual({
      startedAt: iso(0),
      solvedAt: iso(12),
      tasks: { a: { passedAt: iso(1) }, b: { passedAt: iso(12) } },
      hints: { b: 1 },
      answers: [1, 0],
      minutesSpent: 0,
      freshAt: undefined,
      freshStarts: 0,
      solutionAt: undefined,
      score: undefined,
    });
    expect(recordOf(merged, 'other').startedAt).toBe(iso(15));
  });

  it('keeps when the solution was first seen, through every fresh start and whoever saw it', () => {
    const seen = { is: 'solution-seen', lesson: 'hello' } as const;
    const fresh = { is: 'fresh', lesson: 'hello' } as const;
    const ended = after([seen, fresh, seen, fresh]);
    expect(recordOf(ended, 'hello')).toMatchObject({ solutionAt: iso(0), freshStarts: 2 });
    expect(recordOf(mergeProgress(mine, ended), 'hello').solutionAt).toBe(iso(0));
    expect(recordOf(mergeProgress(ended, mine), 'hello')).toMatchObject({
      solutionAt: iso(0),
      freshStarts: 2,
    });
    const read = parseProgress(formatProgress(ended));
    expect(read).toMatchObject({
      progress: { lessons: { hello: { solutionAt: iso(0), freshStarts: 2 } } },
    });
  });

  it('keeps the best score of an exam, and when it was reached first', () => {
    const scored = (earned: number): Change => ({ is: 'scored', lesson: 'hello', earned, max: 25 });
    const best = { earned: 15, max: 25, at: iso(1) };
    const ours = after([scored(10), scored(15), { is: 'fresh', lesson: 'hello' }, scored(15)]);
    expect(recordOf(ours, 'hello').score).toEqual(best);
    const less = after([scored(5)], EMPTY, 20);
    expect(recordOf(mergeProgress(less, ours), 'hello').score).toEqual(best);
    expect(recordOf(mergeProgress(ours, less), 'hello').score).toEqual(best);
    expect(recordOf(mergeProgress(mine, less), 'hello').score).toMatchObject({ earned: 5 });
    const read = parseProgress(formatProgress(ours));
    expect(read).toMatchObject({ progress: { lessons: { hello: { score: best } } } });
  });

  it('is the same whoever merges, and merging again changes nothing', () => {
    const text = formatProgress(mergeProgress(mine, theirs));
    expect(formatProgress(mergeProgress(theirs, mine))).toBe(text);
    expect(formatProgress(mergeProgress(mergeProgress(mine, theirs), theirs))).toBe(text);
    expect(formatProgress(mergeProgress(mine, mergeProgress(mine, theirs)))).toBe(text);
  });

  it('does not count the same minutes twice', () => {
    const shared = after([{ is: 'spent', lesson: 'hello', minutes: 10 }]);
    const later = after([{ is: 'spent', lesson: 'hello', minutes: 2 }], shared);
    expect(recordOf(mergeProgress(later, shared), 'hello').minutesSpent).toBe(12);
  });

  it('does not bring back hints and answers from before a fresh start, and keeps what was reached', () => {
    const before = after([
      passed('a'),
      { is: 'hinted', lesson: 'hello', task: 'b' },
      { is: 'answered', lesson: 'hello', question: 0, answer: 1 },
    ]);
    const fresh = after([{ is: 'fresh', lesson: 'hello' }], before, 20);
    const gone = { hints: {}, answers: [], tasks: { a: { passedAt: iso(0) } }, freshAt: iso(20) };
    expect(recordOf(fresh, 'hello')).toMatchObject(gone);
    expect(recordOf(mergeProgress(fresh, before), 'hello')).toMatchObject(gone);
    expect(recordOf(mergeProgress(before, fresh), 'hello')).toMatchObject(gone);
    const again = after([{ is: 'answered', lesson: 'hello', question: 1, answer: 2 }], fresh, 30);
    expect(recordOf(mergeProgress(again, before), 'hello').answers).toEqual([null, 2]);
  });

  it('lets my own answer win over theirs', () => {
    const answer = (n: number) =>
      after([{ is: 'answered', lesson: 'hello', question: 0, answer: n }]);
    expect(recordOf(mergeProgress(answer(2), answer(1)), 'hello').answers).toEqual([2]);
  });
});

describe('the progress file', () => {
  const progress = after([
    started,
    passed('b'),
    passed('a'),
    { is: 'hinted', lesson: 'hello', task: 'a' },
  ]);

  it('is readable, with its keys in order', () => {
    expect(formatProgress(progress)).toBe(`{
  "format": 1,
  "course": "mini",
  "version": "1.0.0",
  "lessons": {
    "hello": {
      "startedAt": "2026-01-01T10:00:00.000Z",
      "solvedAt": "2026-01-01T10:02:00.000Z",
      "tasks": {
        "a": {
          "passedAt": "2026-01-01T10:02:00.000Z"
        },
        "b": {
          "passedAt": "2026-01-01T10:01:00.000Z"
        }
      },
      "hints": {
        "a": 1
      },
      "answers": [],
      "minutesSpent": 0
    }
  }
}
`);
  });

  it('of an older docklab, without fresh starts, is read as it is', () => {
    const text = formatProgress(progress);
    expect(text).not.toContain('freshAt');
    const fresh = after([{ is: 'fresh', lesson: 'hello' }], progress, 9);
    expect(parseProgress(formatProgress(fresh))).toEqual({ is: 'progress', progress: fresh });
  });

  it('comes back as it was', () => {
    expect(parseProgress(formatProgress(progress))).toEqual({ is: 'progress', progress });
    expect(parseProgress(formatProgress(EMPTY))).toEqual({ is: 'progress', progress: EMPTY });
  });

  it.each([
    ['', 'it is empty'],
    ['\n', 'it is empty'],
    [formatProgress(progress).slice(0, 100), 'it is not JSON'],
    ['\u0000\u0000', 'it is not JSON'],
    ['[]', 'it is no progress file'],
    ['{"format":2,"anything":[]}', 'a newer docklab wrote it (format 2, this one 1)'],
    ['{"format":1,"course":"a","version":"1"}', 'its "lessons" is missing or damaged'],
    [
      '{"format":1,"course":"a","version":"1","lessons":{"x":{"startedAt":"yesterday"}}}',
      'its "lessons.x.startedAt" is missing or damaged',
    ],
    [
      '{"format":1,"course":"a","version":"1","lessons":{"x":{"hints":{"t":-1}}}}',
      'its "lessons.x.hints.t" is missing or damaged',
    ],
    [' '.repeat(2_000_000), 'it is larger than any progress file'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'it is no progress file'],
  ])('with %.60j is unreadable, and says why', (text, why) => {
    expect(parseProgress(text)).toEqual({ is: 'unreadable', why });
  });
});
