/** The note of a launch: that it came to its end, which ports of this machine its services got, which of them the engine refused, and whether it was stopped. */
import { join } from 'node:path';
import * as z from 'zod';
import type { Lesson } from '../course/types.ts';
import type { LabObjects, Refused } from '../lab/lifecycle.ts';
import type { World } from './world.ts';

const noteOf = (world: World, lesson: Lesson) => join(world.paths.state, `${lesson.id}.json`);

const noteSchema = z.object({
  network: z.string(),
  ports: z.record(z.string(), z.number()),
  stopped: z.boolean(),
  refused: z.record(z.string(), z.string()).default({}),
});

/** A lab that was launched to its end. */
export interface Launch {
  ports: Readonly<Record<string, number>>;
  /** `docklab stop` ended it, and no start came since. */
  stopped: boolean;
  refused: Refused;
}

/** Notes what became of the launch of these objects. */
export async function noteLaunch(
  world: World,
  lesson: Lesson,
  objects: LabObjects,
  launch: Launch,
): Promise<void> {
  const note = { network: objects.network?.id ?? '', ...launch };
  await world.files.write(noteOf(world, lesson), `${JSON.stringify(note)}\n`);
}

/**
 * The launch of these objects; undefined when it did not come to its end. Noted by whoever launched it, or seen from
 * its containers when the note is lost.
 */
export async function launchOf(
  world: World,
  lesson: Lesson,
  objects: LabObjects,
): Promise<Launch | undefined> {
  const text = await world.files.read(noteOf(world, lesson), 64 * 1024);
  const note = noteSchema.safeParse(text === undefined ? undefined : parseJson(text));
  if (note.success && note.data.network === objects.network?.id) {
    const { ports, stopped, refused } = note.data;
    return { ports, stopped, refused };
  }
  const all = [...objects.services.values()].every((info) => info?.state === 'running');
  return all ? { ports: publishedPorts(objects), stopped: false, refused: {} } : undefined;
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
