import { beforeEach, describe, expect, test } from 'vitest';
import { keptCourse } from '../../../src/main/kept-course.ts';
import { loadCourse } from '../../../src/course/load.ts';
import type { Reader } from '../../../src/course/reader.ts';
import { courseFiles } from '../course/course-files.ts';
import { memoryReader } from '../course/memory-reader.ts';

const PATH = '/cache/course.json';

/** A disk of one file, and how often a course was parsed. */
let disk: Map<string, string>;
let parsed: number;

beforeEach(() => {
  disk = new Map();
  parsed = 0;
});

const files = {
  read: (path: string) => Promise.resolve(disk.get(path)),
  write: async (path: string, text: string) => void disk.set(path, text),
};

const load = (reader: Reader) => {
  parsed += 1;
  return loadCourse(reader, '/course');
};

const open = (texts: Readonly<Record<string, string>>, build = 'a') =>
  keptCourse({ files, path: PATH, build }, memoryReader(texts), '/course', load);

describe('a course that was opened before', () => {
  test('is not parsed again, and is the same', async () => {
    const texts = courseFiles();
    const first = await open(texts);
    expect(first).toMatchObject({ is: 'course' });
    expect(await open(texts)).toEqual(first);
    expect(parsed).toBe(1);
  });

  test.each([
    ['a lesson says something else', { 'lessons/01-hello/lesson.md': 'changed' }],
    ['a lesson came', { 'lessons/02-more/lesson.md': 'new' }],
    ['another docklab reads it', {}, 'b'],
  ])('is parsed again when %s', async (_why, change, build = 'a') => {
    const texts = courseFiles();
    await open(texts);
    const again = await open({ ...texts, ...change }, build);
    expect(parsed).toBe(2);
    expect(again).toEqual(await loadCourse(memoryReader({ ...texts, ...change }), '/course'));
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['changed in the middle', (text: string) => text.replace('Hello', 'Hallo')],
    ['something else', () => JSON.stringify({ build: 'a', dir: '/course', texts: {} })],
  ])('is parsed again when what was kept is %s', async (_how, damage) => {
    const texts = courseFiles();
    const first = await open(texts);
    disk.set(PATH, damage(disk.get(PATH) ?? ''));
    expect(await open(texts)).toEqual(first);
    expect(parsed).toBe(2);
  });

  test('is opened all the same where nothing can be kept', async () => {
    const refused = () => Promise.reject(new Error('read-only'));
    const keeping = { files: { read: refused, write: refused }, path: PATH, build: 'a' };
    const reader = memoryReader(courseFiles());
    expect(await keptCourse(keeping, reader, '/course', load)).toMatchObject({ is: 'course' });
  });
});

test('a course with mistakes is not kept', async () => {
  expect(await open({ 'course.yaml': 'format: 1' })).toMatchObject({ is: 'invalid' });
  expect(disk.size).toBe(0);
});
