/**
 * A lesson from the home screen to green, in tmux, driven by keys as a person types them: what docklab is to somebody
 * who already works in a multiplexer.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { OwnHome, PROGRAM } from './support/own-home.ts';

const PATIENCE_MS = 60_000;
let own: OwnHome;
let socket: string;

beforeAll(() => {
  own = new OwnHome('muxed');
  socket = join(own.dir, 'tmux.sock');
  writeFileSync(join(own.dir, '.bashrc'), "PS1='outer> '; [ -n \"$LAB_NAME\" ] && PS1='lab> '\n");
});

beforeEach(() => {
  const options = ['-f', '/dev/null', 'new-session', '-d', '-x', '140', '-y', '40'];
  execFileSync('tmux', ['-u', '-S', socket, ...options, 'bash'], { env: own.env(), cwd: own.dir });
});

afterEach(() => tmux('kill-server'));

afterAll(() => own.close());

const tmux = (...args: string[]): string =>
  execFileSync('tmux', ['-u', '-S', socket, ...args], { encoding: 'utf8' });

/** Keys by tmux's names; what begins with a dash or is a name by chance is sent by `type`. */
const press = (...keys: string[]): string => tmux('send-keys', ...keys);
const type = (text: string): string => tmux('send-keys', '-l', text);
const frame = (): string => tmux('capture-pane', '-p');

async function until(wanted: RegExp): Promise<string> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const now = frame();
    if (wanted.test(now)) return now;
    if (Date.now() > end) throw new Error(`never on the screen: ${wanted}\n${now}`);
    await sleep(40);
  }
}

async function openLesson(): Promise<void> {
  await until(/outer>/);
  type(`${process.execPath} ${PROGRAM}`);
  press('Enter');
  await until(/Say hello without root/);
  press('Enter');
  await until(/Lab .*running/);
  await until(/Your shell[^]*lab>/);
}

test('a lesson is taken from the home screen to green and to its end', async () => {
  await openLesson();
  expect(await until(/web runs as uid 0/)).toMatch(/0 of 1 done/);
  // The second command of the text, on the prompt by its number, and run.
  type('2');
  await until(/━▶ 2 ━/);
  press('Enter');
  await until(/lab> docker exec \$LAB_WEB wget/);
  press('Enter');
  await until(/│hello/);
  // vim, in which the terminal becomes smaller and larger again.
  type('vim -u NONE notes.txt');
  press('Enter');
  await until(/"notes\.txt" \[New/);
  type('iwritten in vim');
  await until(/written in vim/);
  tmux('resize-window', '-x', '80', '-y', '24');
  await until(/^written in vim/m);
  tmux('resize-window', '-x', '140', '-y', '40');
  await until(/│written in vim/);
  press('Escape');
  type(':wq');
  press('Enter');
  await until(/lab> *$/m);
  const notes = join(own.dir, 'data/mini-muxed/workspaces/muxed/notes.txt');
  expect(readFileSync(notes, 'utf8')).toBe('written in vim\n');
  // A program in a container, with a terminal.
  type('clear; docker run --rm -it $LAB_BASE sh');
  press('Enter');
  await until(/\/ #/);
  type('echo in-$((40 + 2)); exit');
  press('Enter');
  await until(/in-42\s[^]*lab>/);
  // A paste of several lines waits on the prompt.
  const lines = ['docker rm -f $LAB_WEB', 'docker run -d --name $LAB_WEB --user 1000 \\'];
  tmux('set-buffer', [...lines, '  $LAB_BASE sh -c "$(cat serve.sh)"'].join('\n'));
  tmux('paste-buffer', '-p');
  await until(/sh -c "\$\(cat/);
  expect(frame()).toMatch(/0 of 1 done/);
  press('Enter');
  await until(/1 of 1 done/);
  // The end of the lesson, the home screen, and the shell of before.
  press('F6');
  await until(/━▶ (?!Your shell)/);
  type('q');
  await until(/q quit/);
  type('q');
  expect(await until(/outer> *$/m)).not.toContain('docklab  1');
});

test('the terminal is usable after docklab was killed, and after its shell was', async () => {
  await openLesson();
  press('F6');
  await until(/━▶ Your shell/);
  type('echo pid-$PPID; kill -9 $$');
  press('Enter');
  const ended = await until(/Your shell ended \(by signal 9\)/);
  expect(ended).toMatch(/Lab .*running/);
  press('Enter');
  await until(/━▶ Your shell[^]*lab>/);
  type('kill -9 $PPID');
  press('Enter');
  await until(/Killed/);
  type('reset; echo usable-$((40 + 2))');
  press('Enter');
  await until(/usable-42/);
  expect(frame()).toMatch(/outer>/);
});
