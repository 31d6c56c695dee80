/** `course check` on a real engine: the mini course as it is, and copies of it that say what is not so. */
import { appendFile, cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { checkCourse, withTemporaryPaths } from '../../src/app/course-check.ts';
import type { CheckReport, ProofResult } from '../../src/app/course-check-report.ts';
import { removeLab, startLab } from '../../src/app/labs.ts';
import { lessonOf } from '../../src/app/lesson-of.ts';
import type { World } from '../../src/app/world.ts';
import { BASE_IMAGE } from '../../src/lab/names.ts';
import { pass, unsupported, type Check, type Verifier } from '../../src/verify/contract.ts';
import { testWorld } from '../support/test-world.ts';

const MINI = join(import.meta.dirname, '../fixtures/mini-course');
const ALL = { lessons: [], depth: 'proof', jobs: 1 } as const;
const quiet = () => undefined;
const never = new AbortController().signal;

let home: string;
let original: World;
let mini: World;

/** A copy under names of its own, so that no other test's lab is in its way. */
async function copyOf(name: string): Promise<string> {
  const dir = join(home, name);
  await cp(MINI, dir, { recursive: true });
  await rename(join(dir, 'lessons/01-hello'), join(dir, 'lessons/01-checked'));
  await rename(join(dir, 'verifiers/hello.ts'), join(dir, 'verifiers/checked.ts'));
  const course = join(dir, 'course.yaml');
  await writeFile(course, (await readFile(course, 'utf8')).replace('id: mini', 'id: mini-checked'));
  return dir;
}

/** Its verifier is the original's, or made of it: a copy elsewhere could not import the contract. */
async function worldOf(dir: string, change: (original: Verifier) => Verifier): Promise<World> {
  const verifier = await original.verifier('hello');
  return {
    ...(await testWorld(dir)),
    verifier: async () => change({ ...verifier, lesson: 'checked' }),
  };
}

const unchanged = (verifier: Verifier) => verifier;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docklab-check-'));
  original = await testWorld(MINI);
  mini = await worldOf(await copyOf('mini'), unchanged);
});
afterAll(async () => {
  await mini.close();
  await original.close();
  await rm(home, { recursive: true });
});

const apart = (world: World, name: string) => withTemporaryPaths(world, join(home, name));

/** Everything on the engine that a check of the mini course makes but the base image. */
async function left(): Promise<string[]> {
  const { engine } = await mini.connect();
  const filter = ['io.docklab.course=mini-checked'];
  const container = await engine.container('checked-web');
  const networks = await engine.networks(filter);
  return [...(container ? [container.name] : []), ...networks.map(({ name }) => name)];
}

/** The report on a copy that `change` makes wrong. */
async function wrongCourse(
  name: string,
  change: (lesson: string) => Promise<void>,
  verifier: (original: Verifier) => Verifier = unchanged,
): Promise<CheckReport> {
  const dir = await copyOf(name);
  await change(join(dir, 'lessons/01-checked'));
  const world = await worldOf(dir, verifier);
  try {
    return await checkCourse(apart(world, `${name}-paths`), ALL, quiet, never);
  } finally {
    await world.close();
  }
}

const results = ({ proofs }: CheckReport): Record<string, ProofResult> =>
  Object.fromEntries(proofs.map(({ name, result }) => [name, result]));

const withChecks = (verifier: Verifier, change: (checks: readonly Check[]) => readonly Check[]) => {
  const task = verifier.tasks['not-root'];
  if (!task) throw new Error('the mini course has no task not-root');
  return { ...verifier, tasks: { 'not-root': { ...task, checks: change(task.checks) } } };
};

