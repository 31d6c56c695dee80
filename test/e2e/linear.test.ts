/** The course in lines of words, as a script or a screen reader has it: the built program and the engine. */
import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PtyProgram } from '../support/pty.ts';
import { docker } from '../support/docker.ts';
import { OwnHome, PROGRAM } from './support/own-home.ts';

const ESCAPE = '\u001b';
const PATIENCE_MS = 60_000;

let own: OwnHome;
let kill = () => {};

beforeAll(() => {
  own = new OwnHome('spoken');
});

afterEach(() => kill());

afterAll(() => own.close());

/** Starts it with pipes; `hears` waits for words that come after those it heard before. */
function piped(...args: string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: own.env(), stdio: 'pipe' });
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
    own.replaceWeb('1000');
    await docklab.hears(/Task 1 of 1, not-root, passed\. Evidence: /);
    own.replaceWeb('0');
    await docklab.hears(/Task 1 of 1, not-root, broke: it passed before and does not now\./);
    own.replaceWeb('1000');
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
    docker('rm', '-f', 'spoken-web');
    const docklab = new PtyProgram(
      [process.execPath, PROGRAM, 'learn', 'spoken', '--screen-reader'],
      {
        columns: 100,
        rows: 50,
        env: own.env(),
        cwd: own.dir,
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
      env: { ...own.env(), DOCKER_HOST: 'unix:///nonexistent' },
      cwd: own.dir,
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
