/** The schema of `course.yaml` and of a lesson's front matter. */
import * as z from 'zod';
import { sanitise } from '../host/sanitise.ts';
import { strict } from './decode.ts';

/** The newest course format that this docklab reads. */
export const FORMAT = 1;

/** Words that become names of containers, networks and files. */
export const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** One line of text that is safe to print. */
export const line = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .refine((text) => !text.includes('\n'), 'expected one line')
  .refine(isClean, 'expected text without control characters');

/** Text of any number of lines that is safe to print. */
const prose = z
  .string()
  .trim()
  .min(1)
  .max(5000)
  .refine(isClean, 'expected text without control characters');

function isClean(text: string): boolean {
  return sanitise(text) === text;
}

export const id = z
  .string()
  .max(40)
  .regex(ID, 'expected lower-case letters, digits and single dashes, starting with a letter');

const THREE_HINTS = 'expected exactly three hints, from a nudge to nearly the command';

const task = strict({
  id,
  title: line,
  points: z.int().min(1).max(1000),
  /** How many there must be depends on the kind of lesson. */
  hints: z.array(prose).max(3, THREE_HINTS).default([]),
});

const answer = strict({
  text: line,
  right: z.boolean().default(false),
  explain: prose,
});

const question = strict({
  ask: prose,
  answers: z
    .array(answer)
    .min(2)
    .max(6)
    .refine(
      (answers) => answers.filter((one) => one.right).length === 1,
      'expected exactly one answer with `right: true`',
    ),
});

export const courseSchema = strict({
  format: z.literal(FORMAT, `expected ${FORMAT}`),
  id,
  title: line,
  version: z.string().regex(/^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/, 'expected a version such as 1.0.0'),
  lessons: z
    .array(strict({ id, after: z.array(id).max(10).default([]) }))
    .min(1)
    .optional(),
});

export const lessonSchema = strict({
  kind: z.enum(['lesson', 'exam']).default('lesson'),
  title: line,
  summary: line,
  minutes: z.int().min(1).max(240),
  needs: z
    .array(z.enum(['apparmor', 'selinux', 'audit', 'seccomp', 'cgroup-v2', 'privileged']))
    .default([]),
  lab: id,
  remember: line,
  tasks: z.array(task).min(1).max(20),
  questions: z.array(question).length(3, 'expected exactly three questions'),
}).check(({ value, issues }) => {
  for (const [index, { hints }] of value.tasks.entries()) {
    const message = hintsMistake(value.kind, hints.length);
    if (message === undefined) continue;
    issues.push({ code: 'custom', input: hints, path: ['tasks', index, 'hints'], message });
  }
});

function hintsMistake(kind: 'lesson' | 'exam', count: number): string | undefined {
  if (kind === 'exam') return count === 0 ? undefined : 'expected none: an exam has no hints';
  return count === 3 ? undefined : THREE_HINTS;
}
