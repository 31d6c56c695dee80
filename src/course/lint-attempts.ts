/** The attempts that prove a lesson: one solution, near misses that fail as expected, other right ways. */
import { basename } from 'node:path/posix';
import { parseExpectation } from './expect.ts';
import type { ExpectationResult } from './expect.ts';
import type { LintedLesson } from './lint.ts';
import { error, unknownWord, warning } from './problem.ts';
import type { Problem } from './problem.ts';
import { namesOf } from './reader.ts';
import type { Reader } from './reader.ts';
import type { Lesson } from './types.ts';

/** Fewer than the first is an error, fewer than the second a warning. */
const WANTED = {
  'near-miss': { least: 1, enough: 5, what: 'near misses' },
  'also-right': { least: 1, enough: 3, what: 'other right ways' },
} as const;

type Kind = 'solution' | keyof typeof WANTED;

/** What an attempt's folder name says it is. */
export function attemptKind(name: string): Kind | undefined {
  if (name === 'solution') return 'solution';
  const match = /^(near-miss|also-right)-[a-z0-9]+(?:-[a-z0-9]+)*$/.exec(name)?.[1];
  return match === 'near-miss' || match === 'also-right' ? match : undefined;
}

/** The folder of a lesson's attempts, relative to the course. */
export const attemptsOf = (lesson: Pick<Lesson, 'dir'>): string =>
  `lessons/${basename(lesson.dir)}/attempts`;

export async function lintAttempts(reader: Reader, linted: LintedLesson): Promise<Problem[]> {
  const names = await namesOf(reader, `${linted.folder}/attempts`, 'directory');
  const problems = counts(linted, names);
  const tried = new Set<string>();
  for (const name of names) {
    const dir = `${linted.folder}/attempts/${name}`;
    problems.push(...(await lintRun(reader, dir, name)));
    if (attemptKind(name) !== 'near-miss') continue;
    const file = `${dir}/expect.yaml`;
    const text = await reader.readText(file);
    if (text === undefined) {
      problems.push(error({ file, line: 1 }, 'missing: a near miss says which checks fail'));
      continue;
    }
    const expected = parseExpectation(text, file);
    problems.push(...unknownTasks(linted, expected, file), ...wrongScore(linted, expected, file));
    if (expected.is === 'expectation')
      for (const { task } of expected.expectation.fails) tried.add(task);
  }
  return [...problems, ...unproven(linted, tried)];
}

function counts({ lesson, file }: LintedLesson, names: readonly string[]): Problem[] {
  const place = { file, line: 1 };
  const problems: Problem[] = [];
  if (!names.includes('solution'))
    problems.push(error(place, 'no solution: expected attempts/solution/run.sh'));
  for (const kind of ['near-miss', 'also-right'] as const) {
    const { least, enough, what } = WANTED[kind];
    const count = names.filter((name) => attemptKind(name) === kind).length;
    const message = `lesson ${lesson.id} has ${count} ${what} (attempts/${kind}-NAME): expected ${enough} or more`;
    if (count < least) problems.push(error(place, message));
    else if (count < enough) problems.push(warning(place, message));
  }
  return problems;
}

async function lintRun(reader: Reader, dir: string, name: string): Promise<Problem[]> {
  const place = { file: `${dir}/run.sh`, line: 1 };
  if (attemptKind(name) === undefined)
    return [
      error(place, `attempt "${name}": expected solution, near-miss-NAME or also-right-NAME`),
    ];
  const text = await reader.readText(place.file);
  if (text === undefined) return [error(place, 'missing: every attempt has a run.sh')];
  return text.trim() === '' ? [error(place, 'empty: expected what a person does')] : [];
}

function unknownTasks(
  { lesson }: LintedLesson,
  expected: ExpectationResult,
  file: string,
): readonly Problem[] {
  if (expected.is === 'invalid') return expected.problems;
  const known = lesson.tasks.map((task) => task.id);
  const { fails, untried } = expected.expectation;
  return [
    ...fails.map(({ task }, index) => ({ task, path: ['fails', index, 'task'] })),
    ...untried.map((task, index) => ({ task, path: ['untried', index] })),
  ].flatMap(({ task, path }) =>
    known.includes(task)
      ? []
      : [error({ file, line: expected.lineOf(path) }, unknownWord('task', task, known))],
  );
}

/** Only an exam has a score, and no attempt earns more than there is. */
function wrongScore(
  { lesson }: LintedLesson,
  expected: ExpectationResult,
  file: string,
): Problem[] {
  const score = expected.is === 'invalid' ? undefined : expected.expectation.score;
  if (expected.is === 'invalid' || score === undefined) return [];
  const place = { file, line: expected.lineOf(['score']) };
  const most = lesson.tasks.reduce((sum, { points }) => sum + points, 0);
  if (lesson.kind !== 'exam') return [error(place, 'score: only an exam has one')];
  return score < most ? [] : [error(place, `score: expected less than ${most}, found ${score}`)];
}

/** Tasks of which no near miss shows that a wrong way is told from a right one. */
function unproven({ lesson, file, lines }: LintedLesson, tried: ReadonlySet<string>): Problem[] {
  return lesson.tasks.flatMap(({ id }) => {
    if (tried.has(id)) return [];
    const line = lines.findIndex((text) => new RegExp(`^[\\s-]*id: *['"]?${id}\\b`).test(text)) + 1;
    return [warning({ file, line: Math.max(1, line) }, `no near miss fails task ${id}`)];
  });
}
