/** The learner's folder for a lesson, and the environment that their shell and attempts get. */
import { join } from 'node:path';
import type { Lesson } from '../course/types.ts';
import { DocklabError } from '../host/error.ts';
import type { Listen } from './events.ts';
import type { Lab } from './labs.ts';
import type { Connection, World } from './world.ts';

export const workspaceOf = (world: World, lesson: Lesson): string =>
  join(world.paths.workspaces, lesson.id);

/** The workspace, made of the lesson's starter files when it is not there yet. */
export async function prepareWorkspace(world: World, lesson: Lesson): Promise<string> {
  const workspace = workspaceOf(world, lesson);
  if ((await world.files.kind(workspace)) !== undefined) return workspace;
  await world.files.makeDirectory(workspace);
  const starter = join(lesson.dir, 'starter');
  if ((await world.files.kind(starter)) === 'directory')
    await world.files.copyTree(starter, workspace);
  return workspace;
}

/** As many earlier workspaces of a lesson as are kept. */
const KEPT = 3;

/** A workspace as new. What was in it is kept. */
export async function freshWorkspace(
  world: World,
  lesson: Lesson,
  listen: Listen,
): Promise<string> {
  await setWorkspaceAside(world, lesson, listen);
  return prepareWorkspace(world, lesson);
}

/** Takes the workspace away. What was in it is kept beside it, under a name with the time; the oldest ones go. */
export async function setWorkspaceAside(
  world: World,
  lesson: Lesson,
  listen: Listen,
): Promise<void> {
  const workspace = workspaceOf(world, lesson);
  if ((await world.files.list(workspace)).length > 0) {
    const stamp = new Date().toISOString().replace(/[:.]/g, '-');
    await world.files.rename(workspace, `${workspace}.before-${stamp}`);
    const older = (await world.files.list(world.paths.workspaces))
      .map(({ name }) => name)
      .filter((name) => name.startsWith(`${lesson.id}.before-`));
    for (const name of older.slice(0, -KEPT))
      await removeOrTell(world, join(world.paths.workspaces, name), listen);
  } else await world.files.remove(workspace);
}

/**
 * Removes a folder in which a person's commands ran. The engine makes missing folders of a mount as root, and those stay
 * for whoever is not: that is told, and stops nothing.
 */
export async function removeOrTell(
  { files }: Pick<World, 'files'>,
  path: string,
  listen: Listen,
): Promise<void> {
  try {
    await files.remove(path);
  } catch (error) {
    if (!(error instanceof DocklabError) || error.code !== 'files-refused') throw error;
    const text = `${path} stays: something in it belongs to another user. Remove it: sudo rm -r ${path}`;
    listen({ is: 'notice', text });
  }
}

/** The whole environment of a learner's shell or an attempt: docklab's own, the lab's names, and the engine that is meant. */
export function shellEnv(world: World, lab: Lab, connection: Connection): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [key, value] of Object.entries(world.env)) if (value !== undefined) env[key] = value;
  Object.assign(env, lab.env);
  // The CLI must ask the engine that docklab asks, however that was found.
  if (env.DOCKER_HOST === undefined && env.DOCKER_CONTEXT === undefined)
    if (connection.endpoint.url.startsWith('unix:')) env.DOCKER_HOST = connection.endpoint.url;
  return env;
}
