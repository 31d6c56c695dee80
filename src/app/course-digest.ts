/**
 * One digest of all that decides a lesson: `course.yaml`, its folder, its lab, and the verifiers. It is the SHA-256 of lines
 * as `sha256sum` prints them, in the order of their paths; the verifiers are one line, made the same way of theirs.
 */
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { Lesson } from '../course/types.ts';
import { DocklabError } from '../host/error.ts';
import type { Files } from '../host/files.ts';
import type { World } from './world.ts';

const LIMIT = { bytes: 16 * 1024 * 1024, files: 2_000, depth: 8 };
const VERIFIERS = 'verifiers';
/** In the published package, which has no sources of verifiers, the digest of those that it was built of. */
const BUILT = join('dist', 'verifiers.sha256');

/** `sha256:…`. Rejects when a file may not be read, or there are far too many. */
export async function lessonDigest(
  { files, course }: Pick<World, 'files' | 'course'>,
  lesson: Lesson,
): Promise<string> {
  const own = [`lessons/${basename(lesson.dir)}`, `labs/${lesson.lab}`];
  const paths = ['course.yaml'];
  for (const folder of own) paths.push(...(await pathsBelow(files, course.dir, folder, 0)));
  const lines = await linesOf(files, course.dir, paths);
  return `sha256:${digestOf([...lines, `${await verifiersDigest(files, course.dir)}  ${VERIFIERS}`])}`;
}

async function verifiersDigest(files: Files, dir: string): Promise<string> {
  const paths = await pathsBelow(files, dir, VERIFIERS, 0);
  if (paths.length > 0) return digestOf(await linesOf(files, dir, paths));
  return (await files.read(join(dir, BUILT), 200))?.trim() ?? '';
}

const digestOf = (lines: readonly string[]): string =>
  createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');

async function linesOf(files: Files, dir: string, paths: readonly string[]): Promise<string[]> {
  if (paths.length > LIMIT.files)
    throw new DocklabError('course-invalid', `The lesson has more than ${LIMIT.files} files.`);
  const lines: string[] = [];
  for (const path of paths.toSorted()) {
    const digest = await files.digest(join(dir, path), LIMIT.bytes);
    if (digest !== undefined) lines.push(`${digest}  ${path}`);
  }
  return lines;
}

/** Files below a folder of the course, with `/` between the parts. */
async function pathsBelow(
  files: Files,
  dir: string,
  folder: string,
  depth: number,
): Promise<string[]> {
  const found: string[] = [];
  for (const { name, kind } of await files.list(join(dir, folder))) {
    const path = `${folder}/${name}`;
    if (kind === 'file' || kind === 'symlink') found.push(path);
    if (kind === 'directory' && depth < LIMIT.depth)
      found.push(...(await pathsBelow(files, dir, path, depth + 1)));
  }
  return found;
}
