/** From what happens to a container, by the engine's own clock, to the colour that it gives a task on the screen. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { PtyProgram } from '../test/support/pty.ts';
import { writeOwnCourse } from '../test/support/own-course.ts';
import type { Bench } from './support/bench.ts';
import { DockerEvents, now } from './support/docker-events.ts';
import { end, openDocklab, runDocklab, withHome } from './support/docklab.ts';

const SIZE = { columns: 110, rows: 34 };
const LESSON = 'timed';
const WEB = `${LESSON}-web`;
const SERVE =
  'mkdir -p /tmp/www && echo hello > /tmp/www/index.html && exec httpd -f -p 8080 -h /tmp/www';
const PEER = 'docker events prints it';
/** Until all that a change brought is over. */
const REST_MS = 400;

const docker = (...args: string[]) => promisify(execFile)('docker', args);

const eventToGreen: Bench = {
  question: 'How long is it from the start of a container to the verdict on the screen?',
  runs: 100,
  measure: (runs) =>
    withHome(async (home, plain) => {
      const course = join(home, 'course');
      writeOwnCourse(course, LESSON);
      const env = { ...plain, DOCKLAB_COURSE: course };
      const docklab = openDocklab(['learn', LESSON], env, SIZE);
      const events = new DockerEvents(WEB);
      try {
        await docklab.until(/web runs as uid 0/);
        const changes: Change[] = [];
        for (let run = 0; run < runs; run += 1)
          changes.push(await change(docklab, events, run % 2 === 0 ? '1000' : '0'));
        const peer = { against: PEER } as const;
        const of = (key: keyof Change) => changes.map((one) => one[key]);
        return [
          { name: PEER, unit: 'ms', samples: of('heard') },
          { name: 'docker exec true', unit: 'ms', samples: of('exec') },
          {
            name: 'verdict',
            unit: 'ms',
            samples: of('verdict'),
            aim: { of: 'p99', most: 50 },
            ...peer,
          },
        ];
      } finally {
        events.close();
        await end(docklab);
        runDocklab(['clean', '--yes'], env);
      }
    }),
};

export default eventToGreen;

/** Milliseconds since the start of the container. */
interface Change {
  readonly heard: number;
  readonly verdict: number;
  /** What one command in the container costs on this engine. */
  readonly exec: number;
}

async function change(docklab: PtyProgram, events: DockerEvents, user: string): Promise<Change> {
  await docker('rm', '-f', WEB);
  await docklab.until(/There is no container|0 of 1 done/);
  await wait(REST_MS);
  const from = now();
  const wanted = user === '0' ? /web runs as uid 0/ : /1 of 1 done/;
  const shown = docklab.shown((frame) => wanted.test(frame), String(wanted));
  await docker('run', '-d', '--name', WEB, '--user', user, 'docklab/base:1', 'sh', '-c', SERVE);
  const started = await events.next('start', from);
  const { at } = await shown;
  await wait(REST_MS);
  const before = performance.now();
  await docker('exec', WEB, 'true');
  const exec = performance.now() - before;
  await wait(REST_MS);
  const verdict = performance.timeOrigin + at - started.happened;
  return { heard: started.read - started.happened, verdict, exec };
}