describe('a course of which everything is so', () => {
  test('is proven, a line for each proof, and nothing is left', async () => {
    const steps: string[] = [];
    const report = await checkCourse(
      apart(mini, 'right'),
      ALL,
      (event) => event.is === 'step' && steps.push(event.step),
      never,
    );
    expect(report.proofs.filter(({ result }) => result.is !== 'proven')).toEqual([]);
    expect(report.status).toBe('proven');
    const kinds = report.proofs.map(({ kind, name }) => `${kind} ${name}`);
    expect(kinds).toEqual([
      'untouched untouched',
      'text text',
      'solution solution',
      'also-right also-right-nobody',
      'near-miss near-miss-no-page',
      'near-miss near-miss-read-only',
      'reset reset',
    ]);
    expect(steps.slice(1)).toEqual(report.proofs.map(({ name }) => `checked: ${name}: proven`));
    expect(await left()).toEqual([]);
  });

  test('is only linted when that is asked for, without an engine', async () => {
    const nowhere: World = {
      ...mini,
      connect: () => Promise.reject(new Error('the engine was asked')),
    };
    const report = await checkCourse(nowhere, { ...ALL, depth: 'static' }, quiet, never);
    expect(report).toMatchObject({ status: 'linted', proofs: [] });
  });

  test("leaves the author's own files alone", async () => {
    const lesson = lessonOf(mini, 'checked');
    await startLab(mini, lesson, quiet, never);
    const mine = join(mini.paths.workspaces, 'checked', 'mine');
    await writeFile(mine, 'mine');
    await removeLab(mini, lesson, quiet);
    await checkCourse(apart(mini, 'alone'), ALL, quiet, never);
    expect(await readFile(mine, 'utf8')).toBe('mine');
  });

  test('is not proven over a lab that somebody is working in', async () => {
    const lesson = lessonOf(mini, 'checked');
    await startLab(mini, lesson, quiet, never);
    onTestFinished(() => removeLab(mini, lesson, quiet));
    const { engine } = await mini.connect();
    const before = await engine.container('checked-web');
    await expect(checkCourse(apart(mini, 'busy'), ALL, quiet, never)).rejects.toMatchObject({
      code: 'busy',
    });
    expect((await engine.container('checked-web'))?.id).toBe(before?.id);
  });

  test("is not proven where a container of the author's own has the name of a lab's", async () => {
    const { engine } = await mini.connect();
    const id = await engine.createContainer({
      name: 'checked-web',
      image: BASE_IMAGE,
      labels: { 'made-by': 'somebody-else' },
    });
    onTestFinished(() => engine.removeContainer(id));
    const check = checkCourse(apart(mini, 'foreign'), ALL, quiet, never);
    await expect(check).rejects.toMatchObject({ code: 'name-taken' });
    expect((await engine.container('checked-web'))?.id).toBe(id);
  });

  test('leaves no lab when it is interrupted', async () => {
    const abort = new AbortController();
    const check = checkCourse(
      apart(mini, 'interrupted'),
      ALL,
      (event) => event.is === 'step' && event.step.includes('text') && abort.abort(),
      abort.signal,
    );
    await expect(check).rejects.toMatchObject({ code: 'cancelled' });
    expect(await left()).toEqual([]);
  });
});

