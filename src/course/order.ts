/** The lessons in the order of `course.yaml`, each with what it builds on, or every mistake in that. */
import type { LoadedLesson } from './load-lesson.ts';
import { error, unknownWord } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Lesson } from './types.ts';

/** `lessons` of `course.yaml`. */
export interface Order {
  readonly entries: readonly { readonly id: string; readonly after: readonly string[] }[];
  /** The line of the entry of that index, and of one of its prerequisites. */
  readonly lineOf: (entry: number, after?: number) => number;
}

export interface Ordered {
  readonly lessons: readonly Lesson[];
  readonly problems: readonly Problem[];
}

/** Without an order, lessons keep that of their folders, and none builds on another. */
export function ordered(loaded: readonly LoadedLesson[], order: Order | undefined): Ordered {
  if (order === undefined) return { lessons: loaded.map(({ lesson }) => lesson), problems: [] };
  const problems = [
    ...mistakes(loaded, order),
    ...unnamed(loaded, order),
    ...shuffled(loaded, order),
  ];
  const lessons = order.entries.flatMap(({ id, after }) => {
    const lesson = loaded.find((one) => one.lesson.id === id)?.lesson;
    return lesson === undefined ? [] : [{ ...lesson, after }];
  });
  return {
    lessons: lessons.map((lesson, index) => ({ ...lesson, order: index + 1 })),
    problems,
  };
}

/** Entries without a lesson, named twice, or that build on what does not come before them. */
function mistakes(loaded: readonly LoadedLesson[], { entries, lineOf }: Order): Problem[] {
  const known = loaded.map(({ lesson }) => lesson.id);
  const before: string[] = [];
  return entries.flatMap(({ id, after }, index) => {
    const here = (message: string, which?: number): Problem =>
      error({ file: 'course.yaml', line: lineOf(index, which) }, `lessons[${index}]${message}`);
    const own = before.includes(id)
      ? [here(`: "${id}" is named twice: expected each lesson once`)]
      : known.includes(id)
        ? []
        : [here(`: ${unknownWord('lesson', id, known)}`)];
    const late = after.flatMap((other, which) =>
      before.includes(other)
        ? []
        : [
            here(
              known.includes(other)
                ? `.after: "${other}" does not come before "${id}": expected an earlier lesson`
                : `.after: ${unknownWord('lesson', other, known)}`,
              which,
            ),
          ],
    );
    before.push(id);
    return [...own, ...late];
  });
}

function unnamed(loaded: readonly LoadedLesson[], { entries }: Order): Problem[] {
  const named = new Set(entries.map(({ id }) => id));
  return loaded
    .filter(({ lesson }) => !named.has(lesson.id))
    .map(({ file, lesson }) =>
      error({ file, line: 1 }, `"${lesson.id}" is not in course.yaml: expected it under lessons`),
    );
}

/** A newcomer finds the lessons in the folder as in the course. */
function shuffled(loaded: readonly LoadedLesson[], { entries, lineOf }: Order): Problem[] {
  const folders = entries.map(({ id }) => loaded.find(({ lesson }) => lesson.id === id)?.folder);
  return folders.flatMap((folder, index) => {
    const earlier = folders
      .slice(0, index)
      .find((one) => one !== undefined && folder !== undefined && one > folder);
    return earlier === undefined
      ? []
      : [
          error(
            { file: 'course.yaml', line: lineOf(index) },
            `lessons[${index}]: the folder ${folder} comes before ${earlier}: expected the order of the folders`,
          ),
        ];
  });
}
