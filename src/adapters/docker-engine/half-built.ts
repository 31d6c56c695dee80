/** What a build that was cancelled leaves on the engine: the images of its finished steps, under no name. */
import { setTimeout as wait } from 'node:timers/promises';
import type Dockerode from 'dockerode';
import { isNotFound } from './errors.ts';

/** The engine ends the step in progress a moment after the connection is cut; until then its image is in use. */
const TRIES = 10;
const RETRY_MS = 300;

/** Removes them, the newest first. One that is used for something else stays, as does what was there before. */
export async function removeHalfBuilt(docker: Dockerode, made: readonly string[]): Promise<void> {
  for (const id of made.toReversed())
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (await isRemoved(docker, id)) break;
      await wait(RETRY_MS);
    }
}

async function isRemoved(docker: Dockerode, id: string): Promise<boolean> {
  try {
    await docker.getImage(id).remove({ noprune: true });
    return true;
  } catch (error) {
    return isNotFound(error);
  }
}
