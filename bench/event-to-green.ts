/** From what happens to a container, by the engine's own clock, to the colour that it gives a task on the screen. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { PtyProgram } from '../test/support/pty.ts';
import { writeOwnCourse } from '../test/support/own-course.ts';
import type { Bench } from './support/bench.ts';
import { PROGRAM, end, openDocklab, runDocklab, withHome } from './support/docklab.ts';
import { inspected } from './support/inspect.ts';
import { JsonLines, now } from './support/json-lines.ts';

const SIZE = { columns: 110, rows: 34 };
const LESSON = 'timed';
const WEB = `${LESSON}-web`;
const PEER = 'the engine says what is so';
/** Until all that a change brought is over. */
const REST_MS = 150;

/** Only what the kernel says: a command in a container takes longer than all else, and is not docklab's. */
const VERIFIER = `
import { checksOf, defineVerifier, pass } from 'docklab/verify';
const { control } = checksOf('web');
const text = { id: 'runs', expected: 'It runs.', why: 'It must.', see: 'docker ps' };
const runs = control(text, async (target) => pass('web runs as ' + (await target.status()).uid.real));
export default defineVerifier({
  lesson: '${LESSON}',
  tasks: { 'not-root': { watch: { services: ['web'] }, checks: [runs] } },
});
`;

const docker = (...args: string[]) => promisify(execFile)('docker', args);

const eventToGreen: Bench = {
  question: 'How long is it from a change of a container to the verdict on the screen?',
  runs: 100,
  measure: (runs) =>
    withHome(async (home, plain) => {
      const course = join(home, 'course');
      writeOwnCourse(course, LESSON);
      writeFileSync(join(course, `verifiers/${LESSON}.ts`), VERIFIER);
      const env = { ...plain, DOCKLAB_COURSE: course };
      const docklab = openDocklab(['learn', LESSON], env, SIZE);
      try {
        await docklab.until(/1 of 1 done/);
        const filter = ['--filter', `container=${WEB}`, '--format', '{{json .}}'];
        const events = new JsonLines(['docker', 'events', ...filter], env);
        const watch = [process.execPath, PROGRAM, 'verify', LESSON, '--watch', '--json'];
        const verdicts = new JsonLines(watch, env);
        await verdicts.next<Verdict>(({ status }) => status === 'pass');
        await wait(REST_MS);
        const changes: Change[] = [];
        for (let run = 0; run < runs; run += 1)
          changes.push(await change({ docklab, events, verdicts }, run % 2 === 0));
        await Promise.all([events.end(), verdicts.end()]);
        const of = (key: keyof Change) => changes.map((one) => one[key]);
        const peer = { unit: 'ms', against: PEER } as const;
        const aim = { of: 'p99', most: 50 } as const;
        return [
          { name: 'docker events prints it', unit: 'ms', samples: of('heard') },
          { name: PEER, unit: 'ms', samples: of('inspected') },
          { name: 'docklab verify --watch prints the verdict', samples: of('judged'), ...peer },
          { name: 'the verdict is on the screen', samples: of('shown'), ...peer, aim },
        ];
      } finally {
        await end(docklab);
        runDocklab(['clean', '--yes'], env);
      }
    }),
};

export default eventToGreen;

/** Milliseconds since it happened. */
interface Change {
  readonly heard: number;
  readonly inspected: number;
  readonly judged: number;
  readonly shown: number;
}

interface Verdict {
  readonly status: string;
}

interface DockerEvent {
  readonly Action: string;
  readonly timeNano: number;
}

interface Watchers {
  readonly docklab: PtyProgram;
  readonly events: JsonLines;
  readonly verdicts: JsonLines;
}

/** Pauses the container, which makes its task red, or lets it go on, which makes it green. */
async function change({ docklab, events, verdicts }: Watchers, isPause: boolean): Promise<Change> {
  const action = isPause ? 'pause' : 'unpause';
  const wanted = isPause ? /0 of 1 done/ : /1 of 1 done/;
  const shown = docklab.shown((frame) => wanted.test(frame), String(wanted));
  const heard = events.next<DockerEvent>(({ Action }) => Action === action);
  const judged = verdicts.next<Verdict>(({ status }) => (status === 'fail') === isPause);
  await docker(action, WEB);
  const { value, read } = await heard;
  const happened = value.timeNano / 1e6;
  await inspected(WEB);
  const answered = now() - happened;
  const change = {
    heard: read - happened,
    inspected: answered,
    judged: (await judged).read - happened,
    shown: performance.timeOrigin + (await shown).at - happened,
  };
  await wait(REST_MS);
  return change;
}
