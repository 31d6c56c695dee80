/** `course check`: lints a course, then proves each of its lessons on the engine. */
import { join } from 'node:path';
import pLimit from 'p-limit';
import { attemptsOf } from '../course/lint-attempts.ts';
import { lintCourse } from '../course/lint.ts';
import { namesOf } from '../course/reader.ts';
import type { Lesson } from '../course/types.ts';
import { DocklabError } from '../host/error.ts';
import { labObjects, refuseForeign } from '../lab/lifecycle.ts';
import { lintLab } from '../lab/parse-folder.ts';
import type { LabSpec } from '../lab/spec.ts';
import { proveLesson } from './course-check-lesson.ts';
import { reportOf } from './course-check-report.ts';
import type { CheckReport, Proof } from './course-check-report.ts';
import type { Listen } from './events.ts';
import { findLab, labSpec } from './labs.ts';
import { lessonOf } from './lesson-of.ts';
import type { World } from './world.ts';

export interface CheckOptions {
  /** Ids; all lessons when empty. */
  lessons: readonly string[];
  /** `static` needs no engine: it only lints. */
  depth: 'static' | 'proof';
  /** Lessons that are proven at the same time, where their labs do not mind each other. */
  jobs: number;
}

/**
 * A world whose workspaces, progress and notes are below `dir` (absolute, made when needed), so that what is run there
 * leaves the person's own alone. Whoever makes the folder removes it.
 */
export function withTemporaryPaths(world: World, dir: string): World {
  return {
    course: world.course,
    reader: world.reader,
    files: world.files,
    processes: world.processes,
    openPty: world.openPty,
    fetchText: world.fetchText,
    baseImage: world.baseImage,
    session: world.session,
    env: world.env,
    paths: {
      workspaces: join(dir, 'workspaces'),
      progress: join(dir, 'progress'),
      versions: join(dir, 'versions'),
      state: join(dir, 'state'),
    },
    packContext: (context) => world.packContext(context),
    connect: () => world.connect(),
    verifier: (lesson) => world.verifier(lesson),
    close: () => world.close(),
  };
}

/**
 * Lints the chosen lessons and, when there is no mistake, proves them, some at the same time. The world should have paths
 * of its own (`withTemporaryPaths`). Rejects with `usage` for an unknown lesson, `busy` or `name-taken` when the names of
 * a lab are in use, `cancelled` when the signal aborts, and as the engine does when it is lost.
 */
export async function checkCourse(
  world: World,
  options: CheckOptions,
  listen: Listen,
  signal: AbortSignal,
): Promise<CheckReport> {
  const { course, reader } = world;
  const lessons =
    options.lessons.length === 0
      ? course.lessons
      : options.lessons.map((id) => lessonOf(world, id));
  listen({ is: 'step', step: 'look for mistakes in the files' });
  const problems = await lintCourse(reader, lessons, (lab) => lintLab(reader, course.dir, lab));
  const mistaken = problems.some(({ severity }) => severity === 'error');
  const isProof = options.depth === 'proof' && !mistaken;
  const proofs = isProof ? await proveAll(world, lessons, options.jobs, listen, signal) : [];
  return reportOf(course.id, problems, proofs);
}

/** The proofs are in the order of the course, whichever was done first. */
async function proveAll(
  world: World,
  lessons: readonly Lesson[],
  jobs: number,
  listen: Listen,
  signal: AbortSignal,
): Promise<Proof[]> {
  const { alone, together } = await byCompany(world, lessons);
  const broken = new AbortController();
  const either = AbortSignal.any([signal, broken.signal]);
  const proofs = new Map<Lesson, Proof[]>();
  const prove = async (lesson: Lesson) => {
    if (either.aborted) return;
    try {
      proofs.set(lesson, await proveLesson(world, lesson, listen, either));
    } catch (error) {
      // The first one tells why; the others only end because of it.
      broken.abort(error);
    }
  };
  for (const lesson of alone) await prove(lesson);
  await pLimit(jobs).map(await longestFirst(world, together), prove);
  if (signal.aborted)
    throw new DocklabError('cancelled', 'Stopped while the course was being proven.', {
      cause: broken.signal.reason,
    });
  broken.signal.throwIfAborted();
  return lessons.flatMap((lesson) => proofs.get(lesson) ?? []);
}

/** As far as the number of attempts tells how long: a long one that is begun last is waited for by all. */
async function longestFirst({ reader }: World, lessons: readonly Lesson[]): Promise<Lesson[]> {
  const counted = lessons.map(async (lesson) => {
    const attempts = await namesOf(reader, attemptsOf(lesson), 'directory');
    return { lesson, count: attempts.length };
  });
  const sorted = (await Promise.all(counted)).toSorted((a, b) => b.count - a.count);
  return sorted.map(({ lesson }) => lesson);
}

/** Which labs may be at work beside others. All of them are looked at before the first: a proof takes minutes. */
async function byCompany(world: World, lessons: readonly Lesson[]) {
  const alone: Lesson[] = [];
  const together: Lesson[] = [];
  for (const lesson of lessons) {
    const lab = await labSpec(world, lesson);
    await refuseTaken(world, lesson, lab);
    (lab.alone === undefined ? together : alone).push(lesson);
  }
  return { alone, together };
}

/** A lab has one set of names on an engine: proving a lesson would remove what somebody is working on. */
async function refuseTaken(world: World, lesson: Lesson, lab: LabSpec): Promise<void> {
  const { engine } = await world.connect();
  refuseForeign(await labObjects(engine, world.course.id, lesson.id, lab), lesson.id);
  if ((await findLab(world, lesson)) === undefined) return;
  throw new DocklabError('busy', `The lab of ${lesson.id} is running.`, {
    why: 'To prove the lesson its lab is launched anew many times, and what was done in it would be lost.',
    next: ['Remove all labs of the course first: docklab clean'],
  });
}
