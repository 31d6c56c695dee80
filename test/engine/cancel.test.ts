/** A launch that is cancelled, on a real engine: how far it was is told, and nothing of it is left. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLearner, type OpenLearner } from '../../src/app/course-session.ts';
import { unkeptProgress } from '../../src/app/demo-world.ts';
import { startLab } from '../../src/app/labs.ts';
import type { AppEvent } from '../../src/app/events.ts';
import type { LessonState } from '../../src/app/learner.ts';
import type { World } from '../../src/app/world.ts';
import { withRenamedLesson } from '../support/renamed-lesson.ts';
import { testWorld } from '../support/test-world.ts';
import { docker } from '../support/docker.ts';
import { lessonUntil } from '../support/lesson-until.ts';

const ID = 'cancelled';

const LAB = `services:
  db:
    image: docklab/base:1
    command: sleep 600
    stop_grace_period: 1s
  web:
    build: ./web
    command: sleep 600
    stop_grace_period: 1s
    healthcheck:
      test: ['CMD', 'test', '-e', '/tmp/healthy']
      interval: 1s
`;

let dir: string;
let world: World;
let learner: OpenLearner;

/** The lab's image is made by these steps. */
const dockerfile = (...steps: string[]) =>
  writeFile(join(dir, 'labs/web/web/Dockerfile'), ['FROM docklab/base:1', ...steps, ''].join('\n'));

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'docklab-cancel-'));
  await cp(join(import.meta.dirname, '../fixtures/mini-course'), dir, { recursive: true });
  await mkdir(join(dir, 'labs/web/web'));
  await writeFile(join(dir, 'labs/web/lab.yaml'), LAB);
  await dockerfile();
  world = withRenamedLesson(await testWorld(dir), ID);
  learner = createLearner(world, unkeptProgress(world));
});

afterAll(async () => {
  await learner.close();
  await world.close();
  await rm(dir, { recursive: true, force: true });
});

const until = (wanted: (state: LessonState) => boolean) => lessonUntil(learner, ID, wanted);

/** Containers, networks and images of this lesson, and containers of builds that hold the marker. */
function leftovers(): string {
  const mine = `label=io.docklab.lesson=${ID}`;
  return [
    docker('ps', '-aq', '--filter', mine),
    docker('network', 'ls', '-q', '--filter', mine),
    docker('images', '-q', '--filter', `label=io.docklab.image.lesson=${ID}`),
  ].join('');
}

/** Images with this layer command in their history. */
const imagesWith = (marker: string) =>
  docker('images', '-aq')
    .split('\n')
    .filter((id) => docker('history', '--no-trunc', id).includes(marker));

/** Containers of a build whose command has the marker. */
const stepsWith = (marker: string) =>
  docker('ps', '-a', '--no-trunc', '--format', '{{.Command}}')
    .split('\n')
    .filter((command) => command.includes(marker));

test('in the middle of a build: its steps and what they print are told, and neither container nor image of a finished step stays', async () => {
  const marker = `mark-${Date.now()}`;
  await dockerfile(`RUN echo ${marker} > /one`, `RUN echo say-${marker}; sleep 30; echo late`);
  const entered = learner.enter(ID);
  const { lab } = await until(({ lab }) => lab.is === 'starting' && lab.line === `say-${marker}`);
  expect(lab).toMatchObject({
    step: expect.stringContaining('build web: RUN echo say'),
    amount: expect.stringMatching(/^step 3 of \d$/),
    fraction: expect.closeTo(0.5, 0),
  });
  await learner.cancel(ID);
  await entered;
  expect(learner.lesson(ID)).toMatchObject({
    lab: { is: 'absent' },
    notice: 'Cancelled: no container, network or volume of the lab is left.',
  });
  expect(leftovers()).toBe('');
  await expect.poll(() => stepsWith(marker), { timeout: 10_000 }).toEqual([]);
  expect(imagesWith(marker)).toEqual([]);
});

test('while a container is waited for: the containers and the network go', async () => {
  await dockerfile();
  const entered = learner.enter(ID);
  await until(({ lab }) => lab.is === 'starting' && lab.step.startsWith('wait for'));
  await learner.cancel(ID);
  await entered;
  expect(learner.lesson(ID).lab).toEqual({ is: 'absent' });
  expect(docker('ps', '-aq', '--filter', `label=io.docklab.lesson=${ID}`)).toBe('');
  expect(docker('network', 'ls', '-q', '--filter', `label=io.docklab.lesson=${ID}`)).toBe('');
});

test('on the command line: the end of it says what is left', async () => {
  const [lesson] = world.course.lessons;
  if (lesson === undefined) throw new Error('the course has no lesson');
  const abort = new AbortController();
  const events: AppEvent[] = [];
  const started = startLab(
    world,
    lesson,
    (event) => {
      events.push(event);
      if (event.is === 'step' && event.step.startsWith('wait for')) abort.abort();
    },
    abort.signal,
  );
  await expect(started).rejects.toMatchObject({ code: 'cancelled' });
  expect(events.at(-1)).toEqual({ is: 'cancelled', lesson: ID, left: [] });
  docker('rmi', `docklab/${ID}-web:lab`);
});
