/** `docklab machine stop` and `delete`: it is asked to end, and ended when it does not. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Listen } from '../events.ts';
import { sshCommand } from './connection.ts';
import { isMachine } from './qemu.ts';
import type { MachineRecord } from './record.ts';
import { aloneAt, forgetRun, GRACE_MS } from './tidy.ts';
import type { MachineWorld } from './world.ts';

/** To be asked, and to write what it has not written yet. */
const ASK_MS = 30_000;
const OFF_MS = 45_000;
const POLL_MS = 200;
const MAX_BYTES = 16 * 1024;

/** Resolves with what it did. An interrupt ends the machine at once: its disk has a journal. */
export async function stopMachine(
  world: MachineWorld,
  tell: Listen,
  signal: AbortSignal,
): Promise<'stopped' | 'ended' | 'not-running'> {
  return aloneAt(world, tell, async (state) => {
    if (state.is !== 'running') return 'not-running';
    tell({ is: 'step', step: 'Switch the lab machine off' });
    const isOff = await switchOff(world, state.record, signal);
    await world.background.end(isMachine(world.paths), isOff ? 0 : GRACE_MS);
    await forgetRun(world);
    return isOff ? 'stopped' : 'ended';
  });
}

async function switchOff(
  world: MachineWorld,
  record: MachineRecord,
  signal: AbortSignal,
): Promise<boolean> {
  const { processes, paths, background } = world;
  const command = [...sshCommand(paths, record, 'root'), 'systemctl --no-wall poweroff'];
  try {
    await processes.run(command, { timeoutMs: ASK_MS, maxBytes: MAX_BYTES, signal });
  } catch {
    // Interrupted.
    return false;
  }
  for (const until = Date.now() + OFF_MS; Date.now() < until && !signal.aborted;) {
    if ((await background.find(isMachine(paths))).length === 0) return true;
    await wait(POLL_MS);
  }
  return false;
}

/** Removes the machine with its disks and logs. Resolves with whether there was anything. */
export async function deleteMachine(world: MachineWorld, tell: Listen): Promise<boolean> {
  const { files, paths, background } = world;
  return aloneAt(world, tell, async () => {
    await background.end(isMachine(paths), GRACE_MS);
    const kinds = await Promise.all([files.kind(paths.data), files.kind(paths.state)]);
    // The image last: as long as it is there, this can be done again.
    for (const path of [paths.state, paths.disks, paths.data]) await files.remove(path);
    return kinds.some((kind) => kind !== undefined);
  });
}
