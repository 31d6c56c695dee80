import { formatProblem } from '../../../src/course/problem.ts';
import { parseLab } from '../../../src/lab/parse.ts';
import type { LabService, LabSpec } from '../../../src/lab/spec.ts';

const place = { id: 'web', dir: '/course/labs/web', file: 'labs/web/lab.yaml' };
export const OPEN = 'networks:\n  default:\n    internal: false\n';

/** The lab of this text, which must be a valid one. */
export function labOf(text: string): LabSpec {
  const result = parseLab(text, place);
  if (result.is === 'invalid') throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.lab;
}

/** The service `web` of a lab that has these lines in it, with an image of its own. */
export function serviceOf(lines: string, rest = OPEN): LabService {
  const [service] = labOf(`services:\n  web:\n    image: a\n    ${lines}\n${rest}`).services;
  if (service === undefined) throw new Error('expected a service');
  return service;
}

/** What is wrong with this text, each with its line. */
export function problemsOf(text: string): string[] {
  const result = parseLab(text, place);
  return result.is === 'invalid'
    ? result.problems.map((problem) => `${problem.line}: ${problem.message}`)
    : [];
}

/** Problems of a service with these lines in it, the first of which is line 4 of the file. */
export const problemsWith = (lines: string, rest = OPEN) =>
  problemsOf(`services:\n  web:\n    image: a\n    ${lines}\n${rest}`);
