/** What docklab costs while nobody does anything: a lab runs, its lesson is open. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeOwnCourse } from '../test/support/own-course.ts';
import type { Bench } from './support/bench.ts';
import { cpuTime } from './support/cpu-time.ts';
import { end, onTerminal, openDocklab, runDocklab, withHome } from './support/docklab.ts';

const SIZE = { columns: 140, rows: 40 };
const LESSON = 'idle';
const SECOND_MS = 1_000;
/** Until what came with the opening is done. */
const SETTLED_MS = 3_000;

const idle: Bench = {
  question: 'How much of a core does docklab take while a lesson is open and nothing happens?',
  runs: 20,
  measure: (seconds) =>
    withHome(async (home, plain) => {
      const course = join(home, 'course');
      writeOwnCourse(course, LESSON);
      const env = { ...plain, DOCKLAB_COURSE: course };
      const docklab = openDocklab(['learn', LESSON], env, SIZE);
      const node = onTerminal([process.execPath, '-e', 'setInterval(() => 0, 1000)'], env, SIZE);
      const top = onTerminal(['top', '-d', '1'], env, SIZE);
      try {
        await docklab.until(/0 of 1 done/);
        await docklab.until(/web runs as uid 0/);
        await wait(SETTLED_MS);
        const [own = [], bare = [], listing = []] = await percentEachSecond(
          [docklab.pid, node.pid, top.pid],
          seconds,
        );
        return [
          { name: 'top, once a second', unit: '%', samples: listing },
          { name: 'node, a timer each second', unit: '%', samples: bare },
          {
            name: 'docklab, a lesson open',
            unit: '%',
            samples: own,
            against: 'top, once a second',
            aim: { of: 'p99', most: 1 },
          },
        ];
      } finally {
        await Promise.all([docklab, node, top].map(end));
        runDocklab(['clean', '--yes'], env);
      }
    }),
};

export default idle;

/** For each process, the percentage of a core that it took in each of these seconds. */
async function percentEachSecond(pids: readonly number[], seconds: number): Promise<number[][]> {
  const samples: number[][] = pids.map(() => []);
  let before = pids.map(cpuTime);
  let since = performance.now();
  for (let second = 0; second < seconds; second += 1) {
    await wait(SECOND_MS);
    const now = performance.now();
    const after = pids.map(cpuTime);
    for (const [index, spent] of after.entries())
      samples[index]?.push((100 * (spent - (before[index] ?? spent))) / (now - since));
    before = after;
    since = now;
  }
  return samples;
}
