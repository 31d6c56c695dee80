/** `lab.yaml` to a `LabSpec`: a strict subset of the Compose spec's keys, where every mistake names its line. */
import { resolve } from 'node:path/posix';
import { check } from '../course/decode.ts';
import { error, sortProblems } from '../course/problem.ts';
import type { Problem } from '../course/problem.ts';
import { readYaml } from '../course/yaml.ts';
import { brokenRules } from './parse-rules.ts';
import { labSchema } from './parse-schema.ts';
import { secretMistakes } from './parse-secrets.ts';
import { toService } from './parse-service.ts';
import type { LabSpec } from './spec.ts';

export type LabResult =
  { is: 'lab'; lab: LabSpec } | { is: 'invalid'; problems: readonly Problem[] };

export interface LabPlace {
  id: string;
  /** Absolute folder of the lab: `COURSE/labs/ID`. */
  dir: string;
  /** What problems call the file, relative to the course: `labs/ID/lab.yaml`. */
  file: string;
}

/** Parses a lab. Pure: whether the folders it names exist is for who builds and mounts them. */
export function parseLab(text: string, { id, dir, file }: LabPlace): LabResult {
  const place = { file, line: 1 };
  const read = readYaml(text, place);
  if (read.is === 'invalid') return read;
  const { value, lineOf } = read.yaml;
  const folders = { lab: resolve(dir), course: resolve(dir, '../..') };
  const checked = check(labSchema(folders), read.yaml, place);
  const problems = checked.is === 'invalid' ? checked.problems : [];
  const found = [
    ...(checked.is === 'value' ? brokenRules(checked.value) : []),
    ...secretMistakes(value),
  ];
  for (const { path, message } of found)
    problems.push(error({ file, line: lineOf(path) }, message));
  if (checked.is === 'invalid' || problems.length > 0)
    return { is: 'invalid', problems: sortProblems(problems) };

  const raw = checked.value;
  const own = raw['x-docklab'];
  return {
    is: 'lab',
    lab: {
      id,
      dir: folders.lab,
      services: Object.entries(raw.services).map(([name, service]) => toService(name, service)),
      network: { internal: raw.networks.default.internal },
      volumes: Object.keys(raw.volumes),
      secrets: own.secrets,
      answers: own.answers,
      touchesHost: own['touches-host'],
      mayBeRefused: own['may-be-refused'],
      alone: own.alone,
    },
  };
}
