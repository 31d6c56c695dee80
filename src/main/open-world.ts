/** Wires the adapters to the ports that use cases work on. */
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Connection, World } from '../app/world.ts';
import { createBaseImageSource } from '../adapters/base-image-source.ts';
import { courseReader } from '../adapters/course-reader.ts';
import { localFiles } from '../adapters/files.ts';
import { localProcesses } from '../adapters/processes.ts';
import { openPty } from '../adapters/pty.ts';
import { formatProblem } from '../course/problem.ts';
import type { Reader } from '../course/reader.ts';
import type { Course } from '../course/types.ts';
import { DocklabError } from '../host/error.ts';
import { uniqueSuffix } from '../host/unique.ts';
import type { Files } from '../host/files.ts';
import type { ConnectOptions } from './connection.ts';
import { keptCourse } from './kept-course.ts';
import { cacheOf, pathsOf } from './paths.ts';

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
  const files = localFiles();
  const course = await readCourse(files, env, reader, courseDir);
  const session = `${process.pid}-${uniqueSuffix()}`;
  const closing = new AbortController();
  const opened = AbortSignal.any([signal, closing.signal]);
  let connection: Promise<Connection> | undefined;
  return {
    course,
    reader,
    paths: pathsOf(env, course.id),
    files,
    processes: localProcesses(env),
    openPty,
    fetchText: async (...request) =>
      (await import('../adapters/fetch-text.ts')).fetchText(...request),
    baseImage: createBaseImageSource(join(packageDir, 'labs', 'base')),
    packContext: async (dir) => (await import('../adapters/context-tar.ts')).packFolder(dir),
    session,
    env,
    connect: () => {
      connection ??= connected({ env, course: course.id, session, signal: opened });
      // An engine that was not there may come: ask again the next time.
      connection.catch(() => (connection = undefined));
      return connection;
    },
    verifier: async (lesson) => {
      const { loadVerifier } = await import('../adapters/load-verifier.ts');
      return loadVerifier({ packageDir, courseDir }, lesson);
    },
    close: async () => {
      // Nobody waits any longer for an engine that has not answered.
      closing.abort();
      await (await connection?.catch(() => undefined))?.hosts.close();
    },
  };
}

async function connected(options: ConnectOptions): Promise<Connection> {
  const { connect } = await import('./connection.ts');
  return connect(options);
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

async function readCourse(
  files: Files,
  env: NodeJS.ProcessEnv,
  reader: Reader,
  dir: string,
): Promise<Course> {
  const load = async (from: Reader) => (await import('../course/load.ts')).loadCourse(from, dir);
  // Only a build knows which parser it is.
  const build = process.env['DOCKLAB_BUILD'];
  const keeping = { files, path: join(cacheOf(env), 'course.json') };
  const result = await (build === undefined
    ? load(reader)
    : keptCourse({ ...keeping, build }, reader, dir, load));
  if (result.is === 'course') return result.course;
  const lines = result.problems.map(formatProblem);
  const more = lines.length > SHOWN ? [`… and ${lines.length - SHOWN} more`] : [];
  throw new DocklabError('course-invalid', `The course in ${dir} has mistakes.`, {
    why: [...lines.slice(0, SHOWN), ...more].join('\n'),
    next: ['Correct the files named above, then run the same command again.'],
  });
}
