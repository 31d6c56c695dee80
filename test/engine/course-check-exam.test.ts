/** `course check` of an exam on a real engine: what earns points, and what its attempts earn. */
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCourse, withTemporaryPaths } from '../../src/app/course-check.ts';
import type { CheckReport } from '../../src/app/course-check-report.ts';
import type { World } from '../../src/app/world.ts';
import { pass, type Verifier } from '../../src/verify/contract.ts';
import { testWorld } from '../support/test-world.ts';

const EXAM = join(import.meta.dirname, '../fixtures/exam-course');
const ID = 'checked-exam';
const ATTEMPTS = `lessons/01-${ID}/attempts`;

let home: string;
let original: World;
let exam: World;

/** A copy under names of its own, so that no other test's lab is in its way. */
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docklab-check-exam-'));
  original = await testWorld(EXAM);
  const dir = join(home, 'course');
  await cp(EXAM, dir, { recursive: true });
  await rename(join(dir, 'lessons/01-trial'), join(dir, `lessons/01-${ID}`));
  await rename(join(dir, 'verifiers/trial.ts'), join(dir, `verifiers/${ID}.ts`));
  const course = join(dir, 'course.yaml');
  await writeFile(course, (await readFile(course, 'utf8')).replace('id: exam-mini', `id: ${ID}`));
  exam = await testWorld(dir);
});
afterAll(async () => {
  await exam.close();
  await original.close();
  await rm(home, { recursive: true });
});

/** Its verifier is the original's, or made of it: a copy elsewhere could not import the contract. */
async function checked(change: (verifier: Verifier) => Verifier): Promise<CheckReport> {
  const verifier = change({ ...(await original.verifier('trial')), lesson: ID });
  const world = withTemporaryPaths({ ...exam, verifier: async () => verifier }, join(home, 'work'));
  const options = { lessons: [], depth: 'proof', jobs: 1 } as const;
  return checkCourse(world, options, () => undefined, new AbortController().signal);
}

const detailsOf = (report: CheckReport, name: string): readonly string[] => {
  const result = report.proofs.find((proof) => proof.name === name)?.result;
  return result?.is === 'failed' ? result.details : [];
};

test('proves the exam for tests: nothing for the untouched lab, and the scores of near misses', async () => {
  const report = await checked((verifier) => verifier);
  expect(report.proofs.filter(({ result }) => result.is !== 'proven')).toEqual([]);
  expect(report.status).toBe('proven');
  expect(report.proofs.map(({ name }) => name)).toContain('near-miss-one-at-a-time');
});

test('names a check that earns points for nothing, and a score that is another one', async () => {
  const score = join(home, 'course', ATTEMPTS, 'near-miss-stopped/expect.yaml');
  await writeFile(score, (await readFile(score, 'utf8')).replace('score: 0', 'score: 5'));
  const report = await checked((verifier) => ({
    ...verifier,
    tasks: Object.fromEntries(
      Object.entries(verifier.tasks).map(([id, task]) => [
        id,
        {
          ...task,
          checks: task.checks.map((check) =>
            check.id === 'other-user' ? { ...check, observe: async () => pass('as ever') } : check,
          ),
        },
      ]),
    ),
  }));
  const gift = 'web-not-root/other-user passes in the untouched lab: in an exam that earns points';
  expect(detailsOf(report, 'untouched')).toEqual([gift]);
  expect(detailsOf(report, 'reset')).toEqual([gift]);
  expect(detailsOf(report, 'near-miss-stopped')).toContain('it earns 0 of 25 points: expected 5');
});
