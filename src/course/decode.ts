/** Text to a typed value by a schema, or every mistake with its line and what was expected there. */
import * as z from 'zod';
import { error, meant, sortProblems, unknownWord } from './problem.ts';
import type { Place, Problem } from './problem.ts';
import { readYaml } from './yaml.ts';
import type { Yaml } from './yaml.ts';

export type Decoded<T> =
  { is: 'value'; value: T; lineOf: Yaml['lineOf'] } | { is: 'invalid'; problems: Problem[] };

/** Parses YAML that starts at `place` and checks it against a schema. */
export function decode<T>(schema: z.ZodType<T>, text: string, place: Place): Decoded<T> {
  const read = readYaml(text, place);
  return read.is === 'yaml' ? check(schema, read.yaml, place) : read;
}

/** Checks YAML that is already read. */
export function check<T>(schema: z.ZodType<T>, yaml: Yaml, place: Place): Decoded<T> {
  const result = schema.safeParse(yaml.value, { error: words });
  if (result.success) return { is: 'value', value: result.data, lineOf: yaml.lineOf };
  const problems = result.error.issues.flatMap(places).map(({ path, message }) => {
    const line = yaml.lineOf(path);
    return error({ file: place.file, line }, `${named(path)}${message}`);
  });
  return { is: 'invalid', problems: sortProblems(problems) };
}

/** Where an issue points and what it says: each unknown key is a place of its own. */
export function places(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }];
  // `strict` wrote one line of words for each key.
  const lines = issue.message.split('\n');
  return issue.keys.map((key, index) => ({
    path: [...issue.path, key],
    message: lines[index] ?? issue.message,
  }));
}

/** An object whose unknown keys are errors that name the nearest known one. */
export function strict<Shape extends z.core.$ZodShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' && Array.isArray(issue['keys'])
        ? issue['keys'].map((key) => `unknown key, ${meant(key, known)}`).join('\n')
        : undefined,
  });
}

/** `tasks[0].hints: `, as a person would point at it. */
function named(path: readonly PropertyKey[]): string {
  const name = path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  return name === '' ? '' : `${name}: `;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
};

function found(input: unknown): string {
  if (input === undefined || input === null) return 'nothing';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'string') return `"${input}"`;
  if (typeof input === 'number') return `${input} (a number)`;
  return typeof input === 'boolean' ? `${input} (true or false)` : 'a map of keys';
}

/** What each mistake is called, for all schemas that say nothing better themselves. */
export const words: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `missing, expected ${KINDS[issue.expected] ?? issue.expected}`
        : `expected ${KINDS[issue.expected] ?? issue.expected}, found ${found(issue.input)}`;
    case 'invalid_value': {
      const known = issue.values.map(String);
      return typeof issue.input === 'string'
        ? unknownWord('value', issue.input, known)
        : `expected one of ${known.join(', ')}, found ${found(issue.input)}`;
    }
    case 'too_small':
      return size(issue.origin, issue.exact ? 'exactly' : 'at least', issue.minimum, issue.input);
    case 'too_big':
      return size(issue.origin, issue.exact ? 'exactly' : 'at most', issue.maximum, issue.input);
    case 'invalid_key':
      return issue.issues[0]?.message;
    default:
      return undefined;
  }
};

function size(origin: string, bound: string, limit: number | bigint, input: unknown): string {
  if (origin === 'array')
    return `expected ${bound} ${limit} entries, found ${Array.isArray(input) ? input.length : 0}`;
  if (origin === 'string')
    return input === '' ? 'expected text, found nothing' : `expected ${bound} ${limit} characters`;
  return `expected ${bound} ${limit}, found ${found(input)}`;
}
