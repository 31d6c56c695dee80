/** Builds the image of a service, and takes away the one that it replaces. */
import type { Engine, ImageProgress } from '../host/engine.ts';
import type { LabPlan } from '../lab/plan.ts';
import type { World } from './world.ts';

/**
 * The same files and arguments give the same image. Where they do not, as with a secret among the arguments, the image of the
 * launch before would be left behind without a name; it is removed, unless the learner gave it another one or builds on it.
 */
export async function buildImage(
  world: Pick<World, 'packContext'>,
  engine: Engine,
  { service, from, tag, labels }: LabPlan['builds'][number],
  report: (progress: ImageProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const step = `build ${service.name}`;
  report({ step });
  const { context, dockerfile, target, args } = from;
  const build = { context: await world.packContext(context), dockerfile, tag, labels, args };
  const before = await engine.image(tag, signal);
  await engine.buildImage(
    target === undefined ? build : { ...build, target },
    (progress) => report({ ...progress, step: `${step}: ${progress.step}` }),
    signal,
  );
  const left = before && (await engine.image(before.id, signal));
  // The engine refuses where a container or an image needs it.
  if (left?.tags.length === 0) await engine.removeImage(left.id).catch(() => undefined);
}
