import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localFiles } from '../../../src/adapters/files.ts';
import { lessonDigest } from '../../../src/app/course-digest.ts';
import type { Lesson } from '../../../src/course/types.ts';
import type { World } from '../../../src/app/world.ts';
import { verifiersDigest } from '../../../tools/build/verifiers-digest.mjs';
import { temporary } from '../adapters/temporary.ts';

const EXAM = join(import.meta.dirname, '../../fixtures/exam-course');

/** A copy of the exam for tests. */
function course(): string {
  const dir = temporary();
  cpSync(EXAM, dir, { recursive: true });
  return dir;
}

function digest(dir: string): Promise<string> {
  const lesson = { dir: join(dir, 'lessons/01-trial'), lab: 'shop' } as Lesson;
  const world = { files: localFiles(), course: { dir } } as World;
  return lessonDigest(world, lesson);
}

const sums = (dir: string, ...folders: string[]) =>
  execFileSync(
    'bash',
    ['-c', 'find "$@" -type f | LC_ALL=C sort | xargs sha256sum', 'bash', ...folders],
    { cwd: dir, encoding: 'utf8' },
  );

test('is what sha256sum makes of the files, so that anybody can make it again', async () => {
  const dir = course();
  const sum = (text: string) =>
    execFileSync('bash', ['-c', 'sha256sum'], { input: text, encoding: 'utf8' }).split(' ')[0] ??
    '';
  const lines = sums(dir, 'course.yaml', 'lessons/01-trial', 'labs/shop');
  const verifiers = sum(sums(dir, 'verifiers'));
  expect(await digest(dir)).toBe(`sha256:${sum(`${lines}${verifiers}  verifiers\n`)}`);
});

test.each([
  ['the course', 'course.yaml'],
  ['the text', 'lessons/01-trial/lesson.md'],
  ['an attempt', 'lessons/01-trial/attempts/solution/run.sh'],
  ['the lab', 'labs/shop/lab.yaml'],
  ['the verifier', 'verifiers/trial.ts'],
  ['a file beside the verifier', 'verifiers/trial/attacks.ts'],
  ['a file of the lab that is new', 'labs/shop/rootfs/etc/motd'],
])('is another one when %s changes', async (_, path) => {
  const dir = course();
  const before = await digest(dir);
  mkdirSync(join(dir, path, '..'), { recursive: true });
  writeFileSync(join(dir, path), 'other');
  expect(await digest(dir)).not.toBe(before);
});

test('tells files apart that differ in bytes which are no text', async () => {
  const dir = course();
  writeFileSync(join(dir, 'labs/shop/knock'), Buffer.from([0xff, 0xfe]));
  const before = await digest(dir);
  writeFileSync(join(dir, 'labs/shop/knock'), Buffer.from([0xfe, 0xff]));
  expect(await digest(dir)).not.toBe(before);
});

test('is the same for other lessons, other labs and the place of the course', async () => {
  const dir = course();
  const before = await digest(dir);
  mkdirSync(join(dir, 'lessons/02-other'));
  mkdirSync(join(dir, 'labs/other'));
  writeFileSync(join(dir, 'lessons/02-other/lesson.md'), 'other');
  writeFileSync(join(dir, 'labs/other/lab.yaml'), 'other');
  expect(await digest(dir)).toBe(before);
  expect(await digest(course())).toBe(before);
});

test('in the package, without sources of verifiers, it is that of a clone', async () => {
  const dir = course();
  const before = await digest(dir);
  mkdirSync(join(dir, 'dist'));
  writeFileSync(join(dir, 'dist/verifiers.sha256'), `${verifiersDigest(dir)}\n`);
  rmSync(join(dir, 'verifiers'), { recursive: true });
  expect(await digest(dir)).toBe(before);
});
