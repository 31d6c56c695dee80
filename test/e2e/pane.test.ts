/** The shell inside the lesson on a real terminal: the built program, a pseudo-terminal, real programs in the pane. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PtyProgram } from '../support/pty.ts';
import { OwnHome, PROGRAM } from './support/own-home.ts';

const F6 = '\u001b[17~';

let own: OwnHome;
let opened: PtyProgram[] = [];

beforeAll(() => {
  own = new OwnHome('paned');
  // A prompt that says nothing of the machine, and a history of its own.
  writeFileSync(join(own.dir, '.bashrc'), "PS1='lab> '\n");
});

afterEach(async () => {
  for (const program of opened) program.kill();
  await Promise.all(opened.map(({ ended }) => ended));
  opened = [];
});

afterAll(() => own.close());

/** The lesson with the keys in its shell. */
async function inShell(columns = 130, rows = 40): Promise<PtyProgram> {
  const docklab = new PtyProgram([process.execPath, PROGRAM, 'learn', 'paned'], {
    columns,
    rows,
    env: own.env(),
    cwd: own.dir,
  });
  opened.push(docklab);
  await docklab.until(/Lab .*running/);
  await docklab.until(/of 1 done/);
  docklab.type(F6);
  await docklab.until(/━▶ Your shell[^]*lab>/);
  return docklab;
}

