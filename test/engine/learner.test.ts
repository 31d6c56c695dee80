/** A learner's course in progress on a real engine: what the screens are shown, and what is kept. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLearner, type OpenLearner } from '../../src/app/course-session.ts';
import { removeLab } from '../../src/app/labs.ts';
import type { LabState, LessonState } from '../../src/app/learner.ts';
import { ProgressStore } from '../../src/app/progress-store.ts';
import type { Connection, World } from '../../src/app/world.ts';
import { recordOf } from '../../src/course/progress.ts';
import { DocklabError } from '../../src/host/error.ts';
import type { InteractiveOptions } from '../../src/host/processes.ts';
import { withRenamedLesson } from '../support/renamed-lesson.ts';
import { testWorld } from '../support/test-world.ts';
import { docker } from '../support/docker.ts';
import { lessonUntil } from '../support/lesson-until.ts';

const ID = 'learned';
const WEB = 'learned-web';
const SERVE =
  'mkdir -p /tmp/www && echo hello > /tmp/www/index.html && exec httpd -f -p 8080 -h /tmp/www';

let world: World;
let learners: OpenLearner[] = [];

beforeAll(async () => {
  const mini = await testWorld(join(import.meta.dirname, '../fixtures/mini-course'));
  world = withRenamedLesson(mini, ID);
});

afterEach(async () => {
  await Promise.all(learners.map((learner) => learner.close()));
  learners = [];
  const [lesson] = world.course.lessons;
  if (lesson) await removeLab(world, lesson, () => undefined);
  await rm(world.paths.progress, { force: true });
  await rm(world.paths.workspaces, { recursive: true, force: true });
});

afterAll(() => world.close());

/** A learner who opens the course; what is given replaces parts of the world. */
async function opened(change: Partial<World> = {}): Promise<OpenLearner> {
  const { store } = await ProgressStore.open(world);
  const learner = createLearner({ ...world, ...change }, store);
  learners.push(learner);
  return learner;
}

const until = (learner: OpenLearner, wanted: (state: LessonState) => boolean) =>
  lessonUntil(learner, ID, wanted);

const is = (status: string) => (state: LessonState) => state.tasks[0]?.verdict?.status === status;
const labIs = (wanted: LabState['is']) => (state: LessonState) => state.lab.is === wanted;

const idOf = (name: string) => docker('inspect', '-f', '{{.Id}}', name);

/** What a learner would do beside docklab. */
function replaceWeb(user: string): void {
  docker('rm', '-f', WEB);
  docker('run', '-d', '--name', WEB, '--user', user, 'docklab/base:1', 'sh', '-c', SERVE);
}

const progress = async () => recordOf((await ProgressStore.open(world)).store.progress(), ID);

describe('opening the course', () => {
  test('the engine is asked in the background, and then said in a line', async () => {
    const learner = await opened();
    expect(learner.engine()).toEqual({ is: 'asking' });
    expect(learner.lessons()[0]).toMatchObject({ progress: 'new', readiness: { is: 'unknown' } });
    await expect.poll(() => learner.engine()).toMatchObject({ is: 'here' });
    expect(learner.engine()).toMatchObject({
      line: expect.stringMatching(/^Docker \d+.*cgroup v/),
    });
    expect(learner.lessons()[0]).toMatchObject({ readiness: { is: 'ready' } });
  });

  test('the same objects are given until something changes', async () => {
    const learner = await opened();
    const before = learner.lesson(ID);
    expect(learner.lesson(ID)).toBe(before);
    learner.answer(ID, 0, 1);
    const after = learner.lesson(ID);
    expect(after).not.toBe(before);
    expect(after.tasks).toBe(before.tasks);
    learner.answer(ID, 99, 0);
    expect(learner.lesson(ID)).toBe(after);
  });

  test('a lesson that is not there is refused with the nearest', async () => {
    const learner = await opened();
    expect(() => learner.lesson('learnt')).toThrow(/There is no lesson "learnt".*learned/);
  });
});

