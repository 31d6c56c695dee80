/** Schemas of values that Compose lets people write in more than one form. */
import * as z from 'zod';
import { places, words } from '../course/decode.ts';
import { shellWords } from './parse-values.ts';
import type { Read } from './parse-values.ts';

type Form = 'text' | 'number' | 'list' | 'map' | 'other';

function formOf(value: unknown): Form {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' && value !== null ? 'map' : 'other';
}

/** One schema for each form that is allowed; all others are told what was expected. */
export function forms<T>(
  allowed: Partial<Record<Form, z.ZodType<T>>>,
  expected: string,
): z.ZodType<T> {
  return z.unknown().transform((value, context) => {
    const schema = allowed[formOf(value)];
    if (schema === undefined) {
      context.addIssue({ code: 'custom', message: `expected ${expected}` });
      return z.NEVER;
    }
    const result = schema.safeParse(value, { error: words });
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues.flatMap(places))
      context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });
}

/** Text that a function reads, or says what it expected instead. */
export function readAs<T>(read: (text: string) => Read<T>, expected: string): z.ZodType<T> {
  return scalar(expected).transform((text, context) => {
    const result = read(text);
    if (result.is === 'value') return result.value;
    context.addIssue({ code: 'custom', message: result.expected });
    return z.NEVER;
  });
}

/** Text, also when it is written as a bare number. */
export const scalar = (expected: string): z.ZodType<string> =>
  forms(
    {
      text: z.string().refine((text) => !text.includes('\0'), 'expected text without NUL'),
      number: z.number().transform(String),
    },
    expected,
  );

/** A command: a list of words, or one text that is split as a shell splits it (no shell runs it). */
export const command: z.ZodType<readonly string[]> = forms(
  {
    text: readAs(shellWords, 'a command'),
    list: z.array(scalar('text')).min(1),
  },
  'a list of words, or text',
);

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const value = forms(
  {
    text: z.string().refine((text) => !text.includes('\0'), 'expected text without NUL'),
    // 1.10 would lose its zero on the way through a number.
    number: z.number().refine(Number.isSafeInteger, 'expected it in quotes').transform(String),
  },
  'a value: text in quotes',
);

const pair = z
  .string()
  .regex(/^[^=]+=/, 'expected NAME=value')
  .transform((text): [string, string] => {
    const equals = text.indexOf('=');
    return [text.slice(0, equals), text.slice(equals + 1)];
  })
  .refine(([name]) => NAME.test(name), 'expected a name of letters, digits and _ before the =');

/** Variables as a map, or as a list of `NAME=value`. */
export const variables: z.ZodType<Readonly<Record<string, string>>> = forms(
  {
    map: z.record(z.string().regex(NAME, 'expected a name of letters, digits and _'), value),
    list: z.array(pair).transform((pairs) => Object.fromEntries(pairs)),
  },
  'a map of variables, or a list of NAME=value',
);
