/** Wires the adapters to the ports that use cases work on. */
import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Connection, World } from '../app/world.ts';
import { createBaseImageSource } from '../adapters/base-image-source.ts';
import { packFolder } from '../adapters/context-tar.ts';
import { courseReader } from '../adapters/course-reader.ts';
import { localFiles } from '../adapters/files.ts';
import { loadVerifier } from '../adapters/load-verifier.ts';
import { localProcesses } from '../adapters/processes.ts';
import { openPty } from '../adapters/pty.ts';
import { loadCourse } from '../course/load.ts';
import { formatProblem } from '../course/problem.ts';
import type { Reader } from '../course/reader.ts';
import type { Course } from '../course/types.ts';
import { DocklabError } from '../host/error.ts';
import { connect } from './connection.ts';
import { pathsOf } from './paths.ts';

export interface WorldOptions {
  packageDir: string;
  /** The folder that the person named; docklab's own course when undefined. */
  courseDir: string | undefined;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** Opens a course and everything around it. Connects to nothing yet. Rejects with `course-invalid` or `usage`. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { packageDir, env, signal } = options;
  const courseDir = realFolder(options.courseDir ?? packageDir);
  const reader = courseReader(courseDir);
  const course = await readCourse(reader, courseDir);
  const session = `${process.pid}-${randomBytes(3).toString('hex')}`;
  let connection: Promise<Connection> | undefined;
  return {
    course,
    reader,
    paths: pathsOf(env, course.id),
    files: localFiles(),
    processes: localProcesses(env),
    openPty,
    baseImage: createBaseImageSource(join(packageDir, 'labs', 'base')),
    packContext: packFolder,
    session,
    env,
    connect: () => {
      connection ??= connect({ env, course: course.id, session, signal });
      // An engine that was not there may come: ask again the next time.
      connection.catch(() => (connection = undefined));
      return connection;
    },
    verifier: (lesson) => loadVerifier({ packageDir, courseDir }, lesson),
    close: async () => {
      await (await connection?.catch(() => undefined))?.hosts.close();
    },
  };
}

function realFolder(dir: string): string {
  const path = resolve(dir);
  if (existsSync(path)) return realpathSync(path);
  throw new DocklabError('usage', `There is no course folder ${path}.`, {
    next: ['Name the folder that holds course.yaml: docklab --course DIR list'],
  });
}

/** More than this does not help on one screen. */
const SHOWN = 20;

async function readCourse(reader: Reader, dir: string): Promise<Course> {
  const result = await loadCourse(reader, dir);
  if (result.is === 'course') return result.course;
  const lines = result.problems.map(formatProblem);
  const more = lines.length > SHOWN ? [`… and ${lines.length - SHOWN} more`] : [];
  throw new DocklabError('course-invalid', `The course in ${dir} has mistakes.`, {
    why: [...lines.slice(0, SHOWN), ...more].join('\n'),
    next: ['Correct the files named above, then run the same command again.'],
  });
}
