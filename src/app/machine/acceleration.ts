/** Which acceleration works here, by trying: that a device is there says little (a virtual machine may offer one that breaks). */
import type { Listen } from '../events.ts';
import { accelerationsOf, PROBE_ANSWER, probeCommand } from './qemu.ts';
import type { Acceleration } from './record.ts';
import type { MachineWorld } from './world.ts';

/** An accelerated machine says that it runs within a second. */
const LIMIT_MS = 10_000;
const MAX_BYTES = 64 * 1024;

export async function chooseAcceleration(
  world: MachineWorld,
  tell: Listen,
  signal: AbortSignal,
): Promise<Acceleration> {
  const { resources, processes, paths } = world;
  for (const each of accelerationsOf(resources.platform, await resources.mayUse('/dev/kvm'))) {
    // Nothing is left to be chosen: it works everywhere.
    if (each === 'tcg') break;
    tell({ is: 'step', step: `Try whether ${each} works here` });
    const ran = await processes.run(probeCommand(paths, each), {
      timeoutMs: LIMIT_MS,
      maxBytes: MAX_BYTES,
      signal,
    });
    if (ran.is === 'exited' && ran.stdout.includes(PROBE_ANSWER)) return each;
  }
  return 'tcg';
}
