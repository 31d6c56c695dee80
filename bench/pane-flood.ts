/** A program that prints far more than anybody reads, in the shell of a lesson and on the bare terminal. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PtyProgram } from '../test/support/pty.ts';
import type { Bench } from './support/bench.ts';
import { withHome } from './support/docklab.ts';
import { interleave } from './support/interleave.ts';
import { atPrompt, bareShell, paneShell } from './support/shells.ts';

const FLOOD_BYTES = 20 * 1024 * 1024;
const LINE = 'The quick brown fox jumps over the lazy dog, and then once more.\n';
/** How long a flood goes on before it is interrupted. */
const AMID_MS = 300;
const CTRL_C = '\u0003';
const PEER = '20 MB, bare terminal';
const PEER_CTRL_C = 'Ctrl-C to prompt, bare terminal';

const paneFlood: Bench = {
  question:
    'How fast does a flood of 20 MB pass through the shell of a lesson, and does Ctrl-C end it?',
  runs: 5,
  measure: (runs) =>
    withHome(async (home, env) => {
      const flood = join(home, 'flood');
      writeFileSync(flood, LINE.repeat(FLOOD_BYTES / LINE.length));
      const [pane, bare] = await Promise.all([paneShell(home, env, 'flooded'), bareShell(env)]);
      try {
        const samples = await interleave(runs, {
          bare: () => passed(bare.program, flood),
          pane: () => passed(pane.program, flood),
          bareCtrlC: () => interrupted(bare.program),
          paneCtrlC: () => interrupted(pane.program),
        });
        return [
          { name: PEER, unit: 'ms', samples: samples.bare },
          {
            name: '20 MB, pane',
            unit: 'ms',
            samples: samples.pane,
            against: PEER,
            aim: { of: 'ratio', most: 1.6 },
          },
          { name: PEER_CTRL_C, unit: 'ms', samples: samples.bareCtrlC },
          {
            name: 'Ctrl-C to prompt, pane',
            unit: 'ms',
            samples: samples.paneCtrlC,
            against: PEER_CTRL_C,
            aim: { of: 'median', most: 50 },
          },
          { name: 'memory of docklab at its most', unit: 'MB', samples: [peak(pane.program.pid)] },
        ];
      } finally {
        await Promise.all([pane.close(), bare.close()]);
      }
    }),
};

export default paneFlood;

async function passed(program: PtyProgram, flood: string): Promise<number> {
  const from = performance.now();
  program.type(`clear; cat ${flood}; echo all-"gone"\r`);
  const { at } = await program.shown((frame) => frame.includes('all-gone'), 'the end of the flood');
  await cleared(program);
  return at - from;
}

async function interrupted(program: PtyProgram): Promise<number> {
  program.type(`clear; yes flooding\r`);
  await program.shown((frame) => (frame.match(/flooding/g)?.length ?? 0) > 8, 'a flood');
  await wait(AMID_MS);
  const from = performance.now();
  program.type(CTRL_C);
  const at = await atPrompt(program);
  await cleared(program);
  return at - from;
}

async function cleared(program: PtyProgram): Promise<void> {
  program.type('clear\r');
  await program.shown((frame) => !/flooding|lazy dog|all-gone/.test(frame), 'a clear screen');
  await atPrompt(program);
}

/** Most memory that a process ever had in use, in megabytes. */
function peak(pid: number): number {
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
