/** One docklab at a time at the lab machine, and first of all what an earlier one left behind is cleared away. */
import { DocklabError } from '../../host/error.ts';
import type { Listen } from '../events.ts';
import { isBuilder, isMachine } from './qemu.ts';
import { parseImage, parseRecord } from './record.ts';
import { stateOf, type MachineSeen, type MachineState } from './state.ts';
import type { MachineWorld } from './world.ts';
import { join } from 'node:path';

/** Between the polite signal and the certain one, in milliseconds. */
export const GRACE_MS = 5_000;
const MAX_BYTES = 64 * 1024;

/** A state after clearing up: nothing half-made. */
export type TidyState = Exclude<MachineState, { is: 'changing' | 'died' | 'cut-short' }>;

/** Runs alone: rejects with `busy` while another docklab is at the machine. `work` gets what is there, cleared up. */
export async function aloneAt<T>(
  world: MachineWorld,
  tell: Listen,
  work: (state: TidyState) => Promise<T>,
): Promise<T> {
  const lock = await world.files.lock(world.paths.lock);
  try {
    return await work(await tidy(world, tell));
  } finally {
    await lock.release();
  }
}

/** What is there, also while another docklab is at it. What was left behind is cleared away if nobody is. */
export async function lookAt(world: MachineWorld, tell: Listen): Promise<MachineState> {
  const state = stateOf(await see(world));
  // Nothing to clear away: no need to be alone, and many may look at a time.
  if (isTidy(state) && !(await isHalfMade(world))) return state;
  try {
    return await aloneAt<MachineState>(world, tell, async (tidied) => tidied);
  } catch (error) {
    if (!(error instanceof DocklabError) || error.code !== 'busy') throw error;
    return stateOf({ ...(await see(world)), isAtWork: true });
  }
}

const isTidy = (state: MachineState): state is TidyState =>
  ['absent', 'stopped', 'running'].includes(state.is);

const isHalfMade = async ({ files, paths }: MachineWorld) =>
  (await files.kind(paths.making)) !== undefined;

async function see({ paths, files, background }: MachineWorld): Promise<MachineSeen> {
  return {
    image: parseImage(await files.read(join(paths.image, 'built.json'), MAX_BYTES)),
    record: parseRecord(await files.read(paths.record, MAX_BYTES)),
    isAlive: (await background.find(isMachine(paths))).length > 0,
    isAtWork: false,
  };
}

async function tidy(world: MachineWorld, tell: Listen): Promise<TidyState> {
  const { paths, files, background } = world;
  const notice = (text: string) => tell({ is: 'notice', text });
  await background.end(isBuilder(paths), 0);
  if (await isHalfMade(world)) {
    await files.remove(paths.making);
    notice('An earlier docklab was ended while it built the lab machine; what it left is removed.');
  }
  const seen = await see(world);
  const state = stateOf(seen);
  if (isTidy(state)) return state;
  switch (state.is) {
    case 'changing':
      throw new DocklabError('internal', 'The lab machine was looked at while it changed.');
    case 'died':
      notice(
        'The lab machine has ended without docklab: it was switched off inside, or its process was killed.',
      );
      break;
    case 'cut-short':
      notice('The start of the lab machine was cut short; what still ran of it is ended.');
      await background.end(isMachine(paths), GRACE_MS);
  }
  await forgetRun(world);
  return stateOf({ ...seen, record: undefined, isAlive: false }) as TidyState;
}

/** Removes what only a machine that runs has. Its logs stay: they say why it ended. */
export async function forgetRun({ paths, files }: MachineWorld): Promise<void> {
  await files.remove(paths.record);
}
