/** A world of the demo's own: its lab, workspace and progress are nobody else's. */
import { join } from 'node:path';
import { noProgress, progressAfter } from '../course/progress.ts';
import type { Lesson } from '../course/types.ts';
import { DocklabError } from '../host/error.ts';
import type { World } from './world.ts';

/** What is shown where the course has it. */
const SHOWN = 'read-only';

export interface DemoWorld {
  world: World;
  /** The lesson under the demo's own id, so that a learner's lab of it has other names. */
  lesson: Lesson;
  /** Everything that the demo writes. */
  dir: string;
}

/** Nothing is made yet. Rejects with `usage` where the course has no lesson. */
export function demoWorld(world: World): DemoWorld {
  const { course } = world;
  const shown = course.lessons.find(({ id }) => id === SHOWN) ?? course.lessons[0];
  if (shown === undefined) throw new DocklabError('usage', 'This course has no lesson to show.');
  const lesson = { ...shown, id: `${shown.id}-demo` };
  const dir = join(world.paths.state, 'demo');
  const paths = {
    ...world.paths,
    workspaces: join(dir, 'work'),
    progress: join(dir, 'progress.json'),
    state: dir,
  };
  return {
    lesson,
    dir,
    world: {
      ...world,
      course: { ...course, lessons: [lesson] },
      paths,
      verifier: () => world.verifier(shown.id),
    },
  };
}

/** Progress that nobody keeps. */
export function unkeptProgress({ course }: Pick<World, 'course'>) {
  let progress = noProgress(course);
  return {
    progress: () => progress,
    record: (change: Parameters<typeof progressAfter>[1]) => {
      progress = progressAfter(progress, change, new Date());
      return Promise.resolve(undefined);
    },
    settled: () => Promise.resolve(),
  };
}