describe('the shell inside the lesson', () => {
  test('takes the lesson from red to green, with the lab in its environment', async () => {
    const docklab = await inShell();
    docklab.type('echo "<$LAB_WEB in $PWD>"\r');
    await docklab.until(/<paned-web in/);
    docklab.type('docker rm -f $LAB_WEB\r');
    await docklab.until(/lab> docker rm[^]*paned-web\s[^]*lab>/);
    docklab.type('docker run -d --name $LAB_WEB --user 1000 $LAB_BASE sh -c "$(cat serve.sh)"\r');
    await docklab.until(/1 of 1 done/);
    docklab.type(`${F6}q`);
    await docklab.until(/q quit/);
    docklab.type('q');
    expect(await docklab.ended).toBe(0);
    expect(docklab.isRestored()).toBe(true);
  });

  test('runs vim, through a resize in the middle of it', async () => {
    const docklab = await inShell();
    docklab.type('vim -u NONE written.txt\r');
    await docklab.until(/"written\.txt" \[New/);
    docklab.type('ifirst line');
    await docklab.until(/first line/);
    docklab.resize(80, 24);
    await docklab.until(/^first line/m);
    docklab.type('\rsecond line\u001b');
    await docklab.until(/^second line/m);
    docklab.resize(130, 40);
    await docklab.until(/│second line/);
    docklab.type(':wq\r');
    await docklab.until(/lab> vim[^]*lab>/);
    expect(readFileSync(join(own.workspace, 'written.txt'), 'utf8')).toBe(
      'first line\nsecond line\n',
    );
  });

  test('runs docker with a terminal, and knows the size of it', async () => {
    const docklab = await inShell();
    docklab.type('docker run --rm -it $LAB_BASE sh\r');
    await docklab.until(/\/ #/);
    // Older clients tell the container its size a moment after its start.
    docklab.type('until stty size 2>/dev/null | grep .; do sleep 0.1; done; tty\r');
    await docklab.until(/23 73\s[^]*\/dev\/(pts|console)/);
    docklab.type('exit\r');
    expect(await docklab.until(/\/ # exit[^]*lab>/)).toContain('▶ Your shell');
  });

  test('has job control: Ctrl-C and Ctrl-Z belong to it', async () => {
    const docklab = await inShell();
    docklab.type('sleep 300\r');
    await docklab.until(/sleep 300/);
    docklab.type('\u001a');
    await docklab.until(/Stopped/);
    docklab.type('fg\r');
    await docklab.until(/lab> fg\s+[^]*sleep 300/);
    // Bash says the job's name a moment before the keys are the job's.
    const interrupted = async (): Promise<string> => {
      docklab.type('\u0003');
      await sleep(300);
      docklab.type('echo $((40 + 2))\r');
      await sleep(300);
      return docklab.frame();
    };
    await expect.poll(interrupted, { timeout: 30_000 }).toMatch(/▶ Your shell[^]*│42/);
  });

  test('completes with Tab and remembers with the arrow keys', async () => {
    const docklab = await inShell();
    docklab.type('cat ser\t');
    await docklab.until(/cat serve\.sh/);
    // Readline forgets the line.
    docklab.type('\u0015');
    docklab.type('echo one two\r');
    await docklab.until(/│one two/);
    docklab.type('clear\r');
    await docklab.until((frame) => !frame.includes('one two'));
    docklab.type('\u001b[A\u001b[A');
    expect(await docklab.until(/lab> echo one two/)).toContain('▶ Your shell');
  });

  test('takes a paste of thousands of lines byte for byte', async () => {
    const docklab = await inShell();
    const text = Array.from({ length: 3_000 }, (_, index) => `${index} é 日本 \t "$x" \\`).join(
      '\n',
    );
    docklab.type('echo ready; cat > pasted.txt\r');
    await docklab.until(/│ready/);
    docklab.type(`\u001b[200~${text}\n\u001b[201~`);
    docklab.type('\u0004');
    // A terminal's echo may drop what comes too fast; the program must get all of it.
    const pasted = () => readFileSync(join(own.workspace, 'pasted.txt'), 'utf8') === `${text}\n`;
    await expect.poll(pasted, { timeout: 30_000 }).toBe(true);
  });

  test('a block of the text is put on its prompt, and runs when Enter is pressed', async () => {
    const docklab = await inShell();
    docklab.type(`${F6}1`);
    await docklab.until(/━▶ 1 ━/);
    docklab.type('\r');
    await docklab.until(/lab> docker exec \$LAB_WEB id -u/);
    docklab.type('\r');
    expect(await docklab.until(/│\d+\n[^]*lab>/)).toContain('▶ Your shell');
  });

  test('that is killed says so, and Enter opens another one', async () => {
    const docklab = await inShell();
    docklab.type('kill -9 $$\r');
    await docklab.until(/Your shell ended \(by signal 9\)/);
    docklab.type('\r');
    await docklab.until(/━▶ Your shell[^]*lab>/);
    docklab.type('echo again\r');
    expect(await docklab.until(/│again/)).toContain('▶ Your shell');
  });

  test('is given up with docklab when that is killed', async () => {
    const docklab = await inShell();
    docklab.type('echo pid-$$\r');
    const frame = await docklab.until(/pid-\d+/);
    const pid = /pid-(\d+)/.exec(frame)?.[1] ?? '';
    docklab.kill();
    await docklab.ended;
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
  });

  test('ends with docklab, which gives the terminal back', async () => {
    const docklab = await inShell();
    docklab.type('echo pid-$$; sleep 300\r');
    const frame = await docklab.until(/pid-\d+/);
    process.kill(docklab.pid, 'SIGTERM');
    expect(await docklab.ended).toBe(130);
    expect(docklab.isRestored()).toBe(true);
    const pid = /pid-(\d+)/.exec(frame)?.[1] ?? '';
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
  });
});

const isAlive = (pid: string): boolean => {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
};

describe('a hostile program in the pane', () => {
  test('does not get out of it, whatever it prints', async () => {
    const docklab = await inShell();
    const before = docklab.frame().split('\n');
    mkdirSync(own.workspace, { recursive: true });
    const bytes = [
      '\u001b]0;owned\u0007\u001b]52;c;b3duZWQ=\u0007\u001b[?1049h\u001b[2J\u001b[999;999Hx\u001b[1;999r\u001b[999S',
      '\u001b[?69h\u001b[?6h\u001b[8;9;9t\u001b[?3h\u001b[?1003h\u001b[?1004h\u001b[?2004l\u001b[?7l\u001b[c\u001b[>c\u001b[6n',
      '\u001b]11;?\u0007\u001bP$q"p\u001b\\\u001b[?1049l\u001b[?25l\u009b2J\u202e',
      'x'.repeat(10_000_000),
      '\u001b]0;',
    ].join('');
    writeFileSync(join(own.workspace, 'hostile.bin'), bytes);
    docklab.type('cat hostile.bin\r');
    await docklab.until(/xxxxxxxxxx/);
    docklab.type('\u0003\r');
    docklab.type("printf '\\033\\\\\\033c'; stty sane; echo whole-$((1 + 1))\r");
    const after = (await docklab.until(/whole-2/)).split('\n');
    const edge = before[4]?.indexOf('│') ?? 0;
    expect(edge).toBeGreaterThan(20);
    const beside = (frame: string[]) => frame.slice(3, 26).map((row) => row.slice(0, edge + 1));
    expect(beside(after)).toEqual(beside(before));
    expect(after.slice(27, 36)).toEqual(before.slice(27, 36));
    docklab.type(`${F6}\u0003`);
    expect(await docklab.ended).toBe(130);
    expect(docklab.isRestored()).toBe(true);
  });
});
