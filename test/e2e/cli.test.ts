import { createServer } from 'node:net';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Docklab } from './support/docklab.ts';

let docklab: Docklab;

beforeEach(() => {
  docklab = new Docklab();
});
afterEach(() => docklab.close());

const NO_ENGINE = { DOCKER_HOST: 'unix:///nonexistent' };

describe('what works without an engine', () => {
  test('list --json has the agreed shape', async () => {
    const ran = await docklab.run(['list', '--json'], NO_ENGINE);
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toEqual({
      course: { id: 'mini', title: 'A course for tests', version: '1.0.0' },
      lessons: [
        {
          id: 'hello',
          title: 'Say hello without root',
          minutes: 5,
          status: 'new',
          ready: 'not-here',
          after: [],
        },
      ],
    });
    // Nothing but what may be lost.
    expect(readdirSync(docklab.home)).toEqual(['cache']);
  });

  test('--course wins over DOCKLAB_COURSE, before and after the command', async () => {
    const own = resolve('.');
    for (const args of [
      ['--course', own, 'list', '--json'],
      ['list', '--json', '--course', own],
    ])
      expect(JSON.parse((await docklab.run(args)).stdout)).toMatchObject({
        course: { id: 'docklab' },
      });
  });

  test('hints come one at a time, are remembered, and end', async () => {
    const hint = async () =>
      JSON.parse((await docklab.run(['hint', 'hello', 'not-root', '--json'])).stdout) as object;
    expect(await hint()).toMatchObject({ hints: [expect.any(String)], left: 2 });
    await hint();
    expect(await hint()).toMatchObject({ left: 0 });
    const last = await hint();
    expect(last).toMatchObject({ left: 0 });
    expect(last).toHaveProperty('hints.length', 3);
  });

  test('the solution is shown with its name', async () => {
    const ran = await docklab.run(['solution', 'hello'], NO_ENGINE);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toMatch(/run\.sh[^]*--user 1000:1000/);
  });

  test('course check --static finds no mistake in the course', async () => {
    const ran = await docklab.run(['course', 'check', '--static', '--json'], NO_ENGINE);
    expect(ran.status).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ status: 'linted', proofs: [] });
    expect(ran.stdout).not.toContain('"error"');
  });

  test.each([
    [['--theme', 'pink'], {}],
    [['learn', 'hello', '--theme', 'pink'], {}],
    [['demo'], { DOCKLAB_THEME: 'pink' }],
  ])('a look that does not exist is wrong usage: %o %o', async (args, env) => {
    const ran = await docklab.run(args, { ...NO_ENGINE, ...env });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/cannot be “pink”[^]*Choose one of: any, dark, light/);
  });

  test('keys prints what docs/keys.md has', async () => {
    const ran = await docklab.run(['keys'], NO_ENGINE);
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(ran.stdout).toMatch(/Choosing a lesson\n +Enter +→ +open the selected lesson\n/);
  });

  test.each(['bash', 'zsh', 'fish'])('the completion for %s names the commands', async (shell) => {
    const ran = await docklab.run(['completion', shell], NO_ENGINE);
    expect(ran.status).toBe(0);
    for (const command of ['list', 'verify', 'clean']) expect(ran.stdout).toContain(command);
  });

  test('the completion for bash completes commands and lessons', async () => {
    const { stdout: script } = await docklab.run(['completion', 'bash'], NO_ENGINE);
    const ask = (words: string) =>
      spawnSync(
        'bash',
        [
          '-c',
          `docklab() { echo hello; }; ${script}\nCOMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _docklab; echo "\${COMPREPLY[@]}"`,
        ],
        { encoding: 'utf8' },
      ).stdout.trim();
    expect(ask('docklab ver')).toBe('verify');
    expect(ask('docklab start he')).toBe('hello');
  });

  test('whoever stops reading the output gets no complaint', () => {
    const ran = spawnSync(
      'bash',
      ['-c', `"${process.execPath}" bin/docklab.cjs --help | true; echo "\${PIPESTATUS[0]}"`],
      { encoding: 'utf8' },
    );
    expect(ran).toMatchObject({ stdout: '0\n', stderr: '' });
  });
});

