import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintCourse } from '../../../src/course/lint.ts';
import { loadCourse } from '../../../src/course/load.ts';
import { formatProblem } from '../../../src/course/problem.ts';
import type { Problem } from '../../../src/course/problem.ts';
import { lintLab } from '../../../src/lab/parse-folder.ts';
import { diskReader } from './disk-reader.ts';

const FIXTURES = new URL('../../fixtures/', import.meta.url).pathname;

async function problemsOf(dir: string): Promise<readonly Problem[]> {
  const reader = diskReader(dir);
  const result = await loadCourse(reader, dir);
  return result.is === 'invalid'
    ? result.problems
    : lintCourse(reader, result.course.lessons, (id) => lintLab(reader, dir, id));
}

describe('the mini course', () => {
  it('has no errors, and is warned of being small', async () => {
    const problems = await problemsOf(`${FIXTURES}mini-course`);
    expect(problems.map(formatProblem)).toEqual([
      'lessons/01-hello/lesson.md:1: warning: lesson hello has 2 near misses (attempts/near-miss-NAME): expected 5 or more',
      'lessons/01-hello/lesson.md:1: warning: lesson hello has 1 other right ways (attempts/also-right-NAME): expected 3 or more',
    ]);
  });
});

describe('a broken course says what is wrong, and nothing else:', () => {
  const courses = readdirSync(`${FIXTURES}broken-courses`);

  it('there are some', () => {
    expect(courses.length).toBeGreaterThan(5);
  });

  it.each(courses)('%s', async (name) => {
    const dir = `${FIXTURES}broken-courses/${name}`;
    const errors = (await problemsOf(dir)).filter((problem) => problem.severity === 'error');
    const expected = readFileSync(`${dir}/expected.txt`, 'utf8').trimEnd();
    expect(errors.map(formatProblem).join('\n')).toBe(expected);
  });
});
