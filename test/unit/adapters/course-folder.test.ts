import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { courseReader } from '../../../src/adapters/course-reader.ts';
import { loadVerifier } from '../../../src/adapters/load-verifier.ts';

let outer: string;
let course: string;

beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'docklab-course-'));
  course = join(outer, 'course');
  mkdirSync(join(course, 'verifiers'), { recursive: true });
  writeFileSync(join(outer, 'secret'), 'secret');
  writeFileSync(join(course, 'a.txt'), 'a');
});
afterEach(() => rmSync(outer, { recursive: true, force: true }));

describe('the reader of a course folder', () => {
  test('reads files and lists folders; what is not there is nothing', async () => {
    const reader = courseReader(course);
    expect(await reader.readText('a.txt')).toBe('a');
    expect(await reader.readText('b.txt')).toBeUndefined();
    expect(await reader.readText('verifiers')).toBeUndefined();
    expect(await reader.list('nowhere')).toEqual([]);
    expect(await reader.list('a.txt')).toEqual([]);
    expect(await reader.list('.')).toEqual(
      expect.arrayContaining([
        { name: 'a.txt', kind: 'file' },
        { name: 'verifiers', kind: 'directory' },
      ]),
    );
  });

  test('never leaves the folder, neither by dots nor by a link', async () => {
    symlinkSync(join(outer, 'secret'), join(course, 'link'));
    symlinkSync(outer, join(course, 'up'));
    const reader = courseReader(course);
    for (const path of ['../secret', 'link', 'up/secret'])
      expect(await reader.readText(path)).toBeUndefined();
    expect(await reader.list('up')).toEqual([]);
    expect(await reader.list('..')).toEqual([]);
  });

  test('is not held up by a pipe, and refuses a huge file', async () => {
    execFileSync('mkfifo', [join(course, 'pipe')]);
    writeFileSync(join(course, 'huge'), 'x'.repeat(3 * 1024 * 1024));
    const reader = courseReader(course);
    expect(await reader.readText('pipe')).toBeUndefined();
    await expect(reader.readText('huge')).rejects.toMatchObject({ code: 'course-invalid' });
  });
});

describe('a verifier that is none is named with what is wrong', () => {
  const load = (text: string | undefined) => {
    if (text !== undefined) writeFileSync(join(course, 'verifiers', 'hello.js'), text);
    return loadVerifier({ packageDir: outer, courseDir: course }, 'hello');
  };

  test.each([
    ['missing', undefined, 'verifiers/hello.ts'],
    ['that breaks when it is loaded', "throw new Error('it broke');", 'it broke'],
    ['without a default export', 'export const a = 1;', 'default'],
    ['without tasks', "export default { lesson: 'hello' };", 'default.tasks'],
    [
      'with a check that observes nothing',
      "export default { lesson: 'hello', tasks: { a: { watch: {}, checks: [{ id: 'c', kind: 'attack', expected: 'e', why: 'w', see: 's' }] } } };",
      'default.tasks.a.checks.0.observe',
    ],
    ['of another lesson', "export default { lesson: 'other', tasks: {} };", 'another'],
  ])('%s', async (_what, text, said) => {
    await expect(load(text)).rejects.toMatchObject({
      code: 'course-invalid',
      why: expect.stringContaining(said) as string,
    });
  });
});
