import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { ask, canAsk } from './ask.mjs';
import { ownEngineHasImage, probeEngine } from './engine-probe.mjs';
import { longStep } from './progress.mjs';
import { handOver, run } from './run.mjs';

/**
 * What the engine steps ask of this machine; tests put another in its place.
 * @typedef {ReturnType<typeof thisMachine>} Machine
 */
export const thisMachine = () => ({
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  user: userInfo().username,
  canAsk: canAsk(),
  ask,
  has: (command) => SEARCH.some((dir) => isExecutable(join(dir, command))),
  exists: existsSync,
  read: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''),
  run,
  handOver: (argv) => handOver(argv, {}),
  longStep,
  probe: () => probeEngine(process.env),
  hasImage: (name) => ownEngineHasImage(process.env, name),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

// A plain user's PATH often lacks the folders where daemons are.
const SEARCH = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
