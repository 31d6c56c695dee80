/** The course on a real terminal, as a person uses it: the built program, a pseudo-terminal, the engine. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { execFileSync } from 'node:child_process';
import { PtyProgram } from '../support/pty.ts';
import { docker } from '../support/docker.ts';
import { OwnHome, PROGRAM } from './support/own-home.ts';

let own: OwnHome;
let opened: PtyProgram[] = [];

beforeAll(() => {
  own = new OwnHome('typed');
});

afterEach(async () => {
  for (const program of opened) program.kill();
  await Promise.all(opened.map(({ ended }) => ended));
  opened = [];
});

afterAll(() => own.close());

function open(...args: string[]): PtyProgram {
  const program = new PtyProgram([process.execPath, PROGRAM, ...args], {
    columns: 110,
    rows: 34,
    env: own.env(),
    cwd: own.dir,
  });
  opened.push(program);
  return program;
}

describe('the course in a terminal', () => {
  test('goes on after it was stopped and the shell had the terminal', async () => {
    const shell = new PtyProgram(['/bin/bash', '--norc', '-i'], {
      columns: 110,
      rows: 34,
      env: { ...own.env(), PS1: 'outer> ' },
      cwd: own.dir,
    });
    opened.push(shell);
    shell.type(`${process.execPath} ${PROGRAM}\r`);
    await shell.until(/q quit/);
    const [docklab = ''] = execFileSync('pgrep', ['-P', String(shell.pid)], { encoding: 'utf8' })
      .trim()
      .split('\n');
    process.kill(Number(docklab), 'SIGSTOP');
    await shell.until(/Stopped/);
    shell.type('fg\r');
    await shell.until((frame) => frame.includes('q quit') && !frame.includes('Stopped'));
    shell.type('?');
    await shell.until(/docklab {2}Help/);
    shell.type('qq');
    await shell.until(/^outer>$/m);
    shell.type('exit\r');
    expect(await shell.ended).toBe(0);
  });

  test('a lesson is opened, its task is red, and turns green by itself when the lab is hardened', async () => {
    const docklab = open();
    await docklab.until(/Say hello without root/);
    docklab.type('\r');
    await docklab.until(/Lab .*running/);
    expect(await docklab.until(/web runs as uid 0/)).toMatch(/0 of 1 done/);
    own.replaceWeb('1000');
    await docklab.until(/1 of 1 done/);
    own.replaceWeb('0');
    await docklab.until(/0 of 1 done/);
    docklab.type('q');
    await docklab.until(/q quit/);
    docklab.type('q');
    expect(await docklab.ended).toBe(0);
    expect(docklab.isRestored()).toBe(true);
  });

  test("a shell with the whole terminal has the lab's names, and exit comes back to the same place", async () => {
    const docklab = open('learn', 'typed', '--no-pane');
    await docklab.until(/web runs as uid 0/);
    docklab.type('s');
    await docklab.until(/Type exit to go back/);
    docklab.type('echo "<$LAB_WEB $LAB_NET in $PWD>"\r');
    await docklab.until(/<typed-web docklab-typed in \S*\/typed>/);
    docklab.type(
      'docker rm -f $LAB_WEB; docker run -d --name $LAB_WEB --user 1000 $LAB_BASE sh -c "$(cat serve.sh)"\r',
    );
    await docklab.until(/\n[0-9a-f]{64}\n/);
    docklab.type('exit\r');
    await docklab.until(/1 of 1 done/);
    docklab.type('\u0003');
    expect(await docklab.ended).toBe(130);
  });

  test('Ctrl-C in a shell with the whole terminal belongs to that shell', async () => {
    const docklab = open('learn', 'typed', '--no-pane');
    await docklab.until(/of 1 done/);
    await docklab.until(/Lab .*running/);
    docklab.type('s');
    await docklab.until(/Type exit to go back/);
    docklab.type('sleep 300\r');
    await docklab.until(/sleep 300/);
    docklab.type('\u0003');
    docklab.type('echo still-$((40 + 2))\r');
    await docklab.until(/still-42/);
    docklab.type('exit\r');
    await docklab.until(/Lab .*running/);
    docklab.type('\u0003');
    expect(await docklab.ended).toBe(130);
    expect(docklab.isRestored()).toBe(true);
  });

  test('Ctrl-C ends it at any moment with 130 and gives the terminal back', async () => {
    const home = open();
    await home.until(/Say hello without root/);
    home.type('\u0003');
    expect(await home.ended).toBe(130);
    expect(home.isRestored()).toBe(true);
    docker('rm', '-f', 'typed-web');
    const launching = open('learn', 'typed');
    await launching.until(/Lab /);
    launching.type('\u0003');
    expect(await launching.ended).toBe(130);
    expect(launching.isRestored()).toBe(true);
  });

  test('a signal ends it as soon as anything is on the screen', async () => {
    // The first one leaves a picture of the home screen behind, which the next one begins with.
    const first = open();
    await first.until(/Say hello without root/);
    first.type('q');
    await first.ended;
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
      const docklab = open();
      await docklab.until(/docklab/);
      process.kill(docklab.pid, signal);
      expect(await docklab.ended).toBe(130);
      expect(docklab.isRestored()).toBe(true);
    }
  });

  test('a terminal that becomes too small says so, and a larger one shows the lesson again', async () => {
    const docklab = open('learn', 'typed');
    await docklab.until(/Lab .*running/);
    docklab.resize(30, 8);
    await docklab.until(/too small/i);
    docklab.resize(100, 30);
    await docklab.until(/Lab .*running/);
    docklab.type('\u0003');
    expect(await docklab.ended).toBe(130);
  });
});

describe('the home screen of the last time', () => {
  test('is shown again, takes keys that were typed before it, and gives way to what went wrong', async () => {
    const first = open();
    await first.until(/Say hello without root/);
    first.type('q');
    expect(await first.ended).toBe(0);
    const again = open();
    again.type('?');
    await again.until(/Choosing a lesson/);
    again.type('q');
    await again.until(/Say hello without root/);
    again.type('q');
    expect(await again.ended).toBe(0);
    const lesson = join(own.dir, 'course/lessons/01-typed/lesson.md');
    const text = readFileSync(lesson, 'utf8');
    writeFileSync(lesson, 'no front matter');
    try {
      const broken = open();
      await broken.until(/has mistakes/);
      expect(await broken.ended).toBe(2);
      expect(broken.frame()).not.toMatch(/Say hello without root/);
      expect(broken.isRestored()).toBe(true);
    } finally {
      writeFileSync(lesson, text);
    }
  });
});

describe('the demo in a terminal', () => {
  test('plays by itself, on the screens of the course, and ends with 0', async () => {
    const docklab = open('demo');
    await docklab.until(/The attack works/);
    await docklab.until(/1 of 1 done/);
    await docklab.until(/Done: Serve the page/);
    expect(await docklab.ended).toBe(0);
    expect(docklab.isRestored()).toBe(true);
    expect(docker('ps', '-a', '--filter', 'name=typed-demo', '--format', '{{.Names}}')).toBe('');
  });

  test('q ends it at once, and what it made is removed', async () => {
    const docklab = open('demo');
    await docklab.until(/The attack works/);
    docklab.type('q');
    expect(await docklab.ended).toBe(0);
    expect(docklab.isRestored()).toBe(true);
    expect(docker('ps', '-a', '--filter', 'name=typed-demo', '--format', '{{.Names}}')).toBe('');
  });
});
