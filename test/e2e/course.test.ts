/** The whole built-in course, proven through the built program: text, attempts, near misses, reset. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveCourse, type CourseProof } from './support/course-proof.ts';

const MINUTES = 30;
let home: string;
let proof: CourseProof;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'docklab-course-'));
  const env = { ...process.env, DOCKLAB_HOME: home };
  proof = await proveCourse([process.execPath, 'bin/docklab.cjs'], env, '.');
}, MINUTES * 60_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

test('everything that the course says is proven', () => {
  const { report, code } = proof;
  expect(report.proofs.filter(({ result }) => result.is !== 'proven')).toEqual([]);
  expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(report.status).toBe('proven');
  expect(code).toBe(0);
});

test('every lesson and every attempt of it was tried', () => {
  const folders = readdirSync('lessons');
  expect(folders.length).toBeGreaterThan(0);
  const wanted = folders.flatMap((folder) => {
    const lesson = folder.replace(/^\d+-/, '');
    const attempts = readdirSync(join('lessons', folder, 'attempts'));
    return ['untouched', 'text', 'reset', ...attempts].map((name) => `${lesson} ${name}`);
  });
  const tried = proof.report.proofs.map(({ lesson, name }) => `${lesson} ${name}`);
  expect(tried.toSorted()).toEqual(wanted.toSorted());
});
