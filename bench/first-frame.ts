/** `docklab` alone, from its start to the home screen, and to the first key that takes effect. */
import type { Bench } from './support/bench.ts';
import { end, onTerminal, openDocklab, withHome, type Env } from './support/docklab.ts';
import { interleave } from './support/interleave.ts';

const SIZE = { columns: 100, rows: 30 };
const isHome = (frame: string) => frame.includes('Lessons');
const isHelp = (frame: string) => frame.includes('Choosing a lesson');

const PEER = 'node -e 0';

const firstFrame: Bench = {
  question: 'How soon is the home screen there, and how soon does a key take effect?',
  runs: 25,
  measure: (runs) =>
    withHome(async (_home, env) => {
      // Leaves behind what docklab keeps to be faster the next time.
      await runOnce(env);
      const samples = await interleave(runs, {
        node: () => nodeAlone(env),
        warm: () => toFirstFrame(env),
        ready: () => toFirstKey(env),
        cold: () => withHome((_cold, coldEnv) => toFirstFrame(coldEnv)),
        coldReady: () => withHome((_cold, coldEnv) => toFirstKey(coldEnv)),
      });
      const ratio = (most: number) => ({ against: PEER, aim: { of: 'ratio', most } }) as const;
      return [
        { name: PEER, unit: 'ms', samples: samples.node },
        { name: 'first frame', unit: 'ms', samples: samples.warm, ...ratio(2) },
        { name: 'first key takes effect', unit: 'ms', samples: samples.ready, ...ratio(4) },
        { name: 'first frame, first start ever', unit: 'ms', samples: samples.cold, against: PEER },
        {
          name: 'first key, first start ever',
          unit: 'ms',
          samples: samples.coldReady,
          against: PEER,
        },
      ];
    }),
};

export default firstFrame;

async function runOnce(env: Env): Promise<void> {
  const docklab = openDocklab([], env, SIZE);
  await docklab.shown(isHome, 'the home screen');
  await docklab.until(/Engine [✔✘]/);
  docklab.type('q');
  await docklab.ended;
}

async function nodeAlone(env: Env): Promise<number> {
  const from = performance.now();
  const node = onTerminal([process.execPath, '-e', '0'], env, SIZE);
  await node.ended;
  return performance.now() - from;
}

async function toFirstFrame(env: Env): Promise<number> {
  const from = performance.now();
  const docklab = openDocklab([], env, SIZE);
  const { at } = await docklab.shown(isHome, 'the home screen');
  await end(docklab);
  return at - from;
}

/** The key waits in the terminal from the very start, as that of a person who knows what comes. */
async function toFirstKey(env: Env): Promise<number> {
  const from = performance.now();
  const docklab = openDocklab([], env, SIZE);
  docklab.type('?');
  const { at } = await docklab.shown(isHelp, 'the help screen');
  await end(docklab);
  return at - from;
}
