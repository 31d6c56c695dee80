/** The course on the terminal. The screens are loaded only here. */
import { lessonOf } from '../app/lesson-of.ts';
import type { World } from '../app/world.ts';
import { lookOf } from '../ui/look.ts';
import type { Look } from '../ui/look.ts';
import { type Cli, isInteractive, usage } from './cli.ts';
import { openProgress } from './progress.ts';
import { untilAborted } from './until-aborted.ts';

const INTERRUPTED = 130;

/** What `docklab` alone does. No command line is parsed: the home screen is there sooner. */
export async function openHome(cli: Cli): Promise<void> {
  const look = lookOf({}, cli.env);
  // While the course is read. What goes wrong is said when they are needed.
  if (look.output === 'screens' && isInteractive(cli)) screens().catch(() => undefined);
  await openCourse(cli, await cli.world(undefined), look, undefined);
}

/** Opens the course, at once at a lesson when one is named, and waits until the learner leaves it. */
export async function openCourse(
  cli: Cli,
  world: World,
  look: Look,
  id: string | undefined,
): Promise<void> {
  const lesson = id === undefined ? undefined : lessonOf(world, id).id;
  const isLinear = look.output === 'linear';
  if (!isLinear && !isInteractive(cli))
    throw usage('The course opens on a terminal, and this is none.', [
      'See the lessons: docklab list',
      'Go through it in lines of words: docklab --screen-reader',
      'See one played in plain text: docklab demo',
      'See all commands: docklab --help',
    ]);
  const [openIt, { createLearner }] = await Promise.all([
    isLinear ? linear() : screens(),
    import('../app/course-session.ts'),
  ]);
  const { store } = await openProgress(cli, world);
  const learner = createLearner(world, store);
  try {
    const opened = openIt(learner, { ...cli.terminal, look, env: cli.env, lesson });
    const outcome = await untilAborted(opened, cli.signal);
    if (outcome.is === 'interrupted') cli.finish(INTERRUPTED);
  } finally {
    await learner.close();
  }
}

/** The two front ends; neither is loaded for the other. */
const screens = async () => (await import('../ui/open.tsx')).openCourse;
const linear = async () => (await import('../ui/linear/open.ts')).openLinear;
