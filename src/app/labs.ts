/** Use cases about labs: launch or adopt, stop, reset, clean. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Lesson } from '../course/types.ts';
import type { Engine, ImageProgress } from '../host/engine.ts';
import { DocklabError } from '../host/error.ts';
import { ensureBaseImage } from '../lab/base-image.ts';
import {
  isOfSpec,
  labObjects,
  launch,
  refuseForeign,
  removals,
  removeObjects,
  type LabObjects,
  type Refused,
  type Step,
} from '../lab/lifecycle.ts';
import {
  BASE_IMAGE,
  builtImage,
  containerName,
  LABEL,
  networkName,
  serviceVariable,
} from '../lab/names.ts';
import { loadLab } from '../lab/parse-folder.ts';
import { planLab } from '../lab/plan.ts';
import type { LabSpec } from '../lab/spec.ts';
import type { LabNames } from '../verify/contract.ts';
import { stepEvent } from './amount.ts';
import { buildImage } from './build-image.ts';
import type { Listen } from './events.ts';
import { forgetLaunch, launchOf, noteLaunch, publishedPorts, type Launch } from './launch-note.ts';
import { keepOuter, raiseOuter } from './outer-limits.ts';
import { freshWorkspace, prepareWorkspace, workspaceOf } from './workspace.ts';
import type { World } from './world.ts';

/** A launched lab and its names. */
export interface Lab {
  lesson: Lesson;
  names: LabNames;
  /** `LAB_…` variables. */
  env: Readonly<Record<string, string>>;
  /** Services that are not there, because the engine of this machine refused to start them, and why. */
  refused: Refused;
  adopted: boolean;
}

/** What the lesson's lab is made of. Rejects with `course-invalid` when its `lab.yaml` cannot be read. */
export async function labSpec(world: World, lesson: Lesson): Promise<LabSpec> {
  const result = await loadLab(world.reader, world.course.dir, lesson.lab);
  if (result.is === 'lab') return result.lab;
  const [first] = result.problems;
  throw new DocklabError('course-invalid', `The lab of ${lesson.id} cannot be read.`, {
    why: first ? `${first.file}:${first.line}: ${first.message}` : '',
    next: ['See every mistake: docklab course check --static'],
  });
}

function labOf(
  world: World,
  lesson: Lesson,
  spec: LabSpec,
  objects: LabObjects,
  { ports, refused }: Pick<Launch, 'ports' | 'refused'>,
  adopted: boolean,
): Lab {
  const { network } = objects;
  if (!network) throw new DocklabError('not-found', `The lab of ${lesson.id} is not there.`);
  const workspace = workspaceOf(world, lesson);
  const env: Record<string, string> = {
    LAB_NAME: lesson.id,
    LAB_NET: networkName(lesson.id),
    LAB_DIR: workspace,
    LAB_BASE: BASE_IMAGE,
  };
  for (const service of spec.services) {
    const variable = serviceVariable(service.name);
    env[variable] = containerName(lesson.id, service.name);
    env[`${variable}_IMAGE`] = service.image ?? builtImage(lesson.id, service.name);
    const port = ports[service.name];
    if (port !== undefined) env[`${variable}_PORT`] = String(port);
  }
  const names: LabNames = {
    lesson: lesson.id,
    network: networkName(lesson.id),
    container: (service) => containerName(lesson.id, service),
    image: (service) => builtImage(lesson.id, service),
    secret: (name) => {
      const value = network.labels[LABEL.secret + name];
      if (value !== undefined) return value;
      throw new DocklabError('course-invalid', `The lab declares no secret "${name}".`);
    },
    refused: (service) => refused[service],
    launchedAt: network.createdAt,
    workspace,
  };
  return { lesson, names, env, refused, adopted };
}

/** The lab unless it was stopped or never launched (a service that the learner ended or replaced does not count against it). */
export async function findLab(world: World, lesson: Lesson): Promise<Lab | undefined> {
  const { engine } = await world.connect();
  const spec = await labSpec(world, lesson);
  const objects = await labObjects(engine, world.course.id, lesson.id, spec);
  const launch = objects.network && (await launchOf(world, lesson, objects));
  if (!launch || (launch.stopped && !someRuns(objects))) return undefined;
  return labOf(world, lesson, spec, objects, launch, true);
}

