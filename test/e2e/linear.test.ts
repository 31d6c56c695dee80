/** The course in lines of words, as a script or a screen reader has it: the built program and the engine. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { writeOwnCourse } from '../support/own-course.ts';
import { PtyProgram } from '../support/pty.ts';

const PROGRAM = resolve('bin/docklab.cjs');
const WEB = 'spoken-web';
const SERVE =
  'mkdir -p /tmp/www && echo hello > /tmp/www/index.html && exec httpd -f -p 8080 -h /tmp/www';
const ESCAPE = '\u001b';
const PATIENCE_MS = 60_000;

let home: string;
let kill = () => {};

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'docklab-linear-'));
  writeOwnCourse(join(home, 'course'), 'spoken');
});

afterEach(() => kill());

afterAll(() => {
  execFileSync(process.execPath, [PROGRAM, 'clean', '--yes'], { env: env(), stdio: 'ignore' });
  rmSync(home, { recursive: true, force: true });
});

const env = (): NodeJS.ProcessEnv => ({
  ...process.env,
  CI: undefined,
  DOCKLAB_HOME: home,
  DOCKLAB_COURSE: join(home, 'course'),
  SHELL: '/bin/bash',
  HOME: home,
});

const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim();

function replaceWeb(user: string): void {
  docker('rm', '-f', WEB);
  docker('run', '-d', '--name', WEB, '--user', user, 'docklab/base:1', 'sh', '-c', SERVE);
}

/** Starts it with pipes; `hears` waits for words that come after those it heard before. */
function piped(...args: string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: env(), stdio: 'pipe' });
  kill = () => void child.kill('SIGKILL');
  let all = '';
  let heard = 0;
  child.stdout.on('data', (chunk: Buffer) => (all += chunk.toString()));
  const ended = new Promise<number | null>((settle) => child.once('close', settle));
  const hears = async (wanted: RegExp): Promise<void> => {
    for (const until = Date.now() + PATIENCE_MS; ; await wait(10)) {
      const match = wanted.exec(all.slice(heard));
      if (match === null && Date.now() < until && child.exitCode === null) continue;
      if (match === null) throw new Error(`it never said ${wanted}, but:\n${all.slice(heard)}`);
      heard += match.index + match[0].length;
      return;
    }
  };
  return {
    hears,
    ended,
    said: () => all,
    type: (line: string) => void child.stdin.write(`${line}\n`),
  };
}

describe('the course in lines of words', () => {
  test('takes a lesson from its text to green and its end, through pipes', async () => {
    const docklab = piped('--screen-reader');
    await docklab.hears(/1\. Say hello without root\. .*\n[^]*lessons: $/);
    docklab.type('1');
    docklab.type('');
    await docklab.hears(/Section 1 of 2: Who is it\?\n[^]*End of command 1\.\nEnter goes on/);
    docklab.type('');
    await docklab.hears(/Output, 1 line:\n0\n[^]*End of section/);
    docklab.type('verify');
    await docklab.hears(/The lab runs\.\n/);
    await docklab.hears(/0 of 3 checks pass|Nearest to done: .*web runs as uid 0/);
    replaceWeb('1000');
    await docklab.hears(/Task 1 of 1, not-root, passed\. Evidence: /);
    replaceWeb('0');
    await docklab.hears(/Task 1 of 1, not-root, broke: it passed before and does not now\./);
    replaceWeb('1000');
    await docklab.hears(/Task 1 of 1, not-root, passed\./);
    for (const line of ['questions', '2', '1', '1', 'finish']) docklab.type(line);
    await docklab.hears(/3 of 3 questions answered[^]*What you learned: /);
    docklab.type('reset');
    await docklab.hears(/1\. container spoken-web\n[^]*Type yes or no: /);
    docklab.type('no');
    await docklab.hears(/Nothing was removed/);
    docklab.type('quit');
    expect(await docklab.ended).toBe(0);
    expect(docklab.said()).not.toContain(ESCAPE);
  });

  test('hands the terminal to the shell and says what was done there', async () => {
    docker('rm', '-f', WEB);
    const docklab = new PtyProgram(
      [process.execPath, PROGRAM, 'learn', 'spoken', '--screen-reader'],
      {
        columns: 100,
        rows: 50,
        env: env(),
        cwd: home,
      },
    );
    kill = () => docklab.kill();
    await docklab.until(/The lab runs\./);
    docklab.type('shell\r');
    await docklab.until(/Type exit to come back[^]*workspaces\/spoken/);
    docklab.type(
      'docker rm -f $LAB_WEB; docker run -d --name $LAB_WEB --user 1000 $LAB_BASE sh -c "$(cat serve.sh)"\r',
    );
    await docklab.until(/\n[0-9a-f]{64}\n/);
    docklab.type('exit\r');
    await docklab.until(/You are back in the lesson\.[^]*1 task: 1 passed, 0 to do\./);
    docklab.type('\u0003');
    expect(await docklab.ended).toBe(130);
    expect(docklab.isRestored()).toBe(true);
    expect(docklab.wrote(`${ESCAPE}[?1049h`)).toBe(false);
  });

  test('goes on after it was in the background', async () => {
    const shell = new PtyProgram(['bash', '--norc', '-i'], {
      columns: 100,
      rows: 40,
      env: { ...env(), DOCKER_HOST: 'unix:///nonexistent' },
      cwd: home,
    });
    kill = () => shell.kill();
    shell.type(`"${process.execPath}" "${PROGRAM}" --screen-reader\r`);
    await shell.until(/labs need the engine\.\nlessons:/);
    shell.type('abo\u001a');
    await shell.until(/Stopped/);
    shell.type('fg\r');
    await shell.until(/lessons: abo\n*$/);
    shell.type('ut 1\r');
    await shell.until(/Task 1: Serve the page/);
    shell.type('quit\r');
    expect(await shell.until(/docklab ends\./)).toContain('lessons: quit');
  });

  test('plays the demo', async () => {
    const docklab = piped('demo', '--screen-reader');
    await docklab.hears(/The attack works: /);
    await docklab.hears(/Task 1 of 1, not-root, passed\. Evidence: /);
    expect(await docklab.ended).toBe(0);
    expect(docklab.said()).not.toContain(ESCAPE);
  });
});