describe('in a lesson', () => {
  test('the lab is launched, its task is red, and turns green by itself once it is hardened', async () => {
    const learner = await opened();
    await learner.enter(ID);
    expect(learner.lesson(ID).lab).toEqual({ is: 'running' });
    await until(learner, is('fail'));
    replaceWeb('1000');
    const state = await until(learner, is('pass'));
    expect(state.tasks[0]).toMatchObject({ broke: false, checking: false });
    expect(learner.lessons()[0]).toMatchObject({ progress: 'solved', passed: 1 });
    await learner.close();
    expect(await progress()).toMatchObject({
      startedAt: expect.any(String),
      solvedAt: expect.any(String),
      tasks: { 'not-root': {} },
    });
  });

  test('a task that passed and is undone says that it broke, and stays in the progress', async () => {
    const learner = await opened();
    await learner.enter(ID);
    replaceWeb('1000');
    await until(learner, is('pass'));
    replaceWeb('0');
    const state = await until(learner, is('fail'));
    expect(state.tasks[0]?.broke).toBe(true);
    expect(learner.lessons()[0]).toMatchObject({ passed: 1 });
    replaceWeb('1000');
    expect((await until(learner, is('pass'))).tasks[0]?.broke).toBe(false);
  });

  test('leaving stops the watching, not the lab; coming back takes the lab as it is', async () => {
    const learner = await opened();
    await learner.enter(ID);
    await until(learner, is('fail'));
    learner.leave(ID);
    replaceWeb('1000');
    const id = idOf(WEB);
    await new Promise((settle) => setTimeout(settle, 1_000));
    expect(is('fail')(learner.lesson(ID))).toBe(true);
    await learner.enter(ID);
    await until(learner, is('pass'));
    expect(idOf(WEB)).toBe(id);
  });

  test('leaving in the middle of a launch and coming back at once ends in one running lab', async () => {
    const learner = await opened();
    const first = learner.enter(ID);
    learner.leave(ID);
    expect(learner.lesson(ID).lab).toEqual({ is: 'absent' });
    await Promise.all([first, learner.enter(ID)]);
    expect(learner.lesson(ID).lab).toEqual({ is: 'running' });
    await until(learner, is('fail'));
  });

  test('verify looks again at what no event tells of', async () => {
    const learner = await opened();
    await learner.enter(ID);
    await until(learner, is('fail'));
    const before = learner.lesson(ID).tasks[0]?.verdict;
    const done = learner.verify(ID);
    expect(learner.lesson(ID).tasks[0]?.checking).toBe(true);
    await done;
    const after = learner.lesson(ID).tasks[0];
    expect(after?.checking).toBe(false);
    expect(after?.verdict).not.toBe(before);
  });

  test('reset names what goes, and gives the lab and the workspace as they were', async () => {
    const learner = await opened();
    await learner.enter(ID);
    replaceWeb('1000');
    await until(learner, is('pass'));
    const script = join(world.paths.workspaces, ID, 'serve.sh');
    const original = await readFile(script, 'utf8');
    await writeFile(script, 'mine');
    learner.hint(ID, 'not-root');
    learner.answer(ID, 1, 0);
    const { removed, kept } = await learner.freshPlan([ID]);
    expect(removed).toEqual([
      `container ${WEB}`,
      'network docklab-learned',
      'your answers to the questions',
      'which hints you have read',
    ]);
    expect(kept[0]).toContain(join(world.paths.workspaces, ID));
    const done = learner.reset(ID);
    expect(learner.lesson(ID).lab).toEqual({ is: 'stopping' });
    await done;
    expect(learner.lesson(ID).lab).toEqual({ is: 'running' });
    expect((await until(learner, is('fail'))).tasks[0]?.broke).toBe(false);
    expect(await readFile(script, 'utf8')).toBe(original);
    expect(learner.lesson(ID).answers).toEqual([undefined, undefined, undefined]);
    expect(learner.hints(ID, 'not-root')).toEqual([]);
    expect(learner.lessons()[0]).toMatchObject({ progress: 'solved', passed: 1 });
  });
});

describe('hints, answers and the solution', () => {
  test('hints come one by one, never more than there are, and are kept for the next time', async () => {
    const learner = await opened();
    expect(learner.hints(ID, 'not-root')).toEqual([]);
    expect(learner.hint(ID, 'not-root')).toHaveLength(1);
    learner.hint(ID, 'not-root');
    learner.hint(ID, 'not-root');
    expect(learner.hint(ID, 'not-root')).toHaveLength(3);
    await learner.close();
    expect((await opened()).lesson(ID).tasks[0]?.hintsShown).toBe(3);
    expect((await progress()).hints).toEqual({ 'not-root': 3 });
  });

  test('answers are kept for the next time', async () => {
    const learner = await opened();
    learner.answer(ID, 1, 0);
    await learner.close();
    expect((await opened()).lesson(ID).answers).toEqual([undefined, 0, undefined]);
  });

  test('the solution is its script', async () => {
    const [script, ...more] = await (await opened()).solution(ID);
    expect(script).toMatchObject({ name: 'run.sh', text: expect.stringContaining('--user 1000') });
    expect(more).toEqual([]);
  });

  test('progress that cannot be written is said, and stops nothing', async () => {
    const { store } = await ProgressStore.open({
      ...world,
      files: {
        ...world.files,
        write: () => Promise.reject(new DocklabError('disk-full', 'The disk is full.')),
      },
    });
    const learner = createLearner(world, store);
    learners.push(learner);
    expect(learner.hint(ID, 'not-root')).toHaveLength(1);
    const { notice } = await until(learner, (state) => state.notice !== undefined);
    expect(notice).toBe('Your progress could not be written. The disk is full.');
  });
});