async function locked<T>(world: World, lesson: Lesson, work: () => Promise<T>): Promise<T> {
  const lock = await world.files.lock(join(world.paths.state, `${lesson.id}.lock`));
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** Launches the lab, or takes the one that is there. What an interrupted launch left is removed first. */
export function startLab(
  world: World,
  lesson: Lesson,
  listen: Listen,
  signal: AbortSignal,
): Promise<Lab> {
  return locked(world, lesson, async () => {
    const { engine } = await world.connect();
    const spec = await labSpec(world, lesson);
    const before = await labObjects(engine, world.course.id, lesson.id, spec);
    refuseForeign(before, lesson.id);
    await prepareWorkspace(world, lesson);
    const launch = isOfSpec(before, spec) && (await launchOf(world, lesson, before));
    if (launch) {
      await wake(world, before, launch, listen, signal);
      await noteLaunch(world, lesson, before, { ...launch, stopped: false });
      listen({ is: 'lab-ready', lesson: lesson.id, adopted: true });
      return labOf(world, lesson, spec, before, launch, true);
    }
    await clear(world, engine, lesson, spec, listen);
    try {
      return await launchLab(world, lesson, spec, listen, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      await undo(world, engine, lesson, spec, listen);
      throw new DocklabError('cancelled', 'The launch was cancelled.', { cause: error });
    }
  });
}

/** Removes what a launch that was cut short has made, and tells what is left of it. */
async function undo(
  world: World,
  engine: Engine,
  lesson: Lesson,
  spec: LabSpec,
  listen: Listen,
): Promise<void> {
  await clear(world, engine, lesson, spec, () => undefined).catch(() => undefined);
  const left = await removalsOf(world, lesson).catch(() => ['what the engine does not tell']);
  listen({ is: 'cancelled', lesson: lesson.id, left });
}

const refusalWords = (refused: Refused): string[] =>
  Object.entries(refused).map(
    ([service, reason]) =>
      `The engine of this machine refuses to start ${service}, so what it shows cannot be seen here; its task counts once you start one of your own: ${reason}`,
  );

const someRuns = ({ services }: LabObjects): boolean =>
  [...services.values()].some((info) => info?.state === 'running');

/**
 * Starts the lab's own containers that stopped, after a reboot for one. Those of the learner are theirs to start, unless
 * it was docklab that stopped them. The ceiling did not survive the reboot either.
 */
async function wake(
  world: World,
  objects: LabObjects,
  { stopped }: Launch,
  listen: Listen,
  signal: AbortSignal,
): Promise<void> {
  const asleep = [...objects.services.values()].filter(
    (info) => info?.state === 'exited' && (stopped || LABEL.lesson in info.labels),
  );
  if (asleep.length === 0) return;
  const { engine, info } = await world.connect();
  await ensureBaseImage(engine, world.baseImage, (one) => listen(stepEvent(one)), signal);
  await raiseOuter(engine, info, listen, signal);
  for (const one of asleep) if (one) await engine.startContainer(one.id);
  await keepOuter(engine, info, listen, signal);
}

async function clear(
  world: World,
  engine: Engine,
  lesson: Lesson,
  spec: LabSpec,
  listen: Listen,
): Promise<void> {
  const found = await removals(engine, world.course.id, lesson.id, spec);
  await removeObjects(engine, found, (step) => listen({ is: 'step', step }));
  await forgetLaunch(world, lesson);
}

async function launchLab(
  world: World,
  lesson: Lesson,
  spec: LabSpec,
  listen: Listen,
  signal: AbortSignal,
): Promise<Lab> {
  const { engine, info } = await world.connect();
  const report = (progress: ImageProgress) => listen(stepEvent(progress));
  const tell: Step = (step, count) => report({ step, ...count, of: 'steps' });
  // One notice: a screen has room for the last one only.
  if (spec.touchesHost.length > 0)
    listen({
      is: 'notice',
      text: ['What this lab does to your host:', ...spec.touchesHost].join(' '),
    });
  await ensureBaseImage(engine, world.baseImage, report, signal);
  const outer = await raiseOuter(engine, info, listen, signal);
  const names = { course: world.course.id, lesson: lesson.id, session: world.session };
  const secrets = Object.fromEntries(
    spec.secrets.map((name) => [name, randomBytes(12).toString('hex')]),
  );
  const plan = planLab(spec, names, secrets, outer);
  for (const one of plan.builds) await buildImage(world, engine, one, report, signal);
  const refused = await launch(engine, plan, tell, signal);
  await keepOuter(engine, info, listen, signal);
  const objects = await labObjects(engine, world.course.id, lesson.id, spec);
  const ports = publishedPorts(objects);
  await noteLaunch(world, lesson, objects, { ports, stopped: false, refused });
  for (const text of refusalWords(refused)) listen({ is: 'notice', text });
  listen({ is: 'lab-ready', lesson: lesson.id, adopted: false });
  return labOf(world, lesson, spec, objects, { ports, refused }, false);
}

/** Stops the lab's containers, those that the learner put in their place too; `startLab` goes on with all of them. */
export async function stopLab(world: World, lesson: Lesson, listen: Listen): Promise<void> {
  await locked(world, lesson, async () => {
    const { engine } = await world.connect();
    const spec = await labSpec(world, lesson);
    const { containers } = await removals(engine, world.course.id, lesson.id, spec);
    const objects = await labObjects(engine, world.course.id, lesson.id, spec);
    const launch = objects.network && (await launchOf(world, lesson, objects));
    if (launch) await noteLaunch(world, lesson, objects, { ...launch, stopped: true });
    for (const { id, name, state } of containers) {
      if (state !== 'running') continue;
      listen({ is: 'step', step: `stop ${name}` });
      await engine.stopContainer(id, 2);
    }
    listen({ is: 'lab-gone', lesson: lesson.id });
  });
}

/** Names of all that `removeLab` would remove. */
export async function removalsOf(world: World, lesson: Lesson): Promise<string[]> {
  const { engine } = await world.connect();
  const found = await removals(engine, world.course.id, lesson.id, await labSpec(world, lesson));
  return [
    ...found.containers.map(({ name }) => `container ${name}`),
    ...found.networks.map(({ name }) => `network ${name}`),
    ...found.volumes.map((name) => `volume ${name}`),
    ...found.images.map((name) => `image ${name}`),
  ];
}

/** Removes the lab and what the learner made in it. The workspace stays. */
export async function removeLab(world: World, lesson: Lesson, listen: Listen): Promise<void> {
  await locked(world, lesson, async () => {
    const { engine } = await world.connect();
    await clear(world, engine, lesson, await labSpec(world, lesson), listen);
  });
  listen({ is: 'lab-gone', lesson: lesson.id });
}

/** The lab as it was launched the first time: all of it removed, a workspace as new, launched again. */
export async function resetLab(
  world: World,
  lesson: Lesson,
  listen: Listen,
  signal: AbortSignal,
): Promise<Lab> {
  await removeLab(world, lesson, listen);
  await freshWorkspace(world, lesson, listen);
  return startLab(world, lesson, listen, signal);
}
