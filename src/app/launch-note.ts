/** The note of a launch: that it came to its end, and which ports of this machine the lab's services got. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Lesson } from '../course/types.ts';
import type { LabObjects } from '../lab/lifecycle.ts';
import type { World } from './world.ts';

const noteOf = (world: World, lesson: Lesson) => join(world.paths.state, `${lesson.id}.json`);

const noteSchema = z.object({ network: z.string(), ports: z.record(z.string(), z.number()) });

/** Notes that the lab was launched to its end. */
export async function noteLaunch(world: World, lesson: Lesson, objects: LabObjects): Promise<void> {
  const note = { network: objects.network?.id ?? '', ports: publishedPorts(objects) };
  await world.files.write(noteOf(world, lesson), `${JSON.stringify(note)}\n`);
}

/**
 * Ports of a lab that was launched to its end; undefined when it was not. Noted by whoever launched it, or seen from
 * its containers when the note is lost.
 */
export async function launchedPorts(
  world: World,
  lesson: Lesson,
  objects: LabObjects,
): Promise<Record<string, number> | undefined> {
  const text = await world.files.read(noteOf(world, lesson), 64 * 1024);
  const note = noteSchema.safeParse(text === undefined ? undefined : parseJson(text));
  if (note.success && note.data.network === objects.network?.id) return note.data.ports;
  const all = [...objects.services.values()].every((info) => info?.state === 'running');
  return all ? publishedPorts(objects) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const forgetLaunch = (world: World, lesson: Lesson): Promise<void> =>
  world.files.remove(noteOf(world, lesson));

/** Ports of this machine that the lab's services got, by service. */
export function publishedPorts({ services }: LabObjects): Record<string, number> {
  const ports: Record<string, number> = {};
  for (const [service, info] of services) {
    const [first] = info?.ports ?? [];
    if (first && first.hostPort > 0) ports[service] = first.hostPort;
  }
  return ports;
}
