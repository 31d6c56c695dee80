/** Where docklab keeps things: `DOCKLAB_HOME`, or the folders of the XDG base directory specification. */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Paths } from '../app/world.ts';

/** The paths of one course. */
export function pathsOf(env: NodeJS.ProcessEnv, course: string): Paths {
  const { data, state, cache } = homesOf(env);
  return {
    workspaces: join(data, course, 'workspaces'),
    progress: join(data, course, 'progress.json'),
    state: join(state, course),
    versions: join(cache, `versions-${course}.yaml`),
  };
}

/** What is only kept to be faster the next time; anybody may remove it. */
export const cacheOf = (env: NodeJS.ProcessEnv): string => homesOf(env).cache;

/** docklab's own folders. */
export function homesOf(env: NodeJS.ProcessEnv): { data: string; state: string; cache: string } {
  if (env['DOCKLAB_HOME']) {
    const home = resolve(env['DOCKLAB_HOME']);
    return { data: join(home, 'data'), state: join(home, 'state'), cache: join(home, 'cache') };
  }
  // The specification says to ignore a relative path.
  const xdg = (name: string, usual: string) => {
    const set = env[name] ?? '';
    return join(isAbsolute(set) ? set : join(homedir(), usual), 'docklab');
  };
  return {
    data: xdg('XDG_DATA_HOME', '.local/share'),
    state: xdg('XDG_STATE_HOME', '.local/state'),
    cache: xdg('XDG_CACHE_HOME', '.cache'),
  };
}
