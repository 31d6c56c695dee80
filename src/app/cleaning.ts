/** Use cases about what docklab leaves on an engine: all of a course's labs, images and helpers. */
import type { Engine } from '../host/engine.ts';
import { LABEL } from '../lab/names.ts';
import { demoWorld } from './demo-world.ts';
import type { Listen } from './events.ts';
import { removalsOf, removeLab } from './labs.ts';
import type { World } from './world.ts';

/** Removes images by label, under all their names; the names that went. */
export async function removeImages(engine: Engine, labels: readonly string[]): Promise<string[]> {
  const tags = (await engine.images(labels)).flatMap((image) => image.tags);
  for (const tag of tags) await engine.removeImage(tag);
  return tags;
}

/** Removes every lab of the course, a demo's that was killed too, and docklab's leftover helpers; the names of what went. */
export async function cleanAll(world: World, listen: Listen): Promise<string[]> {
  const { engine } = await world.connect();
  const gone: string[] = [];
  for (const lesson of [...world.course.lessons, demoWorld(world).lesson]) {
    gone.push(...(await removalsOf(world, lesson)));
    await removeLab(world, lesson, listen);
  }
  for (const role of ['probe', 'client'])
    for (const { id, name, state } of await engine.containers([`${LABEL.role}=${role}`])) {
      // One that runs serves a docklab that runs: without its owner it would have ended.
      if (state === 'running') continue;
      await engine.removeContainer(id);
      gone.push(`container ${name}`);
    }
  const images = await removeImages(engine, [`${LABEL.imageCourse}=${world.course.id}`]);
  return [...gone, ...images.map((tag) => `image ${tag}`)];
}