describe('mistakes of usage end with 2 and say what was meant', () => {
  test('an unknown lesson', async () => {
    const ran = await docklab.run(['start', 'helo']);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain('did you mean "hello"?');
  });

  test('an unknown lesson, for programs', async () => {
    const ran = await docklab.run(['verify', 'helo', '--json']);
    expect(ran).toMatchObject({ status: 2, stderr: '' });
    expect(JSON.parse(ran.stdout)).toEqual({
      error: {
        code: 'usage',
        message: expect.stringContaining('"hello"') as string,
        why: '',
        next: ['See all lessons: docklab list'],
      },
    });
  });

  test('an unknown task', async () => {
    const ran = await docklab.run(['verify', 'hello', 'notroot']);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('did you mean "not-root"?');
  });

  test('an unknown command', async () => {
    const ran = await docklab.run(['lst']);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('did you mean "list"?');
  });

  test('an unknown option, for programs', async () => {
    const ran = await docklab.run(['list', '--jsn', '--json']);
    expect(ran).toMatchObject({ status: 2, stderr: '' });
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'usage' } });
  });

  test('the course without a terminal', async () => {
    const ran = await docklab.run([]);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain('docklab --help');
  });

  test('a folder that is not there', async () => {
    const ran = await docklab.run(['--course', '/nonexistent', 'list']);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('/nonexistent');
  });

  test('clean where nobody can be asked', async () => {
    const ran = await docklab.run(['clean']);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('--yes');
  });

  test('a broken course, named with file and line', async () => {
    const ran = await docklab.run(['list'], {
      DOCKLAB_COURSE: resolve('test/fixtures/broken-courses/misspelt-key'),
    });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/course\.yaml:\d+: /);
  });

  test('a course that links out of its folder is not read there', async () => {
    const course = docklab.ownCourse();
    const outside = join(docklab.home, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'course.yaml'), 'format: 1\n');
    spawnSync('ln', ['-sf', join(outside, 'course.yaml'), join(course, 'course.yaml')]);
    const ran = await docklab.run(['list']);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('course.yaml:1: missing');
  });
});

describe('without an engine', () => {
  test('starting a lab ends with 3 and says how to get one', async () => {
    const ran = await docklab.run(['start', 'hello'], NO_ENGINE);
    expect(ran).toMatchObject({ status: 3, stdout: '' });
    expect(ran.stderr).toContain('unix:///nonexistent');
    expect(ran.stderr).toContain('→');
  });

  test('doctor ends with 3 and still says what is here', async () => {
    const ran = await docklab.run(['doctor', '--json'], NO_ENGINE);
    expect(ran.status).toBe(3);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      engine: { found: false, error: { code: 'engine-missing' } },
      tools: expect.arrayContaining([
        expect.objectContaining({ name: 'bash', path: expect.stringContaining('/bash') as string }),
      ]) as object[],
      lessons: [{ id: 'hello', ready: 'not-here' }],
    });
  });
});

test('list --json says what the engine here can show', async () => {
  const ran = await docklab.run(['list', '--json']);
  expect(JSON.parse(ran.stdout)).toMatchObject({ lessons: [{ id: 'hello', ready: 'ready' }] });
});

test('list --json does not wait for an engine that never answers', async () => {
  const socket = join(docklab.home, 'silent.sock');
  const silent = createServer(() => undefined).listen(socket);
  const ran = await docklab.run(['list', '--json'], { DOCKER_HOST: `unix://${socket}` });
  silent.close();
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(ran.stdout)).toMatchObject({ lessons: [{ id: 'hello', ready: 'unknown' }] });
});

test('doctor knows the engine, and ends with 0', async () => {
  const ran = await docklab.run(['doctor', '--json']);
  expect(ran.status).toBe(0);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    engine: {
      found: true,
      version: expect.stringMatching(/^\d+\./) as string,
      endpoint: { url: expect.stringContaining('://') as string },
    },
    kernel: expect.arrayContaining([expect.objectContaining({ name: 'seccomp' })]) as object[],
    lessons: [{ id: 'hello', ready: 'ready' }],
  });
});

test('doctor says what is lacking when the docker command is not there', async () => {
  const ran = await docklab.run(['doctor', '--json'], { PATH: '/nonexistent' });
  expect(ran.status).toBe(0);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    tools: expect.arrayContaining([
      expect.objectContaining({ name: 'docker', path: null }),
    ]) as object[],
    lessons: [{ id: 'hello', ready: 'partly', why: expect.stringContaining('docker') as string }],
    machine: {
      status: 'absent',
      possible: false,
      next: expect.arrayContaining([expect.stringContaining('qemu-system-x86')]) as string[],
    },
  });
});
