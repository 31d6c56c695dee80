/** Creating and removing a lab's objects on an engine. What is there is told by labels alone, so that any docklab can go on. */
import type { ContainerInfo, Engine, NetworkInfo } from '../host/engine.ts';
import { DocklabError } from '../host/error.ts';
import { oneLine } from '../host/sanitise.ts';
import { containerName, LABEL, lessonFilter, networkName } from './names.ts';
import { fingerprint, type LabPlan } from './plan.ts';
import type { LabSpec } from './spec.ts';

/** Milliseconds that a service may take to become healthy. */
const HEALTH_MS = 60_000;
const HEALTH_POLL_MS = 150;

/** Services that the engine refused to start, with its reason in one line. */
export type Refused = Readonly<Record<string, string>>;

/** Hears what is done, and as which of how many. */
export interface Step {
  (step: string, count?: { done: number; total: number }): void;
}

/** A lab as the engine has it now. */
export interface LabObjects {
  network: NetworkInfo | undefined;
  /** One of the learner's own, under the name that the lab's network has. */
  foreignNetwork: NetworkInfo | undefined;
  /** By service: the container under the service's name, whoever made it. */
  services: ReadonlyMap<string, ContainerInfo | undefined>;
}

export async function labObjects(
  engine: Engine,
  course: string,
  lesson: string,
  spec: LabSpec,
): Promise<LabObjects> {
  const named = await engine.network(networkName(lesson));
  const isOurs = named?.labels[LABEL.course] === course && named.labels[LABEL.lesson] === lesson;
  const services = new Map<string, ContainerInfo | undefined>();
  for (const { name } of spec.services)
    services.set(name, await engine.container(containerName(lesson, name)));
  return {
    network: isOurs ? named : undefined,
    foreignNetwork: isOurs ? undefined : named,
    services,
  };
}

/** A container that stands where the lab's would, made by the learner for other purposes: never touched. */
function foreign(info: ContainerInfo, lesson: string, network: NetworkInfo | undefined): boolean {
  if (info.labels[LABEL.lesson] === lesson) return false;
  return network === undefined || info.createdAt < network.createdAt;
}

/** Rejects with `name-taken` when a name that the lab needs belongs to something of the learner's own. */
export function refuseForeign(objects: LabObjects, lesson: string): void {
  const { foreignNetwork: taken } = objects;
  if (taken)
    throw new DocklabError('name-taken', `A network of your own is called ${taken.name}.`, {
      why: 'This lab needs that name, and docklab does not touch what it did not make.',
      next: [
        `See what uses it: docker network inspect ${taken.name}`,
        `Networks cannot be renamed. If you no longer need it: docker network rm ${taken.name}`,
      ],
    });
  for (const info of objects.services.values())
    if (info && foreign(info, lesson, objects.network))
      throw new DocklabError('name-taken', `A container of your own is called ${info.name}.`, {
        why: 'This lab needs that name, and docklab does not touch what it did not make.',
        next: [
          `Give yours another name: docker rename ${info.name} ${info.name}-mine`,
          'Then start the lab again.',
        ],
      });
}

/** Whether this lab was launched from this very data, by this or another version of the course. */
export const isOfSpec = (objects: LabObjects, spec: LabSpec): boolean =>
  objects.network?.labels[LABEL.spec] === fingerprint(spec);

/**
 * Creates all of a plan in order; a failure or an abort in the middle leaves what `removeObjects` finds. What is created
 * in a moment is not cut short: the engine would go on with it, and nobody would remove it. Returns the services that the
 * engine refused to start and that the lab can do without, with the engine's reason.
 */
export async function launch(
  engine: Engine,
  plan: LabPlan,
  step: Step,
  signal: AbortSignal,
): Promise<Refused> {
  const refused: Record<string, string> = {};
  step(`network ${plan.network.name}`);
  await engine.createNetwork(plan.network);
  for (const volume of plan.volumes) await engine.createVolume(volume);
  for (const [at, { service, spec, ifRefused }] of plan.containers.entries()) {
    signal.throwIfAborted();
    const count = { done: at, total: plan.containers.length };
    step(`start ${spec.name}`, count);
    const id = await engine.createContainer(spec);
    const reason = await refusalOf(engine.startContainer(id), ifRefused);
    if (reason !== undefined) {
      await engine.removeContainer(id);
      refused[service.name] = reason;
    }
    if (!service.healthcheck || reason !== undefined) continue;
    step(`wait for ${spec.name}`, count);
    await untilHealthy(engine, id, signal);
  }
  signal.throwIfAborted();
  return refused;
}

