/** An exam on the command line: no hints, a solution at the end only, and the campaign of an intruder. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Docklab, EXAM_COURSE } from './support/docklab.ts';

let docklab: Docklab;

beforeEach(async () => {
  docklab = new Docklab(EXAM_COURSE);
  await docklab.run(['clean', '--yes']);
});
afterEach(() => docklab.close());

interface Started {
  workspace: string;
  env: Record<string, string>;
}

async function started(): Promise<Started> {
  const ran = await docklab.run(['start', 'trial', '--json']);
  expect(ran).toMatchObject({ status: 0 });
  return JSON.parse(ran.stdout) as Started;
}

function attempt(name: string, { workspace, env }: Started): void {
  const script = join(EXAM_COURSE, `lessons/01-trial/attempts/${name}/run.sh`);
  execFileSync('bash', ['-eu', script], { cwd: workspace, env: { ...process.env, ...env } });
}

describe('an exam', () => {
  test('gives no hint', async () => {
    const ran = await docklab.run(['hint', 'trial', 'web-not-root']);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain('An exam has no hints.');
  });

  test('keeps its solution for who gives up, and then for good', async () => {
    const early = await docklab.run(['solution', 'trial']);
    expect(early).toMatchObject({ status: 2, stdout: '' });
    expect(early.stderr).toContain('docklab solution trial --give-up');
    const given = await docklab.run(['solution', 'trial', '--give-up']);
    expect(given).toMatchObject({ status: 0 });
    expect(given.stdout).toContain('docker rm -f "$LAB_WEB" "$LAB_STOCK"');
    expect(await docklab.run(['solution', 'trial'])).toMatchObject({ status: 0 });
  });

  test('shows its solution to who has solved it', async () => {
    attempt('solution', await started());
    expect(await docklab.run(['verify', 'trial'])).toMatchObject({ status: 0 });
    expect(await docklab.run(['solution', 'trial'])).toMatchObject({ status: 0 });
  });
});

describe('the campaign', () => {
  test('needs a lab that runs', async () => {
    const ran = await docklab.run(['campaign']);
    expect(ran).toMatchObject({ status: 3 });
    expect(ran.stderr).toContain('docklab start trial');
  });

  test('gets in everywhere at first, ends with 1, and is a log of at most 80 columns', async () => {
    await started();
    const { status, stdout } = await docklab.run(['campaign']);
    expect(status).toBe(1);
    expect(stdout.match(/GOT IN: /g)).toHaveLength(2);
    expect(stdout).toMatch(/^\d\d:\d\d:\d\d {2}step 1 of 2: a user of my own, /m);
    expect(stdout).toContain(
      '2 of 2 steps still work: web-not-root/add-user, stock-read-only/plant',
    );
    expect(stdout).toContain('The service answers.');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('gets in nowhere once all is hardened, and ends with 0', async () => {
    attempt('solution', await started());
    const ran = await docklab.run(['campaign', 'trial', '--json']);
    expect(ran).toMatchObject({ status: 0 });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      lesson: 'trial',
      status: 'held',
      steps: [
        { kind: 'attack', check: 'add-user', outcome: 'stopped' },
        { kind: 'attack', check: 'plant', outcome: 'stopped' },
        { kind: 'service', check: 'web-answers', outcome: 'serves' },
        { kind: 'service', check: 'stock-under-load', outcome: 'serves' },
      ],
    });
  });

  test('is not won by stopping what is attacked', async () => {
    attempt('near-miss-stopped', await started());
    const { status, stdout } = await docklab.run(['campaign']);
    expect(status).toBe(1);
    expect(stdout.match(/nobody there: /g)).toHaveLength(2);
    expect(stdout).toContain('The service is down: web-not-root/web-answers');
  });

  test('tells with --watch what a change made of each step', async () => {
    const lab = await started();
    const watching = docklab.begin(['campaign', '--watch', '--json']);
    await watching.says('"stock-under-load"');
    attempt('near-miss-web-only', lab);
    await watching.says('"stopped"');
    watching.signal('SIGINT');
    const { status, stdout } = await watching.ended;
    expect(status).toBe(130);
    const steps = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { check: string; outcome: string });
    expect(steps.slice(0, 2)).toMatchObject([
      { check: 'add-user', outcome: 'got-in' },
      { check: 'plant', outcome: 'got-in' },
    ]);
    expect(steps.findLast(({ check }) => check === 'add-user')?.outcome).toBe('stopped');
  });
});

describe('the result', () => {
  test('of an untouched lab is nothing, and is printed with what was judged', async () => {
    await started();
    const { status, stdout } = await docklab.run(['result', '--name', 'Ada\u001b[31m Lovelace']);
    expect(status).toBe(0);
    expect(stdout).toContain('Name      Ada Lovelace');
    expect(stdout).toContain('Score     0 of 25 points (0 %)');
    expect(stdout).toContain('The solution was not seen.');
    expect(stdout).toContain('no proof to others');
    const digest = await docklab.run(['course', 'digest', 'trial']);
    expect(stdout).toContain(digest.stdout.trim());
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('has credit for part of the work, and remembers who gave up', async () => {
    const lab = await started();
    attempt('near-miss-web-only', lab);
    await docklab.run(['solution', 'trial', '--give-up']);
    const ran = await docklab.run(['result', 'trial', '--json']);
    expect(ran).toMatchObject({ status: 0 });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      exam: { id: 'trial' },
      score: { earned: 10, max: 25, left: 0 },
      tasks: [
        { task: 'web-not-root', earned: 10, reason: { is: 'full' } },
        { task: 'stock-read-only', earned: 0, reason: { is: 'part', passed: 0, of: 2 } },
      ],
      way: {
        solutionAt: expect.any(String) as string,
        freshStarts: 0,
        score: { earned: 10, max: 25 },
      },
      note: expect.stringContaining('no proof') as string,
    });
  });

  test('is for exams only', async () => {
    const mini = new Docklab();
    const ran = await mini.run(['result', 'hello']);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain('only an exam has a result');
    expect((await mini.run(['campaign'])).stderr).toContain('This course has no exam');
    await mini.close();
  });
});
