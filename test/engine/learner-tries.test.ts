/** What a learner tries in a lab on a real engine: hints that are offered, and fresh starts. */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createLearner, type OpenLearner } from '../../src/app/course-session.ts';
import { removeLab } from '../../src/app/labs.ts';
import type { LessonState } from '../../src/app/learner.ts';
import { ProgressStore } from '../../src/app/progress-store.ts';
import type { World } from '../../src/app/world.ts';
import { withRenamedLesson } from '../support/renamed-lesson.ts';
import { testWorld } from '../support/test-world.ts';
import { docker } from '../support/docker.ts';
import { lessonUntil } from '../support/lesson-until.ts';

const ID = 'tried';
const WEB = 'tried-web';
const PATIENCE_MS = 40_000;
const SERVE =
  'mkdir -p /tmp/www && echo hello > /tmp/www/index.html && exec httpd -f -p 8080 -h /tmp/www';

let world: World;
let learners: OpenLearner[] = [];

beforeAll(async () => {
  const mini = await testWorld(join(import.meta.dirname, '../fixtures/mini-course'));
  world = withRenamedLesson(mini, ID);
});

afterEach(async () => {
  await Promise.all(learners.map((learner) => learner.close()));
  learners = [];
  const [lesson] = world.course.lessons;
  if (lesson) await removeLab(world, lesson, () => undefined);
  await rm(world.paths.progress, { force: true });
  await rm(world.paths.workspaces, { recursive: true, force: true });
});

afterAll(() => world.close());

/** A learner who opens the course. */
async function opened(): Promise<OpenLearner> {
  const { store } = await ProgressStore.open(world);
  const learner = createLearner(world, store);
  learners.push(learner);
  return learner;
}

const until = (learner: OpenLearner, wanted: (state: LessonState) => boolean) =>
  lessonUntil(learner, ID, wanted);

const is = (status: string) => (state: LessonState) => state.tasks[0]?.verdict?.status === status;

/** What a learner would do beside docklab. */
function replaceWeb(user: string): void {
  docker('rm', '-f', WEB);
  docker('run', '-d', '--name', WEB, '--user', user, 'docklab/base:1', 'sh', '-c', SERVE);
}

test('a hint is offered after three tries of the learner that fail the same way, not for looking again', async () => {
  const learner = await opened();
  await learner.enter(ID);
  await until(learner, is('fail'));
  for (let count = 0; count < 4; count += 1) await learner.verify(ID);
  expect(learner.lesson(ID).tasks[0]?.isHintOffered).toBe(false);
  const verdicts: string[] = [];
  learner.onEvent((event) => event.is === 'verdict' && verdicts.push(event.cause));
  const tries = () => verdicts.filter((cause) => cause === 'try').length;
  for (const count of [1, 2, 3]) {
    expect(learner.lesson(ID).tasks[0]?.isHintOffered).toBe(false);
    replaceWeb('0');
    await expect.poll(tries, { timeout: PATIENCE_MS }).toBe(count);
  }
  expect(learner.lesson(ID).tasks[0]?.isHintOffered).toBe(true);
  learner.hint(ID, 'not-root');
  expect(learner.lesson(ID).tasks[0]?.isHintOffered).toBe(false);
});

test('a lesson that is cleared away leaves nothing on the engine, keeps files and what was solved, and can be entered at once', async () => {
  const learner = await opened();
  await learner.enter(ID);
  replaceWeb('1000');
  await until(learner, is('pass'));
  learner.leave(ID);
  const script = join(world.paths.workspaces, ID, 'serve.sh');
  await writeFile(script, 'mine');
  const cleared = learner.clear([ID]);
  const entered = learner.enter(ID);
  await cleared;
  expect(await readdir(world.paths.workspaces)).toContainEqual(
    expect.stringMatching(/^tried\.before-/),
  );
  await entered;
  const state = await until(learner, is('fail'));
  expect(state).toMatchObject({ lab: { is: 'running' }, tasks: [{ broke: false }] });
  expect(learner.lessons()[0]).toMatchObject({
    progress: 'solved',
    solvedAt: expect.any(String),
  });
  learner.leave(ID);
  await learner.clear([ID]);
  expect(docker('ps', '-aq', '--filter', `label=io.docklab.lesson=${ID}`)).toBe('');
  expect(docker('network', 'ls', '-q', '--filter', `label=io.docklab.lesson=${ID}`)).toBe('');
  expect(learner.lesson(ID).lab).toEqual({ is: 'absent' });
});