describe('a course that says what is not so', () => {
  let report: CheckReport;

  beforeAll(async () => {
    report = await wrongCourse('wrong', async (lesson) => {
      const text = await readFile(join(lesson, 'lesson.md'), 'utf8');
      await writeFile(
        join(lesson, 'lesson.md'),
        text.replace('\nhello\n<id>\n', '\ngoodbye\n<id>\n'),
      );
      const attempts = join(lesson, 'attempts');
      const copy = (from: string, to: string) =>
        cp(join(attempts, from), join(attempts, to), { recursive: true });
      await copy('near-miss-no-page', 'near-miss-other-words');
      const words = join(attempts, 'near-miss-other-words/expect.yaml');
      await writeFile(words, (await readFile(words, 'utf8')).replace('no answer', 'no such page'));
      await copy('near-miss-no-page', 'near-miss-other-check');
      const check = join(attempts, 'near-miss-other-check/expect.yaml');
      await writeFile(check, (await readFile(check, 'utf8')).replace('page-answers', 'add-user'));
      await copy('near-miss-no-page', 'near-miss-solved');
      await cp(join(attempts, 'solution/run.sh'), join(attempts, 'near-miss-solved/run.sh'));
      await copy('also-right-nobody', 'also-right-not');
      await writeFile(join(attempts, 'also-right-not/run.sh'), 'docker exec "$LAB_WEB" true');
      await appendFile(join(attempts, 'solution/run.sh'), '\necho the end is near >&2; exit 7\n');
    });
  });

  const detailsOf = (name: string) => {
    const result = results(report)[name];
    return result?.is === 'failed' ? result.details : [];
  };

  test('fails as a whole', () => expect(report.status).toBe('failed'));

  test('output that differs: file and line of the command, what was expected and printed', () => {
    expect(detailsOf('text')).toEqual([
      'lessons/01-checked/lesson.md:54: line 1 of the output differs: expected "goodbye", printed "hello"',
    ]);
  });

  test('a near miss that gets other feedback', () => {
    const [detail, ...more] = detailsOf('near-miss-other-words');
    expect(more).toEqual([]);
    expect(detail).toMatch(
      /^not-root\/page-answers fails, but says "no answer.*: expected "no such page"$/,
    );
  });

  test('a near miss that fails at another check', () => {
    const details = detailsOf('near-miss-other-check').join('\n');
    expect(details).toContain('not-root/add-user passes: expected it to fail');
    expect(details).toContain('not-root/page-answers fails: expected it to pass');
  });

  test('a near miss that is right', () => {
    expect(detailsOf('near-miss-solved').join('\n')).toContain(
      'not-root/page-answers passes: expected it to fail',
    );
  });

  test('a right way that is wrong', () => {
    expect(detailsOf('also-right-not').join('\n')).toContain(
      'not-root/other-user fails: expected it to pass (web runs as uid 0)',
    );
  });

  test('an attempt that does not come to its end', () => {
    expect(detailsOf('solution')).toEqual([
      'run.sh ended with exit code 7; it last said: the end is near',
    ]);
  });

  test('what is right in it is proven all the same', () => {
    for (const name of ['untouched', 'also-right-nobody', 'near-miss-no-page', 'reset'])
      expect(results(report)[name]).toEqual({ is: 'proven' });
  });
});

test('a task that passes before anybody did anything is no task', async () => {
  const report = await wrongCourse('solved', quietly, (verifier) =>
    withChecks(verifier, (checks) =>
      checks.map((check) => ({ ...check, observe: async () => pass('all is well') })),
    ),
  );
  expect(results(report)).toMatchObject({
    untouched: { is: 'failed', details: ['task not-root passes: expected it to fail'] },
    reset: { is: 'failed' },
    solution: { is: 'proven' },
  });
});

test('what this host cannot show is said, and is no success', async () => {
  const report = await wrongCourse('unsupported', quietly, (verifier) =>
    withChecks(verifier, (checks) => [
      ...checks,
      {
        id: 'armoured',
        kind: 'control',
        expected: 'x',
        why: 'x',
        see: 'x',
        observe: async () => unsupported('the kernel has no armour'),
      },
    ]),
  );
  expect(report.status).toBe('unsupported');
  expect(results(report)['solution']).toEqual({
    is: 'unsupported',
    details: ['this host cannot show it: not-root/armoured: the kernel has no armour'],
  });
});

test('a course with mistakes in its files is not proven', async () => {
  const report = await wrongCourse('mistaken', (lesson) =>
    rm(join(lesson, 'attempts/near-miss-no-page/expect.yaml')),
  );
  expect(report).toMatchObject({ status: 'failed', proofs: [] });
  expect(report.problems).toContainEqual(
    expect.objectContaining({
      severity: 'error',
      file: 'lessons/01-checked/attempts/near-miss-no-page/expect.yaml',
    }),
  );
});

const quietly = () => Promise.resolve();
