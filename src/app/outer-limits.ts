/** The ceiling above all labs, on the engine's host. */
import type { Engine, EngineInfo } from '../host/engine.ts';
import { ceilingFor, raiseCeiling } from '../lab/ceiling.ts';
import type { Outer } from '../lab/plan.ts';
import type { Listen } from './events.ts';

/** Raises the ceiling, and tells when the kernel refused. Undefined where the engine cannot place containers below one. */
export async function raiseOuter(
  engine: Engine,
  info: EngineInfo,
  listen: Listen,
  signal: AbortSignal,
): Promise<Outer | undefined> {
  const ceiling = ceilingFor(info);
  if (!ceiling) return undefined;
  listen({ is: 'step', step: 'limit what the lab may use' });
  const refused = await raiseCeiling(engine, info, ceiling, signal);
  if (refused !== undefined)
    listen({ is: 'notice', text: `The outer limits of labs could not be set: ${refused}` });
  return { parent: ceiling.parent, holds: refused === undefined };
}

/**
 * To call when containers were started: systemd makes its slice when the first of them comes into it, and writes its own
 * values over the ceiling. (Seen with systemd 257 and cgroup v2: every limit was "max" again.)
 */
export async function keepOuter(
  engine: Engine,
  info: EngineInfo,
  listen: Listen,
  signal: AbortSignal,
): Promise<void> {
  if (info.cgroupDriver === 'systemd') await raiseOuter(engine, info, listen, signal);
}
