/** Use cases about what docklab leaves on an engine: all of a course's labs, images and helpers. */
import type { Engine } from '../host/engine.ts';
import { LABEL } from '../lab/names.ts';
import { demoWorld } from './demo-world.ts';
import type { Listen } from './events.ts';
import { removalsOf, removeLab } from './labs.ts';
import type { World } from './world.ts';

/**
 * Removes images by label, under all their names; what went. Those that lost their names go as well, unless a container
 * is made of one.
 */
export async function removeImages(engine: Engine, labels: readonly string[]): Promise<string[]> {
  const images = await engine.images(labels);
  const tags = images.flatMap((image) => image.tags);
  for (const tag of tags) await engine.removeImage(tag);
  const nameless = images.filter((image) => image.tags.length === 0).map(({ id }) => id);
  if (nameless.length === 0) return tags;
  const used = new Set((await engine.containers([])).map(({ imageId }) => imageId));
  const unused = nameless.filter((id) => !used.has(id));
  for (const id of unused) await engine.removeImage(id);
  return [...tags, ...unused.map((id) => id.slice(0, SHORT_ID))];
}

/** As much of an id as people are shown: `sha256:` and twelve digits. */
const SHORT_ID = 19;

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
