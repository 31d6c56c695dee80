/** One lesson folder to a `Lesson`, or every mistake in it. */
import { resolve } from 'node:path/posix';
import { decode } from './decode.ts';
import { splitFrontMatter, YAML_LINE } from './front-matter.ts';
import { readMarkdown } from './markdown.ts';
import { error } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Reader } from './reader.ts';
import { ID, lessonSchema } from './schema.ts';
import type { Lesson } from './types.ts';

/** Far above any honest lesson (a long one has 40 KiB). */
const MAX_CHARACTERS = 512 * 1024;

export interface LoadedLesson {
  lesson: Lesson;
  folder: string;
  /** The lesson's file, relative to the course. */
  file: string;
}

export type LessonResult =
  { is: 'lesson'; loaded: LoadedLesson } | { is: 'invalid'; problems: readonly Problem[] };

/** Reads `lessons/FOLDER/lesson.md`; `dir` is the course's absolute folder. */
export async function loadLesson(
  reader: Reader,
  dir: string,
  folder: string,
): Promise<LessonResult> {
  const file = `lessons/${folder}/lesson.md`;
  const refuse = (line: number, message: string): LessonResult => ({
    is: 'invalid',
    problems: [error({ file, line }, message)],
  });
  const name = parseFolder(folder);
  if (name === undefined)
    return refuse(1, `folder "${folder}": expected two digits, a dash and an id, such as 01-hello`);
  const text = await reader.readText(file);
  if (text === undefined) return refuse(1, 'missing: every folder in lessons/ has a lesson.md');
  if (text.length > MAX_CHARACTERS)
    return refuse(1, `too large: expected at most ${MAX_CHARACTERS / 1024} KiB`);
  const parts = splitFrontMatter(text);
  if (parts.is === 'invalid') return refuse(parts.line, parts.expected);

  const front = decode(lessonSchema, parts.yaml, { file, line: YAML_LINE });
  const { blocks, mistakes } = readMarkdown(parts.body, parts.bodyLine);
  const problems = mistakes.map((mistake) => error({ file, line: mistake.line }, mistake.message));
  if (front.is === 'invalid') return { is: 'invalid', problems: [...front.problems, ...problems] };
  for (const index of repeated(front.value.tasks.map((task) => task.id)))
    problems.push(
      error(
        { file, line: front.lineOf(['tasks', index, 'id']) },
        `tasks[${index}].id: "${front.value.tasks[index]?.id}" is taken: expected an id of its own`,
      ),
    );
  if (problems.length > 0) return { is: 'invalid', problems };
  const lesson: Lesson = {
    ...name,
    after: [],
    ...front.value,
    blocks,
    dir: resolve(dir, 'lessons', folder),
  };
  return { is: 'lesson', loaded: { lesson, folder, file } };
}

/** `07-secrets` to its order and id. */
function parseFolder(folder: string): { id: string; order: number } | undefined {
  const match = /^(\d\d)-(.+)$/.exec(folder);
  const id = match?.[2] ?? '';
  return match === null || !ID.test(id) || id.length > 40
    ? undefined
    : { id, order: Number(match[1]) };
}

/** Indexes of entries that an earlier one equals. */
function repeated(names: readonly string[]): number[] {
  return names.flatMap((name, index) => (names.indexOf(name) < index ? [index] : []));
}
