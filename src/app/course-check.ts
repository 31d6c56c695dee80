/** `course check`: lints a course, then proves each of its lessons on the engine. */
import { join } from 'node:path';
import { lintCourse } from '../course/lint.ts';
import type { Lesson } from '../course/types.ts';
import { DocklabError } from '../host/error.ts';
import { labObjects, refuseForeign } from '../lab/lifecycle.ts';
import { lintLab, loadLab } from '../lab/parse-folder.ts';
import { proveLesson } from './course-check-lesson.ts';
import { reportOf } from './course-check-report.ts';
import type { CheckReport, Proof } from './course-check-report.ts';
import type { Listen } from './events.ts';
import { findLab } from './labs.ts';
import { lessonOf } from './lesson-of.ts';
import type { World } from './world.ts';

export interface CheckOptions {
  /** Ids; all lessons when empty. */
  lessons: readonly string[];
  /** `static` needs no engine: it only lints. */
  depth: 'static' | 'proof';
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
    baseImage: world.baseImage,
    session: world.session,
    env: world.env,
    paths: {
      workspaces: join(dir, 'workspaces'),
      progress: join(dir, 'progress'),
      state: join(dir, 'state'),
    },
    packContext: (context) => world.packContext(context),
    connect: () => world.connect(),
    verifier: (lesson) => world.verifier(lesson),
    close: () => world.close(),
  };
}

/**
 * Lints the chosen lessons and, when there is no mistake, proves them one after the other. The world should have paths
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
  const proofs = isProof ? await proveAll(world, lessons, listen, signal) : [];
  return reportOf(course.id, problems, proofs);
}

async function proveAll(
  world: World,
  lessons: readonly Lesson[],
  listen: Listen,
  signal: AbortSignal,
): Promise<Proof[]> {
  // All of them before the first: a proof takes minutes.
  for (const lesson of lessons) await refuseTaken(world, lesson);
  const proofs: Proof[] = [];
  try {
    for (const lesson of lessons) {
      signal.throwIfAborted();
      proofs.push(...(await proveLesson(world, lesson, listen, signal)));
    }
    return proofs;
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new DocklabError('cancelled', 'Stopped while the course was being proven.', {
      cause: error,
    });
  }
}

/** A lab has one set of names on an engine: proving a lesson would remove what somebody is working on. */
async function refuseTaken(world: World, lesson: Lesson): Promise<void> {
  const { engine } = await world.connect();
  const loaded = await loadLab(world.reader, world.course.dir, lesson.lab);
  if (loaded.is === 'lab')
    refuseForeign(await labObjects(engine, world.course.id, lesson.id, loaded.lab), lesson.id);
  if ((await findLab(world, lesson)) === undefined) return;
  throw new DocklabError('busy', `The lab of ${lesson.id} is running.`, {
    why: 'To prove the lesson its lab is launched anew many times, and what was done in it would be lost.',
    next: ['Remove all labs of the course first: docklab clean'],
  });
}