describe('the shell', () => {
  /** Processes that remember what was given the terminal. */
  function remembering() {
    const shells: { argv: readonly string[]; options: InteractiveOptions }[] = [];
    const processes: World['processes'] = {
      ...world.processes,
      interactive: (argv, options) => {
        shells.push({ argv, options });
        return Promise.resolve({ is: 'exited', code: 0 });
      },
    };
    return { shells, processes };
  }

  test("is the learner's own, in the workspace, with the lab's names and no prompt of the outer shell", async () => {
    const { shells, processes } = remembering();
    const env = { ...world.env, SHELL: '/bin/sh', PS1: 'outer> ' };
    const learner = await opened({ processes, env });
    await learner.enter(ID);
    await learner.shell(ID);
    const [shell] = shells;
    expect(shell?.argv).toEqual(['/bin/sh']);
    expect(shell?.options.cwd).toBe(join(world.paths.workspaces, ID));
    expect(shell?.options.env).toMatchObject({ LAB_WEB: WEB, LAB_NAME: ID });
    expect(shell?.options.env).not.toHaveProperty('PS1');
  });

  test('is bash for an account that has none', async () => {
    const { shells, processes } = remembering();
    const env = { ...world.env, SHELL: '/usr/sbin/nologin' };
    const learner = await opened({ processes, env });
    await learner.enter(ID);
    await learner.shell(ID);
    expect(shells[0]?.argv[0]).toMatch(/\/bash$/);
  });

  test('is refused, with what to do, where no lab runs', async () => {
    const learner = await opened();
    await expect(learner.shell(ID)).rejects.toThrow(/is not running/);
  });
});

describe('when something is in the way', () => {
  test('no engine: the lab says why and what to do, and the next try finds one that came', async () => {
    let isThere = false;
    const missing = new DocklabError('engine-unreachable', 'No engine answers.', {
      why: 'Nothing listens.',
      next: ['sudo systemctl start docker'],
    });
    const learner = await opened({
      connect: () => (isThere ? world.connect() : Promise.reject(missing)),
    });
    await learner.enter(ID);
    const said = {
      message: 'No engine answers.',
      why: 'Nothing listens.',
      next: ['sudo systemctl start docker'],
    };
    expect(learner.lesson(ID).lab).toEqual({ is: 'failed', ...said });
    expect(learner.engine()).toEqual({ is: 'missing', ...said });
    expect(learner.lessons()[0]?.readiness).toMatchObject({ is: 'not-here' });
    isThere = true;
    await learner.enter(ID);
    expect(learner.lesson(ID).lab).toEqual({ is: 'running' });
    expect(learner.engine()).toMatchObject({ is: 'here' });
  });

  test("the learner's own container under the lab's name is left alone", async () => {
    docker('run', '-d', '--name', WEB, '--label', 'mine=1', 'docklab/base:1', 'sleep', '600');
    try {
      const id = idOf(WEB);
      const learner = await opened();
      await learner.enter(ID);
      expect(learner.lesson(ID).lab).toMatchObject({
        is: 'failed',
        message: expect.stringContaining(WEB),
      });
      expect(idOf(WEB)).toBe(id);
    } finally {
      docker('rm', '-f', WEB);
    }
  });

  test('an engine that dies in the middle: what was reached stays, and verify goes on', async () => {
    const { promise: death, reject: die } = Promise.withResolvers<never>();
    death.catch(() => undefined);
    let isDead = true;
    const learner = await opened({
      connect: async (): Promise<Connection> => {
        const connection = await world.connect();
        if (!isDead) return connection;
        const { engine } = connection;
        // Everything but the event stream is the engine's own.
        const dying: Connection['engine'] = Object.create(engine, {
          events: {
            value: async function* (signal: AbortSignal) {
              const { promise: left, resolve } = Promise.withResolvers<void>();
              signal.addEventListener('abort', () => resolve());
              yield* await Promise.race([death, left.then(() => [])]);
            },
          },
        });
        return { ...connection, engine: dying };
      },
    });
    await learner.enter(ID);
    replaceWeb('1000');
    await learner.verify(ID);
    await until(learner, is('pass'));
    die(new DocklabError('engine-lost', 'The engine went away.'));
    const state = await until(learner, labIs('failed'));
    expect(is('pass')(state)).toBe(true);
    expect(state.notice).toContain('is kept');
    isDead = false;
    await learner.verify(ID);
    const after = await until(learner, labIs('running'));
    expect(after.notice).toBeUndefined();
    await until(learner, is('pass'));
  });
});
