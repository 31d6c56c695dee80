/** Runs an attempt: what a person did in a lab, as a script and files. */
import { join } from 'node:path';
import type { ExecResult } from '../host/engine.ts';
import type { Lab } from './labs.ts';
import { freshWorkspace, shellEnv } from './workspace.ts';
import type { World } from './world.ts';

const LIMITS = { timeoutMs: 180_000, maxBytes: 256 * 1024 };

/** Belongs to whoever proves the course, not to what a person has in their folder. */
const EXPECTATION = 'expect.yaml';

/**
 * Runs `run.sh` of the folder `attemptDir` (absolute) in a workspace as new with the attempt's files over it, for at most
 * three minutes. The lab must be there; it is left as the attempt leaves it. Rejects with `cancelled` when the signal
 * aborts, and as the ports do.
 */
export async function runAttempt(
  world: World,
  lab: Lab,
  attemptDir: string,
  signal: AbortSignal,
): Promise<ExecResult> {
  const workspace = await freshWorkspace(world, lab.lesson, () => undefined);
  await world.files.copyTree(attemptDir, workspace);
  await world.files.remove(join(workspace, EXPECTATION));
  const env = shellEnv(world, lab, await world.connect());
  return world.processes.run(['bash', '-eu', 'run.sh'], { cwd: workspace, env, ...LIMITS, signal });
}

/** Why an attempt did not come to its end, with its last words; undefined when it did. */
export function attemptFailure(result: ExecResult): string | undefined {
  if (result.is === 'not-started') return `run.sh was not started: ${result.reason}`;
  const said = lastLine(result.stderr) ?? lastLine(result.stdout);
  const words = said === undefined ? '' : `; it last said: ${said}`;
  if (result.is === 'timed-out')
    return `run.sh did not end within ${LIMITS.timeoutMs / 1000} seconds${words}`;
  return result.code === 0 ? undefined : `run.sh ended with exit code ${result.code}${words}`;
}

const lastLine = (text: string): string | undefined =>
  text.trimEnd().split('\n').at(-1) || undefined;
