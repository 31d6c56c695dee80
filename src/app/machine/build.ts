/** `docklab machine create`: the image is built aside and takes its place when it is whole. */
import { join } from 'node:path';
import { DocklabError } from '../../host/error.ts';
import { oneLine } from '../../host/sanitise.ts';
import type { Listen } from '../events.ts';
import { requireFor } from './needs.ts';
import type { MachineImage } from './record.ts';
import { aloneAt } from './tidy.ts';
import type { MachineWorld } from './world.ts';

const LIMIT_MS = 20 * 60_000;
const MAX_BYTES = 256 * 1024;
const DISK_SIZE = '8G';
/** The person's user in the machine has their own id, where that is an ordinary one. */
const USUAL_ID = 1000;
const HIGHEST_ID = 60_000;

/** How many steps the script tells. */
const BUILD_STEPS = 6;
const STEP = '== ';
/** So many of its last lines say why it failed. */
const TAIL = 6;

/** Builds the image. Resolves with `present` when there is one. Rejects with what is missing here, or with why it failed. */
export async function createMachine(
  world: MachineWorld,
  tell: Listen,
  signal: AbortSignal,
): Promise<'made' | 'present'> {
  return aloneAt(world, tell, async (state) => {
    if (state.is !== 'absent') return 'present';
    await requireFor(world, 'build');
    const { files, paths } = world;
    // An image that was damaged is no image, and a disk means nothing over another image.
    for (const path of [paths.image, paths.disks]) await files.remove(path);
    try {
      await files.makeDirectory(paths.making);
      await build(world, tell, signal);
      await files.rename(paths.making, paths.image);
    } catch (error) {
      await files.remove(paths.making);
      throw error;
    }
    return 'made';
  });
}

async function build(world: MachineWorld, tell: Listen, signal: AbortSignal): Promise<void> {
  const { processes, paths, recipe, resources } = world;
  const id = resources.userId;
  const user = id >= USUAL_ID && id < HIGHEST_ID ? id : USUAL_ID;
  const steps = stepsOf(tell);
  const script = ['bash', join(recipe, 'build.sh'), paths.making, DISK_SIZE, String(user)];
  const ran = await processes.run(script, {
    timeoutMs: LIMIT_MS,
    maxBytes: MAX_BYTES,
    signal,
    heard: steps.heard,
  });
  if (ran.is === 'exited' && ran.code === 0) return;
  const why = ran.is === 'not-started' ? [ran.reason] : [...timeWords(ran.is), ...steps.last()];
  throw new DocklabError('tool-missing', 'The lab machine could not be built.', {
    why: why.join('\n'),
    next: [...namespaceAdvice(why), ...SOURCE_ADVICE],
  });
}

const SOURCE_ADVICE = [
  'Check that this machine reaches a Debian mirror, then run the same command again.',
  'Packages from elsewhere: DOCKLAB_MACHINE_SOURCES=FILE, with sources in the form of debian.sources',
];

/** A plain user builds it in a namespace of users, which not every machine allows. */
export function namespaceAdvice(said: readonly string[]): string[] {
  if (!said.some((line) => /^unshare:|^newuidmap:|^newgidmap:/.test(line))) return [];
  return [
    'Give yourself subordinate ids: sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "$USER"',
    'On Ubuntu, let plain users make namespaces: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0',
  ];
}

const timeWords = (is: 'exited' | 'timed-out') =>
  is === 'timed-out' ? [`It was not done after ${LIMIT_MS / 60_000} minutes.`] : [];

/** Turns the script's lines into steps; keeps the last ones. */
export function stepsOf(tell: Listen): { heard: (line: string) => void; last: () => string[] } {
  let step = 'Build the lab machine';
  let done = -1;
  const last: string[] = [];
  return {
    heard: (text) => {
      const line = oneLine(text, 400);
      if (line === '') return;
      const isStep = line.startsWith(STEP);
      if (isStep) [step, done] = [line.slice(STEP.length), done + 1];
      last.push(isStep ? step : line);
      if (last.length > TAIL) last.shift();
      tell({
        is: 'step',
        step,
        fraction: Math.min(1, Math.max(0, done) / BUILD_STEPS),
        amount: `step ${Math.max(0, done) + 1} of ${BUILD_STEPS}`,
        ...(isStep ? {} : { line }),
      });
    },
    last: () => [...last],
  };
}

/** What it was built of, in one line. */
export const imageWords = ({ suite, kernel, engine, packagesOf }: MachineImage): string =>
  `Debian ${suite} (packages of ${packagesOf}), kernel ${kernel}, engine ${engine}`;
