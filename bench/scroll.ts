/** Reading a lesson of 5,000 lines: from a key to the screen that it asks for, beside the pager that everybody has. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PtyProgram } from '../test/support/pty.ts';
import type { Bench, Measure } from './support/bench.ts';
import { end, onTerminal, openDocklab, withHome, type Env, type Size } from './support/docklab.ts';
import { interleave } from './support/interleave.ts';
import { longText, writeLongCourse } from './support/long-course.ts';

const LINES = 5_000;
const SIZES: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 140, rows: 40 },
  { columns: 200, rows: 60 },
];
const STEPS = { line: 'j', page: ' ', section: 'n' } as const;
/** Of a frame that takes no longer, 60 fit into a second. */
const FRAME_MS = 16;

const scroll: Bench = {
  question: `How long is it from a key to the scrolled frame, in a lesson of ${LINES} lines?`,
  runs: 60,
  measure: (runs) =>
    withHome(async (home, env) => {
      const course = join(home, 'course');
      const text = join(home, 'text');
      writeLongCourse(course, LINES);
      writeFileSync(text, longText(LINES).join('\n'));
      // A lesson can be read without an engine.
      const reading = { ...env, DOCKLAB_COURSE: course, DOCKER_HOST: `unix://${home}/none.sock` };
      const measures: Measure[] = [];
      for (const size of SIZES) measures.push(...(await atSize(size, runs, reading, text)));
      return measures;
    }),
};

export default scroll;

async function atSize(size: Size, runs: number, env: Env, text: string): Promise<Measure[]> {
  const docklab = openDocklab(['learn', 'hello'], env, size);
  const less = onTerminal(['less', text], { ...env, LESS: '' }, size);
  await Promise.all([docklab.until(/L00010/), less.until(/L00010/)]);
  // What starts with the lesson has come to rest.
  await docklab.until(/engine/i);
  const at = `${size.columns}x${size.rows}`;
  const peer = `${at} less, a line`;
  const samples = await interleave(runs, {
    less: () => keyToScreen(less, STEPS.line),
    line: () => keyToScreen(docklab, STEPS.line),
    page: () => keyToScreen(docklab, STEPS.page),
    section: () => keyToScreen(docklab, STEPS.section),
  });
  await Promise.all([end(docklab), end(less)]);
  const step = (name: keyof typeof STEPS): Measure => ({
    name: `${at} a ${name}`,
    unit: 'ms',
    samples: samples[name],
    against: peer,
    aim: { of: 'p99', most: FRAME_MS },
  });
  const own = [step('line'), step('page'), step('section')];
  return [{ name: peer, unit: 'ms', samples: samples.less }, ...own];
}

/** Milliseconds from a key to the first output that changed which lines are shown. */
async function keyToScreen(program: PtyProgram, key: string): Promise<number> {
  const before = linesShown(program.frame());
  const from = performance.now();
  program.type(key);
  const { at } = await program.shown((frame) => linesShown(frame) !== before, 'other lines');
  return at - from;
}

/** Which numbered line is in which row. */
const linesShown = (frame: string): string =>
  frame
    .split('\n')
    .map((row) => /L\d{5}/.exec(row)?.[0] ?? '')
    .join();
