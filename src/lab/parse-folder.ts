/** A lab's folder: its `lab.yaml` parsed, and whether the files it names are there. */
import { join, relative, resolve } from 'node:path/posix';
import { error } from '../course/problem.ts';
import type { Problem } from '../course/problem.ts';
import type { Reader } from '../course/reader.ts';
import { readYaml } from '../course/yaml.ts';
import { parseLab } from './parse.ts';
import type { LabResult } from './parse.ts';
import type { LabSpec } from './spec.ts';

const fileOf = (id: string) => `labs/${id}/lab.yaml`;

/** Loads the lab with this id. The reader's root is the course's absolute folder `dir`. */
export async function loadLab(reader: Reader, dir: string, id: string): Promise<LabResult> {
  const file = fileOf(id);
  const text = await reader.readText(file);
  return text === undefined
    ? { is: 'invalid', problems: [error({ file, line: 1 }, 'missing: every lab has a lab.yaml')] }
    : parseLab(text, { id, dir: join(dir, 'labs', id), file });
}

/** Everything wrong with a lab that can be seen without an engine. */
export async function lintLab(
  reader: Reader,
  dir: string,
  id: string,
): Promise<readonly Problem[]> {
  const result = await loadLab(reader, dir, id);
  if (result.is === 'invalid') return result.problems;
  const file = fileOf(id);
  const read = readYaml((await reader.readText(file)) ?? '', { file, line: 1 });
  const problems: Problem[] = [];
  for (const { path, key, what } of neededFiles(result.lab)) {
    const found = relative(resolve(dir), path);
    if ((await reader.readText(found)) !== undefined) continue;
    if ((await reader.list(found)).length > 0) continue;
    const line = read.is === 'yaml' ? read.yaml.lineOf(['services', ...key]) : 1;
    problems.push(error({ file, line }, `${what}: expected ${found}`));
  }
  return problems;
}

/** Absolute paths in the course that the lab needs, which key of which service names them, and for what. */
function neededFiles(lab: LabSpec): { path: string; key: string[]; what: string }[] {
  const course = resolve(lab.dir, '../..');
  return lab.services.flatMap(({ name, build, volumes }) => [
    ...(build === undefined
      ? []
      : [
          {
            path: join(build.context, build.dockerfile),
            key: [name, 'build'],
            what: `service ${name} is built from a Dockerfile that is not there`,
          },
        ]),
    ...volumes
      .filter(({ kind, source }) => kind === 'bind' && source.startsWith(`${course}/`))
      .map(({ source }) => ({
        path: source,
        key: [name, 'volumes'],
        what: `service ${name} mounts what is not there`,
      })),
  ]);
}
