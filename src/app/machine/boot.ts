/** Waiting for a machine that boots: its console says how far it is, its engine says that it is there. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '../../host/engine.ts';
import { DocklabError } from '../../host/error.ts';
import { oneLine } from '../../host/sanitise.ts';
import type { Listen } from '../events.ts';
import { isMachine } from './qemu.ts';
import type { MachineRecord } from './record.ts';
import type { MachineWorld } from './world.ts';

const LIMIT_MS = 5 * 60_000;
const POLL_MS = 250;
/** Without its word, from here on the engine is asked all the same. */
const SILENCE_MS = 90_000;
const ASK_MS = 20_000;
const MAX_BYTES = 8 * 1024 * 1024;

/** What the console prints, in order, and what happens from there on. */
const MARKS: readonly { mark: string; step: string }[] = [
  { mark: '', step: 'Start the kernel' },
  { mark: 'docklab: disk', step: 'Start the system' },
  { mark: 'docklab: system', step: 'Start the engine' },
  { mark: 'docklab: engine', step: 'Ask the engine' },
];

/** The last step that the console tells of, counted from 0. */
export function bootStep(console: string): number {
  const reached = MARKS.findLastIndex(({ mark }) => console.includes(mark));
  return Math.max(0, reached);
}

/** Resolves when the engine answers and confines containers as was asked for. */
export async function awaitEngine(
  world: MachineWorld,
  engine: Engine,
  record: MachineRecord,
  tell: Listen,
  signal: AbortSignal,
): Promise<void> {
  const { files, paths, background } = world;
  const since = Date.now();
  for (;;) {
    signal.throwIfAborted();
    const spent = Date.now() - since;
    const step = bootStep((await files.read(paths.console, MAX_BYTES)) ?? '');
    tell({
      is: 'step',
      step: MARKS[step]?.step ?? '',
      fraction: step / MARKS.length,
      amount: `step ${step + 1} of ${MARKS.length}`,
    });
    if (step === MARKS.length - 1 || spent > SILENCE_MS) {
      const security = await ask(engine, signal);
      if (security !== undefined) return requireLsm(security, record);
    }
    if ((await background.find(isMachine(paths))).length === 0) throw await ended(world);
    if (spent > LIMIT_MS) throw tooLate(world);
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** The names of what confines its containers; undefined when it does not answer yet. */
async function ask(engine: Engine, signal: AbortSignal): Promise<readonly string[] | undefined> {
  try {
    return (await engine.info(AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)]))).security;
  } catch (error) {
    if (error instanceof DocklabError && error.code !== 'internal') return undefined;
    throw error;
  }
}

function requireLsm(security: readonly string[], { lsm }: MachineRecord): void {
  if (security.includes(lsm)) return;
  throw new DocklabError('engine-refused', `The lab machine came up without ${lsm}.`, {
    why: `Its engine names ${security.join(', ') || 'no security module'}.`,
    next: ['Build the machine anew: docklab machine delete, then docklab machine create'],
  });
}

async function ended({ files, paths }: MachineWorld): Promise<DocklabError> {
  const said = (await files.read(paths.log, MAX_BYTES).catch(() => '')) ?? '';
  return new DocklabError('engine-lost', 'The lab machine ended while it started.', {
    why: oneLine(said.slice(-600), 600) || 'qemu said nothing.',
    next: [
      `See what it printed: ${paths.console}`,
      'Begin with a fresh disk: docklab machine start --fresh',
    ],
  });
}

const tooLate = ({ paths }: MachineWorld): DocklabError =>
  new DocklabError('timeout', 'The lab machine did not come up in time.', {
    why: `Its engine did not answer within ${LIMIT_MS / 60_000} minutes.`,
    next: [
      `See how far it came: ${paths.console}`,
      'Is this machine very busy? Try again when it is not.',
      'Begin with a fresh disk: docklab machine start --fresh',
    ],
  });
