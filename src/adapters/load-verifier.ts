/** Verifiers as modules: docklab's own from its bundle, those of another course from their source. */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { DocklabError } from '../host/error.ts';
import { oneLine } from '../host/sanitise.ts';
import type { Verifier } from '../verify/contract.ts';

export interface VerifierPlace {
  /** docklab's own package folder, with `dist`. */
  packageDir: string;
  courseDir: string;
}

const callable = z.custom<unknown>((value) => typeof value === 'function', 'expected a function');
const text = z.string().min(1);

const check = z.object({
  id: text,
  kind: z.enum(['attack', 'service', 'control']),
  expected: text,
  why: text,
  see: text,
  observe: callable,
});

const shape = z.object({
  lesson: text,
  tasks: z.record(
    z.string(),
    z.object({ watch: z.object({}), checks: z.array(check).min(1, 'expected a check') }),
  ),
});

/** The verifier of a lesson. Rejects with `course-invalid` when there is none, or it is not what a verifier must be. */
export async function loadVerifier(place: VerifierPlace, lesson: string): Promise<Verifier> {
  const file = fileOf(place, lesson);
  if (file === undefined)
    throw invalid(lesson, 'is missing', `verifiers/${lesson}.ts decides the tasks of ${lesson}.`);
  const loaded = await load(file, lesson);
  const parsed = z.object({ default: shape }).safeParse(loaded);
  if (!parsed.success) throw invalid(lesson, 'is no verifier', firstMistake(parsed.error));
  if (parsed.data.default.lesson !== lesson)
    throw invalid(lesson, 'is no verifier of this lesson', 'Its `lesson` names another one.');
  // The module's own object: its checks may hold more than the schema knows.
  return (loaded as { default: Verifier }).default;
}

function fileOf({ packageDir, courseDir }: VerifierPlace, lesson: string): string | undefined {
  if (courseDir === packageDir) return existing(join(packageDir, 'dist', 'verifiers'), lesson);
  provideContract(packageDir);
  return existing(join(courseDir, 'verifiers'), lesson);
}

const existing = (dir: string, lesson: string) =>
  ['ts', 'js']
    .map((extension) => join(dir, `${lesson}.${extension}`))
    .find((file) => existsSync(file));

async function load(file: string, lesson: string): Promise<unknown> {
  try {
    return (await import(pathToFileURL(file).href)) as unknown;
  } catch (error) {
    const said = oneLine(error instanceof Error ? error.message : String(error), 300);
    throw invalid(lesson, 'could not be loaded', said, error);
  }
}

let isProvided = false;

/** Lets a course anywhere on the disk import `docklab/verify` without an installation beside it. */
function provideContract(packageDir: string): void {
  if (isProvided) return;
  isProvided = true;
  const url = pathToFileURL(join(packageDir, 'dist', 'verify.js')).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'docklab/verify' ? { url, shortCircuit: true } : next(specifier, context),
  });
}

function firstMistake(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.map(String).join('.') ?? '';
  return `${path || 'its default export'}: ${issue?.message ?? 'not as expected'}.`;
}

const invalid = (lesson: string, what: string, why: string, cause?: unknown) =>
  new DocklabError('course-invalid', `The verifier of ${lesson} ${what}.`, {
    why,
    next: ['See every mistake of the course: docklab course check --static'],
    cause,
  });
