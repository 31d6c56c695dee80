/** `course check` of several lessons on a real engine: which are proven at the same time, and which are not. */
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCourse, withTemporaryPaths } from '../../src/app/course-check.ts';
import type { CheckReport } from '../../src/app/course-check-report.ts';
import type { World } from '../../src/app/world.ts';
import { testWorld } from '../support/test-world.ts';

const MINI = join(import.meta.dirname, '../fixtures/mini-course');
const TOGETHER = ['once-first', 'once-second'];
const IDS = [...TOGETHER, 'once-alone'];

let home: string;
let original: World;
let world: World;
let steps: string[];

/** Three lessons that are the same but for their names; the lab of the last wants to be alone. */
async function threeLessons(dir: string): Promise<void> {
  await cp(MINI, dir, { recursive: true });
  const replaced = async (file: string, from: string, to: string) =>
    writeFile(join(dir, file), (await readFile(join(dir, file), 'utf8')).replace(from, to));
  await replaced('course.yaml', 'id: mini', 'id: mini-at-once');
  await cp(join(dir, 'labs/web'), join(dir, 'labs/alone'), { recursive: true });
  const reason = 'x-docklab:\n  alone: It measures time.\n\nnetworks:';
  await replaced('labs/alone/lab.yaml', 'networks:', reason);
  for (const [at, id] of IDS.entries()) {
    await cp(join(dir, 'lessons/01-hello'), join(dir, `lessons/1${at}-${id}`), { recursive: true });
    await cp(join(dir, 'verifiers/hello.ts'), join(dir, `verifiers/${id}.ts`));
  }
  await replaced('lessons/12-once-alone/lesson.md', 'lab: web', 'lab: alone');
  await rm(join(dir, 'lessons/01-hello'), { recursive: true });
  await rename(join(dir, 'verifiers/hello.ts'), join(dir, 'hello.ts'));
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docklab-at-once-'));
  original = await testWorld(MINI);
  await threeLessons(join(home, 'course'));
  const verifier = await original.verifier('hello');
  world = {
    ...(await testWorld(join(home, 'course'))),
    verifier: async (lesson) => ({ ...verifier, lesson }),
  };
});
afterAll(async () => {
  await world.close();
  await original.close();
  await rm(home, { recursive: true });
});

function check(
  lessons: readonly string[],
  jobs: number,
  told: (step: string) => void,
  signal: AbortSignal,
): Promise<CheckReport> {
  steps = [];
  const apart = withTemporaryPaths(world, join(home, 'paths'));
  const listen = (event: { is: string; step?: string }) => {
    if (event.is !== 'step' || event.step === undefined) return;
    steps.push(event.step);
    told(event.step);
  };
  return checkCourse(apart, { lessons, depth: 'proof', jobs }, listen, signal);
}

async function labsLeft(): Promise<string[]> {
  const { engine } = await world.connect();
  const networks = await engine.networks(['io.docklab.course=mini-at-once']);
  return networks.map(({ name }) => name);
}

const never = new AbortController().signal;
const firstOf = (id: string) => steps.findIndex((step) => step.startsWith(id));
const lastOf = (id: string) => steps.findLastIndex((step) => step.startsWith(id));

test('lessons are proven at the same time, but for one that wants to be alone', async () => {
  const report = await check([], 2, () => undefined, never);
  expect(report.proofs.filter(({ result }) => result.is !== 'proven')).toEqual([]);
  expect(firstOf('once-second')).toBeLessThan(lastOf('once-first'));
  expect(firstOf('once-first')).toBeLessThan(lastOf('once-second'));
  for (const id of TOGETHER) expect(lastOf('once-alone')).toBeLessThan(firstOf(id));
  // The report is in the order of the course all the same.
  expect([...new Set(report.proofs.map(({ lesson }) => lesson))]).toEqual(IDS);
  expect(await labsLeft()).toEqual([]);
});

test('one after the other where one at a time is asked for', async () => {
  await check(TOGETHER, 1, () => undefined, never);
  expect(lastOf('once-first')).toBeLessThan(firstOf('once-second'));
});

test('the one with the most attempts is begun first, so that nobody waits for it at the end', async () => {
  const attempts = join(home, 'course/lessons/11-once-second/attempts');
  await cp(join(attempts, 'solution'), join(attempts, 'also-right-again'), { recursive: true });
  await check(TOGETHER, 1, () => undefined, never);
  await rm(join(attempts, 'also-right-again'), { recursive: true });
  expect(lastOf('once-second')).toBeLessThan(firstOf('once-first'));
});

test('an interruption ends all of them, and leaves no lab', async () => {
  const abort = new AbortController();
  const begun = new Set<string>();
  const told = (step: string) => {
    const id = TOGETHER.find((one) => step.startsWith(one));
    if (id !== undefined && begun.add(id).size === 2) abort.abort();
  };
  await expect(check(TOGETHER, 2, told, abort.signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(steps.filter((step) => step.includes(': reset'))).toEqual([]);
  expect(await labsLeft()).toEqual([]);
});
