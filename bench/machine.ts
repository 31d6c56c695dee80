/** How long the lab machine takes: to be built, and from switched off to an engine that answers. */
import { execFileSync } from 'node:child_process';
import type { Bench } from './support/bench.ts';
import { PROGRAM, runDocklab, withHome, type Env } from './support/docklab.ts';

const BUILD_MS = 90_000;
/** By software emulation, and where something accelerates. */
const BOOT_MS = { emulated: 40_000, accelerated: 8_000 };

const machine: Bench = {
  question: 'How long does a lab machine take to be built, to boot, and to be switched off?',
  runs: 1,
  measure: (runs) =>
    withHome(async (_home, env) => {
      const times: Record<'build' | 'boot' | 'off', number[]> = { build: [], boot: [], off: [] };
      let boot = BOOT_MS.accelerated;
      const timed = (kind: keyof typeof times, ...args: readonly string[]) => {
        const since = performance.now();
        runDocklab(['machine', ...args], env);
        times[kind].push(performance.now() - since);
      };
      try {
        for (let run = 0; run < runs; run += 1) {
          timed('build', 'create');
          timed('boot', 'start');
          if (acceleration(env) === 'tcg') boot = BOOT_MS.emulated;
          timed('off', 'stop');
          runDocklab(['machine', 'delete', '--yes'], env);
        }
      } finally {
        runDocklab(['machine', 'delete', '--yes'], env);
      }
      return [
        { name: 'build', unit: 'ms', samples: times.build, aim: { of: 'median', most: BUILD_MS } },
        { name: 'boot', unit: 'ms', samples: times.boot, aim: { of: 'median', most: boot } },
        { name: 'switch off', unit: 'ms', samples: times.off },
      ];
    }),
};

export default machine;

function acceleration(env: Env): string {
  const args = [PROGRAM, 'machine', 'status', '--json'];
  const said = execFileSync(process.execPath, args, { env, encoding: 'utf8' });
  return (JSON.parse(said) as { acceleration?: string }).acceleration ?? '';
}
