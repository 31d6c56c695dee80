/** A course folder to a `Course`, or every mistake in it. */
import { resolve } from 'node:path/posix';
import { check } from './decode.ts';
import { loadLesson } from './load-lesson.ts';
import type { LoadedLesson } from './load-lesson.ts';
import { error, sortProblems } from './problem.ts';
import type { Problem } from './problem.ts';
import { namesOf } from './reader.ts';
import type { Reader } from './reader.ts';
import { courseSchema, FORMAT } from './schema.ts';
import { ordered } from './order.ts';
import type { Order } from './order.ts';
import type { Course } from './types.ts';
import { readYaml } from './yaml.ts';

export type CourseResult =
  { is: 'course'; course: Course } | { is: 'invalid'; problems: readonly Problem[] };

interface About {
  readonly course: Pick<Course, 'id' | 'title' | 'version'>;
  readonly order: Order | undefined;
}

/** Reads the course below the reader's root, which is the absolute folder `dir`. Rejects only when the reader does. */
export async function loadCourse(reader: Reader, dir: string): Promise<CourseResult> {
  const about = readAbout(await reader.readText('course.yaml'));
  // Without a format that is understood, nothing else in the folder can be judged.
  if (about.is === 'unreadable') return { is: 'invalid', problems: about.problems };
  const problems: Problem[] = about.is === 'invalid' ? [...about.problems] : [];
  const loaded: LoadedLesson[] = [];
  for (const folder of await namesOf(reader, 'lessons', 'directory')) {
    const result = await loadLesson(reader, dir, folder);
    if (result.is === 'lesson') loaded.push(result.loaded);
    else problems.push(...result.problems);
  }
  problems.push(...clashes(loaded));
  const order = about.is === 'about' ? about.about.order : undefined;
  const { lessons, problems: misplaced } = ordered(loaded, order);
  // What a broken lesson is missing from is told once, by that lesson.
  if (problems.length === 0) problems.push(...misplaced);
  if (loaded.length === 0 && problems.length === 0)
    problems.push(
      error({ file: 'course.yaml', line: 1 }, 'no lessons: expected lessons/01-ID/lesson.md'),
    );
  if (about.is === 'invalid' || problems.length > 0)
    return { is: 'invalid', problems: sortProblems(problems) };
  return { is: 'course', course: { dir: resolve(dir), ...about.about.course, lessons } };
}

type AboutResult =
  | { is: 'about'; about: About }
  | { is: 'unreadable'; problems: readonly Problem[] }
  | { is: 'invalid'; problems: readonly Problem[] };

function readAbout(text: string | undefined): AboutResult {
  const place = { file: 'course.yaml', line: 1 };
  const unreadable = (message: string): AboutResult => ({
    is: 'unreadable',
    problems: [error(place, message)],
  });
  if (text === undefined)
    return unreadable('missing: a course has a course.yaml with format, id, title and version');
  const read = readYaml(text, place);
  if (read.is === 'invalid') return { is: 'unreadable', problems: read.problems };
  const format = formatOf(read.yaml.value);
  if (format > FORMAT)
    return {
      is: 'unreadable',
      problems: [
        error(
          { ...place, line: read.yaml.lineOf(['format']) },
          `format ${format} needs a newer docklab (this one reads format ${FORMAT}): npm i -g docklab@latest`,
        ),
      ],
    };
  const checked = check(courseSchema, read.yaml, place);
  if (checked.is === 'invalid') return { is: 'invalid', problems: checked.problems };
  const { id, title, version, lessons } = checked.value;
  const lineOf: Order['lineOf'] = (entry, after) =>
    checked.lineOf(['lessons', entry, ...(after === undefined ? [] : ['after', after])]);
  const order = lessons === undefined ? undefined : { entries: lessons, lineOf };
  return { is: 'about', about: { course: { id, title, version }, order } };
}

function formatOf(value: unknown): number {
  if (typeof value !== 'object' || value === null || !('format' in value)) return 0;
  return typeof value.format === 'number' ? value.format : 0;
}

/** Lessons that claim the same id or the same place in the order. */
function clashes(loaded: readonly LoadedLesson[]): Problem[] {
  const problems: Problem[] = [];
  const firstWith = new Map<string, LoadedLesson>();
  for (const one of loaded) {
    for (const claim of [`id "${one.lesson.id}"`, `number ${one.folder.slice(0, 2)}`]) {
      const first = firstWith.get(claim);
      if (first === undefined) firstWith.set(claim, one);
      else
        problems.push(
          error(
            { file: one.file, line: 1 },
            `the ${claim} of the folder is taken by lessons/${first.folder}: expected another`,
          ),
        );
    }
  }
  return problems;
}
