import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { docker } from '../support/docker.ts';
import { containerState, Docklab, labObjects, MINI_COURSE } from './support/docklab.ts';

const WHOLE_LAB = ['docklab-hello', 'hello-web'];

let docklab: Docklab;

beforeEach(async () => {
  docklab = new Docklab();
  await docklab.run(['clean', '--yes']);
});
afterEach(() => docklab.close());

interface Started {
  adopted: boolean;
  workspace: string;
  env: Record<string, string>;
}

const started = async (): Promise<Started> => {
  const ran = await docklab.run(['start', 'hello', '--json']);
  expect(ran).toMatchObject({ status: 0 });
  return JSON.parse(ran.stdout) as Started;
};

/** What a learner does who knows the way. */
function solve({ workspace, env }: Started): void {
  execFileSync('bash', ['-eu', join(MINI_COURSE, 'lessons/01-hello/attempts/solution/run.sh')], {
    cwd: workspace,
    env: { ...process.env, ...env },
  });
}

describe('from a lab to a green task', () => {
  test('untouched it fails with 1, solved it passes with 0', async () => {
    const lab = await started();
    expect(lab).toMatchObject({
      adopted: false,
      workspace: docklab.workspace('hello'),
      env: { LAB_NAME: 'hello', LAB_WEB: 'hello-web', LAB_NET: 'docklab-hello' },
    });
    expect(existsSync(join(lab.workspace, 'serve.sh'))).toBe(true);

    const before = await docklab.run(['verify', 'hello', '--json']);
    expect(before.status).toBe(1);
    expect(JSON.parse(before.stdout)).toMatchObject({
      lesson: 'hello',
      status: 'fail',
      tasks: [{ lesson: 'hello', task: 'not-root', status: 'fail' }],
    });
    expect(JSON.parse(before.stdout)).toHaveProperty('tasks.0.checks.0', {
      id: 'other-user',
      kind: 'control',
      status: 'fail',
      expected: expect.any(String) as string,
      observed: 'web runs as uid 0',
      why: expect.any(String) as string,
      see: 'docker exec hello-web id -u',
    });

    solve(lab);
    const after = await docklab.run(['verify', 'hello', 'not-root', '--json']);
    expect(after).toMatchObject({ status: 0 });
    expect(JSON.parse(after.stdout)).toMatchObject({ status: 'pass' });
    const list = await docklab.run(['list', '--json']);
    expect(JSON.parse(list.stdout)).toMatchObject({ lessons: [{ status: 'solved' }] });
  });

  test('a lab that runs is taken over, and the solution in it stays', async () => {
    solve(await started());
    const mine = containerState('hello-web');
    expect(await started()).toMatchObject({ adopted: true });
    expect(containerState('hello-web')).toBe(mine);
  });

  test('reset removes the answer, keeps the files aside, and launches anew', async () => {
    const lab = await started();
    solve(lab);
    writeFileSync(join(lab.workspace, 'mine.txt'), 'mine');
    const ran = await docklab.run(['reset', 'hello', '--yes']);
    expect(ran.status).toBe(0);
    expect((await docklab.run(['verify', 'hello'])).status).toBe(1);
    expect(existsSync(join(lab.workspace, 'mine.txt'))).toBe(false);
    const kept = execFileSync('find', [docklab.home, '-name', 'mine.txt'], { encoding: 'utf8' });
    expect(readFileSync(kept.trim(), 'utf8')).toBe('mine');
  });

  test('stop stops it, and it can be started again', async () => {
    await started();
    const ran = await docklab.run(['stop', '--json']);
    expect(ran.status).toBe(0);
    expect(JSON.parse(ran.stdout)).toEqual({ stopped: ['hello'] });
    expect(containerState('hello-web')).not.toContain('running');
    await started();
    expect(containerState('hello-web')).toContain('running');
  });

  test('verifying without a lab ends with 3 and says how to launch it', async () => {
    const ran = await docklab.run(['verify', 'hello']);
    expect(ran.status).toBe(3);
    expect(ran.stderr).toContain('docklab start hello');
  });

  test('watching says a line of JSON for each change, until Ctrl-C', async () => {
    const lab = await started();
    const watching = docklab.begin(['verify', 'hello', '--watch', '--json']);
    await watching.says('"status":"fail"');
    solve(lab);
    await watching.says('"status":"pass"');
    watching.signal('SIGINT');
    const ended = await watching.ended;
    expect(ended.status).toBe(130);
    for (const line of ended.stdout.trim().split('\n'))
      expect(JSON.parse(line)).toMatchObject({ lesson: 'hello', task: 'not-root' });
  });
});

