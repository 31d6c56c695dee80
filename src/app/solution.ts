/** The reference solution of a lesson, to be read. */
import { basename } from 'node:path/posix';
import { namesOf, type Reader } from '../course/reader.ts';
import type { Lesson } from '../course/types.ts';
import { sanitise } from '../host/sanitise.ts';
import type { World } from './world.ts';

export interface SolutionFile {
  /** Relative to the learner's workspace. */
  name: string;
  text: string;
}

/** Its script first, then the files that it puts into the workspace; safe to print. */
export async function solutionOf(world: World, lesson: Lesson): Promise<SolutionFile[]> {
  const dir = `lessons/${basename(lesson.dir)}/attempts/solution`;
  const names = await filesBelow(world.reader, dir, '');
  const files: SolutionFile[] = [];
  for (const name of names.toSorted((a, b) => rank(a) - rank(b))) {
    const text = await world.reader.readText(`${dir}/${name}`);
    if (text !== undefined) files.push({ name, text: sanitise(text) });
  }
  return files;
}

const rank = (name: string) => (name === 'run.sh' ? 0 : 1);

async function filesBelow(reader: Reader, dir: string, below: string): Promise<string[]> {
  const folder = below === '' ? dir : `${dir}/${below}`;
  const named = (name: string) => (below === '' ? name : `${below}/${name}`);
  const files = (await namesOf(reader, folder, 'file')).map(named);
  for (const name of await namesOf(reader, folder, 'directory'))
    files.push(...(await filesBelow(reader, dir, named(name))));
  return files;
}
