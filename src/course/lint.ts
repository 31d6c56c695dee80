/** What a course must have beyond its schema, checked without an engine: labs, verifiers, attempts, text. */
import { basename } from 'node:path/posix';
import { sanitise } from '../host/sanitise.ts';
import { lintAttempts } from './lint-attempts.ts';
import { deadLinks } from './lint-links.ts';
import { lintText } from './lint-text.ts';
import { error, sortProblems, unknownWord } from './problem.ts';
import type { Problem } from './problem.ts';
import { namesOf } from './reader.ts';
import type { Reader } from './reader.ts';
import type { Course, Lesson } from './types.ts';
import { parseVersions, VERSIONS_FILE } from './versions.ts';

/** Problems of the lab with this id, which has a `lab.yaml`. */
export type LintLab = (id: string) => Promise<readonly Problem[]>;

/** A lesson, where it is relative to the course, and its source. */
export interface LintedLesson {
  lesson: Lesson;
  folder: string;
  file: string;
  lines: readonly string[];
}

/** Errors and warnings of some of a course's lessons, by file and line. */
export async function lintCourse(
  reader: Reader,
  lessons: Course['lessons'],
  lintLab: LintLab,
): Promise<Problem[]> {
  const labs = [...new Set(lessons.map((lesson) => lesson.lab))];
  const found = await Promise.all([
    ...lessons.map((lesson) => lintLesson(reader, lesson)),
    ...labs.map(async (lab) => ((await hasLab(reader, lab)) ? lintLab(lab) : [])),
    lintVersions(reader),
  ]);
  return sortProblems(found.flat());
}

async function lintVersions(reader: Reader): Promise<readonly Problem[]> {
  const text = await reader.readText(VERSIONS_FILE);
  const parsed = text === undefined ? undefined : parseVersions(text, VERSIONS_FILE);
  return parsed?.is === 'invalid' ? parsed.problems : [];
}

async function lintLesson(reader: Reader, lesson: Lesson): Promise<Problem[]> {
  const folder = `lessons/${basename(lesson.dir)}`;
  const file = `${folder}/lesson.md`;
  const lines = ((await reader.readText(file)) ?? '').split(/\r\n?|\n/);
  const linted: LintedLesson = { lesson, folder, file, lines };
  return [
    ...controlCharacters(linted),
    ...lintText(linted),
    ...(await deadLinks(reader, linted)),
    ...(await missingLab(reader, linted)),
    ...(await missingVerifier(reader, linted)),
    ...(await lintAttempts(reader, linted)),
  ];
}

function controlCharacters({ file, lines }: LintedLesson): Problem[] {
  return lines.flatMap((text, index) => {
    const plain = index === 0 ? text.replace(/^\ufeff/, '') : text;
    return sanitise(plain) === plain
      ? []
      : [error({ file, line: index + 1 }, 'control characters: expected plain text')];
  });
}

async function hasLab(reader: Reader, id: string): Promise<boolean> {
  return (await reader.readText(`labs/${id}/lab.yaml`)) !== undefined;
}

async function missingLab(
  reader: Reader,
  { lesson, file, lines }: LintedLesson,
): Promise<Problem[]> {
  if (await hasLab(reader, lesson.lab)) return [];
  const labs: string[] = [];
  for (const id of await namesOf(reader, 'labs', 'directory'))
    if (await hasLab(reader, id)) labs.push(id);
  const line = lines.findIndex((text) => text.startsWith('lab:')) + 1;
  const message =
    labs.length === 0
      ? `lab: expected labs/${lesson.lab}/lab.yaml`
      : `lab: ${unknownWord('lab', lesson.lab, labs)}`;
  return [error({ file, line }, message)];
}

async function missingVerifier(reader: Reader, { lesson, file }: LintedLesson): Promise<Problem[]> {
  for (const extension of ['ts', 'js'])
    if ((await reader.readText(`verifiers/${lesson.id}.${extension}`)) !== undefined) return [];
  return [error({ file, line: 1 }, `no verifier: expected verifiers/${lesson.id}.ts`)];
}
