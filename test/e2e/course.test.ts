/** The whole built-in course, proven through the built program: text, attempts, near misses, reset. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CheckReport } from '../../src/app/course-check-report.ts';

const MINUTES = 20;
let home: string;
let ran: { code: number | null; stdout: string; stderr: string };
let report: CheckReport;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'docklab-course-'));
  const argv = ['bin/docklab.cjs', 'course', 'check', '--json'];
  const child = spawn(process.execPath, argv, { env: { ...process.env, DOCKLAB_HOME: home } });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  ran = { code, stdout, stderr };
  report = JSON.parse(stdout) as CheckReport;
}, MINUTES * 60_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

test('everything that the course says is proven', () => {
  expect(report.proofs.filter(({ result }) => result.is !== 'proven')).toEqual([]);
  expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(report.status).toBe('proven');
  expect(ran.code).toBe(0);
});

test('every lesson and every attempt of it was tried', () => {
  const folders = readdirSync('lessons');
  expect(folders.length).toBeGreaterThan(0);
  const wanted = folders.flatMap((folder) => {
    const lesson = folder.replace(/^\d+-/, '');
    const attempts = readdirSync(join('lessons', folder, 'attempts'));
    return ['untouched', 'text', 'reset', ...attempts].map((name) => `${lesson} ${name}`);
  });
  const tried = report.proofs.map(({ lesson, name }) => `${lesson} ${name}`);
  expect(tried.toSorted()).toEqual(wanted.toSorted());
});
