// The two commands of a fresh clone. Does what is missing, in order, and nothing twice; then runs what was asked for.
//   node tools/setup.mjs start [ARGUMENT…]    the course (docklab); without a terminal its demo
//   node tools/setup.mjs test [ARGUMENT…]     every test (vitest)
//   node tools/setup.mjs prepare              only the set-up for tests
// Runs on any Node from 18 with nothing installed: imports only Node's own modules.
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureAnyBaseImage, ensureBaseImage } from './setup/base-image-step.mjs';
import { ensureBuilt } from './setup/build-step.mjs';
import { withDockerGroup } from './setup/docker-group.mjs';
import { ensureEngine } from './setup/engine.mjs';
import { leaveInterruptsToChild, onInterrupt } from './setup/interrupt.mjs';
import { thisMachine } from './setup/machine.mjs';
import { ensureModules } from './setup/modules.mjs';
import { ROOT, nodeBinary } from './setup/paths.mjs';
import { handOver } from './setup/run.mjs';
import { SetupStop, printStop } from './setup/stop.mjs';
import { ensureTestTools } from './setup/test-tools-step.mjs';

const [mode = '', ...args] = process.argv.slice(2);

const MODES = {
  start: async () => program(['bin/docklab.cjs', ...courseOrDemo()]),
  test: async () => program(['node_modules/vitest/vitest.mjs', 'run', ...args]),
  prepare: async () => 0,
};

function courseOrDemo() {
  if (args.length > 0) return args;
  return process.stdin.isTTY && process.stdout.isTTY ? [] : ['demo'];
}

/** Runs a program of the project on its own Node, which its children find first as well. */
function program(argv) {
  leaveInterruptsToChild();
  const path = [dirname(nodeBinary(ROOT)), join(ROOT, 'node_modules', '.bin'), process.env.PATH];
  const env = { ...process.env, PATH: path.join(delimiter) };
  return handOver([nodeBinary(ROOT), ...argv], { cwd: ROOT, env });
}

async function setUp() {
  const machine = thisMachine();
  await ensureModules(machine, ROOT);
  await ensureBuilt(machine, ROOT);
  if ((await ensureEngine(machine)) === 'ready-in-group') return 'again-in-group';
  if (mode === 'start') await ensureAnyBaseImage(machine, ROOT);
  else {
    await ensureTestTools(machine);
    await ensureBaseImage(machine, ROOT);
  }
  return 'ready';
}

async function main() {
  if (!Object.hasOwn(MODES, mode)) {
    console.error('usage: node tools/setup.mjs start|test|prepare [ARGUMENT…]');
    return 2;
  }
  if ((await setUp()) === 'ready') return MODES[mode]();
  leaveInterruptsToChild();
  const self = [process.execPath, fileURLToPath(import.meta.url), mode, ...args];
  return handOver(withDockerGroup(self), {});
}

onInterrupt();
try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof SetupStop)) throw error;
  printStop(error);
  process.exitCode = error.exitCode;
}
