import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localFiles } from '../../../src/adapters/files.ts';
import { ProgressStore, type StoreWorld } from '../../../src/app/progress-store.ts';
import { parseProgress } from '../../../src/course/progress-file.ts';
import { recordOf } from '../../../src/course/progress.ts';
import { DocklabError } from '../../../src/host/error.ts';
import type { Files } from '../../../src/host/files.ts';

let dir: string;
let path: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'docklab-store-'));
  path = join(dir, 'progress.json');
});

afterEach(() => rm(dir, { recursive: true, force: true }));

const world = (files: Partial<Files> = {}): StoreWorld => ({
  course: { dir: '/course', id: 'mini', title: 'Mini', version: '2.0.0', lessons: [] },
  files: { ...localFiles(), ...files },
  paths: {
    progress: path,
    workspaces: join(dir, 'work'),
    state: join(dir, 'state'),
    versions: join(dir, 'versions'),
  },
});

const opened = async (files: Partial<Files> = {}) => (await ProgressStore.open(world(files))).store;

/** What the file says of a lesson. */
async function written(lesson: string) {
  const parsed = parseProgress(await readFile(path, 'utf8'));
  if (parsed.is !== 'progress') throw new Error(parsed.why);
  return recordOf(parsed.progress, lesson);
}

const passed = (task: string) =>
  ({ is: 'passed', lesson: 'hello', task, tasks: ['one', 'two'] }) as const;

describe('one store', () => {
  test('without a file, nothing was done and nothing is said', async () => {
    const { store, notice } = await ProgressStore.open(world());
    expect(store.progress()).toEqual({ id: 'mini', version: '2.0.0', lessons: {} });
    expect(notice).toBeUndefined();
  });

  test('a change counts at once, and is in the file when the promise resolves', async () => {
    const store = await opened();
    const done = store.record(passed('one'));
    expect(recordOf(store.progress(), 'hello').tasks).toHaveProperty('one');
    await done;
    expect((await written('hello')).tasks).toHaveProperty('one');
  });

  test('another docklab, opened later, sees it', async () => {
    await (await opened()).record({ is: 'hinted', lesson: 'hello', task: 'one' });
    expect(recordOf((await opened()).progress(), 'hello').hints).toEqual({ one: 1 });
  });

  test('only its owner can read the file', async () => {
    await (await opened()).record({ is: 'started', lesson: 'hello' });
    const { mode } = await stat(path);
    expect(mode & 0o777).toBe(0o600);
  });

  test('many changes at once are all written', async () => {
    const store = await opened();
    const hint = { is: 'hinted', lesson: 'hello', task: 'one' } as const;
    await Promise.all(Array.from({ length: 25 }, () => store.record(hint)));
    expect((await written('hello')).hints).toEqual({ one: 25 });
  });

  test('it is settled when all was written', async () => {
    const store = await opened();
    void store.record(passed('one'));
    void store.record(passed('two'));
    await store.settled();
    expect((await written('hello')).solvedAt).toBeDefined();
  });

  test('no lock and no half-written file stay behind', async () => {
    await (await opened()).record(passed('one'));
    expect(await readdir(dir)).toEqual(['progress.json']);
  });
});

