/** Typing into the shell of a lesson, beside typing into the same shell inside tmux. */
import type { PtyProgram } from '../test/support/pty.ts';
import type { Bench } from './support/bench.ts';
import { withHome } from './support/docklab.ts';
import { interleave } from './support/interleave.ts';
import { bareShell, paneShell, tmuxShell } from './support/shells.ts';

const KEYS = 'abcdefghijklmnopqrstuvwxyz';
const ERASE_LINE = '\u0015';
const PEER = 'bash in tmux';

const paneKeys: Bench = {
  question: 'How long is it from a key typed into the shell of a lesson to its echo on the screen?',
  runs: 1500,
  measure: (runs) =>
    withHome(async (home, env) => {
      const [pane, tmux, bare] = await Promise.all([
        paneShell(home, env, 'keyed'),
        tmuxShell(env),
        bareShell(env),
      ]);
      try {
        const samples = await interleave(runs, {
          tmux: typist(tmux.program),
          pane: typist(pane.program),
          bare: typist(bare.program),
        });
        const aim = { of: 'p99 ratio', most: 1 } as const;
        return [
          { name: PEER, unit: 'ms', samples: samples.tmux },
          { name: 'bash in the pane', unit: 'ms', samples: samples.pane, against: PEER, aim },
          { name: 'bash alone', unit: 'ms', samples: samples.bare, against: PEER },
        ];
      } finally {
        await Promise.all([pane.close(), tmux.close(), bare.close()]);
      }
    }),
};

export default paneKeys;

/** Types one more key each time, and measures until it stands behind those before it. */
function typist(program: PtyProgram): () => Promise<number> {
  let line = '';
  return async () => {
    if (line.length === KEYS.length) {
      program.type(ERASE_LINE);
      await program.shown((frame) => !frame.includes(`ready> ${line}`), 'an empty line');
      line = '';
    }
    const key = KEYS[line.length] ?? '';
    line += key;
    const wanted = `ready> ${line}`;
    const from = performance.now();
    program.type(key);
    return (await program.shown((frame) => frame.includes(wanted), wanted)).at - from;
  };
}