/** Why the engine refused, where the lab can do without; what else goes wrong is thrown. */
async function refusalOf(
  start: Promise<void>,
  ifRefused: LabPlan['containers'][number]['ifRefused'],
): Promise<string | undefined> {
  try {
    await start;
    return undefined;
  } catch (error) {
    const isRefusal = error instanceof DocklabError && error.code === 'engine-refused';
    if (ifRefused === 'go-on' && isRefusal) return oneLine(error.why || error.message, 300);
    throw error;
  }
}

async function untilHealthy(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  const until = Date.now() + HEALTH_MS;
  for (;;) {
    const info = await engine.container(id, signal);
    if (info?.health === 'healthy') return;
    if (info?.state !== 'running' || Date.now() > until) {
      const logs = info ? await engine.logs(id, { timeoutMs: 5_000, maxBytes: 4096 }) : '';
      throw new DocklabError(
        'engine-refused',
        `The lab's ${info?.name ?? id} did not become healthy.`,
        {
          why: logs.trim().split('\n').slice(-3).join(' ') || `It is ${info?.state ?? 'gone'}.`,
          next: ['Try again: docklab reset', 'Look at what it says: docker logs'],
        },
      );
    }
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, HEALTH_POLL_MS));
  }
}

/** What removing a lab takes away. */
export interface Removals {
  containers: readonly ContainerInfo[];
  networks: readonly NetworkInfo[];
  volumes: readonly string[];
  /** Tags of images that the learner built in this lab. */
  images: readonly string[];
}

/**
 * Everything of this lab: what carries its labels, and what the learner made under the lab's own names since its
 * launch. A container of theirs from before the launch is not in it.
 */
export async function removals(
  engine: Engine,
  course: string,
  lesson: string,
  spec: LabSpec,
): Promise<Removals> {
  const filter = lessonFilter(course, lesson);
  const [containers, networks, volumes] = await Promise.all([
    engine.containers(filter),
    engine.networks(filter),
    engine.volumes(filter),
  ]);
  const launched = networks.find(({ name }) => name === networkName(lesson))?.createdAt;
  const found = new Map(containers.map((info) => [info.id, info]));
  const images: string[] = [];
  if (launched !== undefined) {
    const names = [
      ...spec.services.map(({ name }) => containerName(lesson, name)),
      ...spec.answers.containers,
    ];
    for (const name of names) {
      const info = await engine.container(name);
      if (info && info.createdAt >= launched) found.set(info.id, info);
    }
    for (const tag of spec.answers.images) {
      const image = await engine.image(tag);
      if (image && image.createdAt >= launched) images.push(tag);
    }
  }
  return {
    containers: [...found.values()],
    networks,
    volumes: volumes.map(({ name }) => name),
    images,
  };
}

/** Removes them, containers first. Foreign containers on the lab's network are disconnected, not removed. */
export async function removeObjects(engine: Engine, found: Removals, step: Step): Promise<void> {
  await Promise.all(
    found.containers.map(async (info) => {
      step(`remove ${info.name}`);
      // A lab container may have something to undo on the host when it is asked to stop.
      if (info.state === 'running' && LABEL.lesson in info.labels)
        await engine.stopContainer(info.id, 2);
      await engine.removeContainer(info.id);
    }),
  );
  for (const network of found.networks) {
    const now = await engine.network(network.name);
    for (const container of now?.containers ?? [])
      await engine.disconnectNetwork(network.name, container);
    step(`remove ${network.name}`);
    await engine.removeNetwork(network.name);
  }
  for (const volume of found.volumes) await engine.removeVolume(volume);
  for (const image of found.images) await engine.removeImage(image);
}
