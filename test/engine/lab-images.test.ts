/** Images that docklab builds for a lab, and what people make of them. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cleanAll } from '../../src/app/cleaning.ts';
import { removeLab, resetLab, startLab } from '../../src/app/labs.ts';
import { LABEL } from '../../src/lab/names.ts';
import { lessonOf } from '../../src/app/lesson-of.ts';
import type { Connection, World } from '../../src/app/world.ts';
import type { Lesson } from '../../src/course/types.ts';
import { withRenamedLesson } from '../support/renamed-lesson.ts';
import { testWorld } from '../support/test-world.ts';

const quiet = () => undefined;
const never = new AbortController().signal;
const IMAGE = 'docklab/pictured-web:lab';

let world: World;
let lesson: Lesson;
let docker: Connection['engine'];

beforeAll(async () => {
  const course = await testWorld(join(import.meta.dirname, '../..'));
  const { lessons } = course.course;
  const only = { ...course.course, lessons: lessons.filter(({ id }) => id === 'read-only') };
  world = withRenamedLesson({ ...course, course: only }, 'pictured');
  lesson = lessonOf(world, 'pictured');
  docker = (await world.connect()).engine;
});
afterEach(() => removeLab(world, lesson, quiet));
afterAll(async () => {
  await docker.removeImage(IMAGE);
  await world.close();
});

test('a container that somebody makes of a lab’s image is theirs: reset and clean leave it', async () => {
  await startLab(world, lesson, quiet, never);
  const id = await docker.createContainer({
    name: 'docklab-test-of-image',
    image: IMAGE,
    labels: {},
    command: ['sleep', '300'],
  });
  try {
    await resetLab(world, lesson, quiet, never);
    await cleanAll(world, quiet);
    expect((await docker.container('docklab-test-of-image'))?.id).toBe(id);
  } finally {
    await docker.removeContainer(id);
  }
});

test('another docklab’s launch builds the same image, and leaves none without a name', async () => {
  await startLab(world, lesson, quiet, never);
  const first = await docker.image(IMAGE);
  const other = { ...world, session: 'another' };
  await resetLab(other, lesson, quiet, never);
  expect((await docker.image(IMAGE))?.id).toBe(first?.id);
  const built = await docker.images(['io.docklab.image.lesson=pictured']);
  expect(built.map(({ tags }) => tags)).toEqual([[IMAGE]]);
});

test('clean removes the images that lost their names, but none that a container is made of', async () => {
  const labelled = [`${LABEL.imageCourse}=${world.course.id}`];
  await startLab(world, lesson, quiet, never);
  const image = await docker.image(IMAGE);
  await docker.buildImage(
    {
      context: await world.packContext(join(import.meta.dirname, '../fixtures/other-image')),
      dockerfile: 'Dockerfile',
      tag: IMAGE,
      labels: {},
    },
    () => undefined,
  );
  const id = await docker.createContainer({
    name: 'docklab-test-of-image',
    image: image?.id ?? '',
    labels: {},
    command: ['sleep', '300'],
  });
  try {
    await cleanAll(world, quiet);
    expect(await docker.images(labelled)).toMatchObject([{ id: image?.id, tags: [] }]);
  } finally {
    await docker.removeContainer(id);
  }
  await cleanAll(world, quiet);
  expect(await docker.images(labelled)).toEqual([]);
});
