/** The reference solution of a lesson, to be read. */
import { join } from 'node:path';
import type { Lesson } from '../course/types.ts';
import type { Files } from '../host/files.ts';
import { sanitise } from '../host/sanitise.ts';

const LIMIT = { bytes: 64 * 1024, files: 40, depth: 5 };
const SCRIPT = 'run.sh';

export const solutionDir = (lesson: Lesson): string => join(lesson.dir, 'attempts', 'solution');

/** Its script first, then its files by path; what is larger than a person reads says so in place of its text. */
export async function solutionFiles(
  files: Files,
  lesson: Lesson,
): Promise<readonly { name: string; text: string }[]> {
  const names = await pathsBelow(files, solutionDir(lesson), '', LIMIT.depth);
  const ordered = [
    ...names.filter((name) => name === SCRIPT),
    ...names.filter((name) => name !== SCRIPT),
  ];
  return Promise.all(
    ordered
      .slice(0, LIMIT.files)
      .map(async (name) => ({ name, text: await textOf(files, join(solutionDir(lesson), name)) })),
  );
}

async function textOf(files: Files, path: string): Promise<string> {
  const text = await files.read(path, LIMIT.bytes).catch(() => undefined);
  return text === undefined ? '(too large to be shown)' : sanitise(text);
}

async function pathsBelow(
  files: Files,
  dir: string,
  prefix: string,
  depth: number,
): Promise<string[]> {
  const found: string[] = [];
  for (const { name, kind } of await files.list(join(dir, prefix))) {
    if (kind === 'file') found.push(join(prefix, name));
    if (kind === 'directory' && depth > 0)
      found.push(...(await pathsBelow(files, dir, join(prefix, name), depth - 1)));
  }
  return found;
}