describe("what is the learner's own", () => {
  const FOREIGN = 'docklab-e2e-foreign';
  afterEach(() => {
    for (const args of [
      ['rm', '-f', FOREIGN, 'hello-web'],
      ['network', 'rm', FOREIGN],
      ['rmi', `${FOREIGN}:1`],
    ])
      try {
        docker(...args);
      } catch {
        // It is gone already, or the test never made it.
      }
  });

  test('a container, image and network survive clean, which removes the whole lab', async () => {
    await started();
    docker('run', '-d', '--name', FOREIGN, 'docklab/base:1', 'sleep', '600');
    docker('network', 'create', FOREIGN);
    docker('tag', 'docklab/base:1', `${FOREIGN}:1`);
    const ran = await docklab.run(['clean', '--yes', '--json']);
    expect(ran.status).toBe(0);
    expect(labObjects()).toEqual([]);
    expect(containerState(FOREIGN)).toContain('running');
    expect(docker('network', 'inspect', '-f', '{{.Name}}', FOREIGN)).toBe(FOREIGN);
    expect(docker('image', 'inspect', '-f', '{{.Id}}', `${FOREIGN}:1`)).toMatch(/^sha256:/);
  });

  test('a container that has the name of a lab is left alone, with exit code 3', async () => {
    docker('run', '-d', '--name', 'hello-web', 'docklab/base:1', 'sleep', '600');
    const mine = containerState('hello-web');
    const ran = await docklab.run(['start', 'hello', '--json']);
    expect(ran.status).toBe(3);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'name-taken' } });
    expect(containerState('hello-web')).toBe(mine);
    expect(labObjects()).toEqual([]);
  });
});

describe('interrupted in the middle of a launch', () => {
  /** The lab is healthy only three seconds after its start: enough to be interrupted. */
  const slowLab = () => {
    const file = join(docklab.ownCourse(), 'labs/web/lab.yaml');
    const health = `    healthcheck:\n      test: ['CMD', 'true']\n      interval: 3s\n`;
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('    stop_grace_period', `${health}    stop_grace_period`));
  };

  test('SIGKILL leaves nothing that the next start does not clear up', async () => {
    slowLab();
    const killed = docklab.begin(['start', 'hello']);
    await killed.says('start hello-web');
    killed.signal('SIGKILL');
    await killed.ended;
    expect(labObjects()).not.toEqual([]);

    expect(await started()).toMatchObject({ adopted: false });
    expect(labObjects()).toEqual(WHOLE_LAB);
    expect(containerState('hello-web')).toContain('running');
    await docklab.run(['clean', '--yes']);
    expect(labObjects()).toEqual([]);
  });

  test('Ctrl-C ends with 130, and the next start is whole', async () => {
    slowLab();
    const stopped = docklab.begin(['start', 'hello']);
    await stopped.says('start hello-web');
    stopped.signal('SIGINT');
    expect(await stopped.ended).toMatchObject({ status: 130, stdout: '' });

    await started();
    expect(labObjects()).toEqual(WHOLE_LAB);
  });
});

test('the demo plays without a terminal, ends with 0, and leaves nothing behind', async () => {
  const ran = await docklab.run(['demo']);
  expect(ran.status).toBe(0);
  expect(ran.stdout).toContain('✓ not-root');
  expect(labObjects()).toEqual([]);
  expect((await docklab.run(['list'])).stdout).not.toContain('✓');
});

test('the shell has the names of the lab, its folder, and ends as its last command did', async () => {
  const file = join(docklab.home, 'shell');
  writeFileSync(file, '#!/bin/sh\necho "$LAB_WEB in $PWD"; exit 7\n', { mode: 0o755 });
  const ran = await docklab.run(['shell', 'hello'], { SHELL: file });
  expect(ran.status).toBe(7);
  expect(ran.stdout).toBe(`hello-web in ${docklab.workspace('hello')}\n`);
});