describe('two stores on one file', () => {
  test('keep what the other wrote', async () => {
    const [mine, theirs] = [await opened(), await opened()];
    await mine.record(passed('one'));
    await theirs.record(passed('two'));
    const record = await written('hello');
    expect(Object.keys(record.tasks).sort()).toEqual(['one', 'two']);
    expect(record.solvedAt).toBeDefined();
    expect(recordOf(theirs.progress(), 'hello').tasks).toHaveProperty('one');
  });

  test('lose nothing however their writes interleave', async () => {
    const stores = [await opened(), await opened()] as const;
    const writes = Array.from({ length: 30 }, (_, index) => {
      const store = stores[index % 2 === 0 ? 0 : 1];
      return [
        store.record({ is: 'passed', lesson: 'hello', task: `task-${index}`, tasks: [] }),
        store.record({ is: 'hinted', lesson: 'hello', task: 'shared' }),
        store.record({ is: 'spent', lesson: 'hello', minutes: 0.5 }),
      ];
    });
    await Promise.all(writes.flat());
    const record = await written('hello');
    expect(Object.keys(record.tasks)).toHaveLength(30);
    expect(record.hints).toEqual({ shared: 30 });
    expect(record.minutesSpent).toBe(15);
  });

  test('take an answer of the one that answered last', async () => {
    const [mine, theirs] = [await opened(), await opened()];
    const answer = { is: 'answered', lesson: 'hello', question: 1 } as const;
    await mine.record({ ...answer, answer: 0 });
    await theirs.record({ ...answer, answer: 2 });
    await mine.record({ is: 'started', lesson: 'hello' });
    expect((await written('hello')).answers).toEqual([null, 2]);
    expect(recordOf(mine.progress(), 'hello').answers).toEqual([null, 2]);
  });

  test('write again what was saved when somebody removed the file', async () => {
    const store = await opened();
    await store.record(passed('one'));
    await rm(path);
    await store.record(passed('two'));
    expect(Object.keys((await written('hello')).tasks)).toEqual(['one', 'two']);
  });
});

describe('a file that cannot be understood', () => {
  const aside = async () => (await readdir(dir)).filter((name) => name.includes('unreadable'));

  test.each([
    ['is no JSON', 'half a fi'],
    ['is empty', ''],
    ['is of a newer docklab', '{"format": 99}'],
    ['is of another course', '{"format":1,"course":"other","version":"1","lessons":{}}'],
    ['is far too long', ' '.repeat(2 * 1024 * 1024)],
  ])('is kept aside, and said so, when it %s', async (_, text) => {
    await writeFile(path, text);
    const { store, notice } = await ProgressStore.open(world());
    const [kept = ''] = await aside();
    expect(kept).toMatch(/^progress\.unreadable-\d{4}-[\dTZ-]+\.json$/);
    expect(await readFile(join(dir, kept), 'utf8')).toBe(text);
    expect(notice).toContain(join(dir, kept));
    await store.record(passed('one'));
    expect((await written('hello')).tasks).toHaveProperty('one');
  });

  test('is kept aside once when two open it at the same time', async () => {
    await writeFile(path, 'half a fi');
    const notices = await Promise.all(
      [1, 2].map(async () => (await ProgressStore.open(world())).notice),
    );
    expect(notices.filter((notice) => notice !== undefined)).toHaveLength(1);
    expect(await aside()).toHaveLength(1);
  });

  test('is kept aside when it is a folder', async () => {
    await mkdir(path);
    expect((await ProgressStore.open(world())).notice).toContain('could not be used');
    expect(await aside()).toHaveLength(1);
  });

  test('is kept aside by the next write when it became so meanwhile', async () => {
    const store = await opened();
    await store.record(passed('one'));
    await writeFile(path, 'someone typed here');
    expect(await store.record(passed('two'))).toContain('It is kept as');
    expect(Object.keys((await written('hello')).tasks)).toEqual(['one', 'two']);
    expect(await aside()).toHaveLength(1);
  });
});

describe('a file that cannot be written', () => {
  test('rejects, and its change is written with the next one', async () => {
    let isFull = true;
    const disk = localFiles();
    const store = await opened({
      write: (file, text, mode) =>
        isFull
          ? Promise.reject(new DocklabError('disk-full', 'The disk is full.'))
          : disk.write(file, text, mode),
    });
    await expect(store.record(passed('one'))).rejects.toThrow('The disk is full.');
    expect(recordOf(store.progress(), 'hello').tasks).toHaveProperty('one');
    isFull = false;
    await store.record({ is: 'started', lesson: 'hello' });
    const record = await written('hello');
    expect(record.tasks).toHaveProperty('one');
    expect(record.startedAt).toBeDefined();
  });
});
