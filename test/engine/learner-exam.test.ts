/** An exam in progress on a real engine: the intruder is watched, stopped, and kept up with what the learner changes. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Campaign } from '../../src/app/campaign.ts';
import { createLearner, type OpenLearner } from '../../src/app/course-session.ts';
import { removeLab } from '../../src/app/labs.ts';
import { ProgressStore } from '../../src/app/progress-store.ts';
import type { World } from '../../src/app/world.ts';
import { docker } from '../support/docker.ts';
import { lessonUntil } from '../support/lesson-until.ts';
import { withRenamedLesson } from '../support/renamed-lesson.ts';
import { testWorld } from '../support/test-world.ts';

const ID = 'sat';
const STOCK = 'sat-stock';
const SERVE =
  'mkdir -p /tmp/www && echo three > /tmp/www/index.html && exec httpd -f -p 8080 -h /tmp/www';

let world: World;
let learner: OpenLearner;

beforeAll(async () => {
  const exam = await testWorld(join(import.meta.dirname, '../fixtures/exam-course'));
  world = withRenamedLesson(exam, ID);
});

afterEach(async () => {
  await learner.close();
  const [lesson] = world.course.lessons;
  if (lesson) await removeLab(world, lesson, () => undefined);
  await rm(world.paths.progress, { force: true });
});

afterAll(() => world.close());

/** A learner in the exam, whose lab runs. */
async function entered(): Promise<void> {
  const { store } = await ProgressStore.open(world);
  learner = createLearner(world, store);
  await learner.enter(ID);
}

const campaign = (): Campaign | undefined => learner.lesson(ID).campaign;
const outcomes = () => campaign()?.steps.map(({ done }) => done?.outcome);

test('each step is told as it is made, and afterwards follows what the learner changes', async () => {
  await entered();
  const made: number[] = [];
  const stop = learner.subscribe(() => {
    const count = outcomes()?.filter((outcome) => outcome !== undefined).length;
    if (count !== undefined && made.at(-1) !== count) made.push(count);
  });
  await learner.campaign(ID);
  stop();
  expect(made).toEqual([0, 1, 2, 3, 4]);
  expect(campaign()?.is).toBe('over');
  expect(outcomes()).toEqual(['got-in', 'got-in', 'serves', 'serves']);

  docker('rm', '-f', STOCK);
  const hardened = ['--network', `docklab-${ID}`, '--read-only', '--tmpfs', '/tmp'];
  docker('run', '-d', '--name', STOCK, ...hardened, 'docklab/base:1', 'sh', '-c', SERVE);
  await lessonUntil(learner, ID, (state) => {
    const plant = state.campaign?.steps.find(({ check }) => check === 'plant');
    return plant?.done?.outcome === 'stopped';
  });
  expect(learner.lessons()[0]?.score).toMatchObject({ earned: 15, max: 25 });
});

test('one that is stopped ends at once, and keeps what was made', async () => {
  await entered();
  const stop = learner.subscribe(() => {
    if (outcomes()?.[0] !== undefined) learner.stopCampaign(ID);
  });
  await learner.campaign(ID);
  stop();
  expect(campaign()?.is).toBe('stopped');
  expect(outcomes()).toEqual(['got-in', undefined, undefined, undefined]);
});

test('a second one does not begin while one is at work, and leaving ends it', async () => {
  await entered();
  const first = learner.campaign(ID);
  await learner.campaign(ID);
  expect(campaign()?.is).not.toBe('over');
  learner.leave(ID);
  await first;
  expect(campaign()?.is).not.toBe('over');
});

test('a solution that was read is remembered, whatever is begun afresh', async () => {
  await entered();
  expect(learner.lessons()[0]?.solutionAt).toBeUndefined();
  await learner.solution(ID);
  expect(learner.lessons()[0]?.solutionAt).toEqual(expect.any(String));
  await learner.campaign(ID);
  await learner.reset(ID);
  expect(campaign()).toBeUndefined();
  expect(learner.lessons()[0]?.solutionAt).toEqual(expect.any(String));
});
