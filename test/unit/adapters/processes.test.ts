import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { localProcesses } from '../../../src/adapters/processes.ts';
import { holdSignals } from '../../../src/adapters/processes/hold-signals.ts';
import { temporary } from './temporary.ts';

const processes = localProcesses();
const limits = { timeoutMs: 5000, maxBytes: 1000 };
const sh = (script: string, more = {}) =>
  processes.run(['sh', '-c', script], { ...limits, ...more });

/** Whether a process of this machine runs with exactly this argument list. */
async function runs(...argv: string[]): Promise<boolean> {
  const result = await processes.run(['pgrep', '-f', '-x', argv.join(' ')], limits);
  return result.is === 'exited' && result.code === 0;
}

describe('running a program', () => {
  test('gives its code and what it printed', async () => {
    expect(await sh('echo out; echo err >&2; exit 3')).toEqual({
      is: 'exited',
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
      truncated: false,
    });
  });

  test('hands arguments over as they are', async () => {
    const argv = ['printf', '%s|', '$(id)', '; ls', '', '*'];
    expect(await processes.run(argv, limits)).toMatchObject({ stdout: '$(id)|; ls||*|' });
  });

  test('tells its lines as they come, of both streams, also one without an end', async () => {
    const heard: string[] = [];
    await sh('echo one; printf "10%%\\r20%%\\r" >&2; printf "\\303"; printf "\\251"', {
      heard: (line: string) => heard.push(line),
    });
    expect(heard.toSorted()).toEqual(['10%', '20%', 'one', 'é']);
  });

  test('gives it the input, and an empty one when there is none', async () => {
    expect(await processes.run(['cat'], { ...limits, input: 'in' })).toMatchObject({
      stdout: 'in',
    });
    expect(await processes.run(['cat'], limits)).toMatchObject({ stdout: '', code: 0 });
  });

  test('in a folder and with an environment of its own', async () => {
    const cwd = temporary();
    expect(await processes.run(['pwd'], { ...limits, cwd })).toMatchObject({ stdout: `${cwd}\n` });
    const env = { ONLY: 'this' };
    expect(await processes.run(['/usr/bin/env'], { ...limits, env })).toMatchObject({
      stdout: 'ONLY=this\n',
    });
  });

  test('that cannot be started is a result', async () => {
    expect(await processes.run(['docklab-no-such-program'], limits)).toMatchObject({
      is: 'not-started',
    });
    expect(await processes.run([], limits)).toMatchObject({ is: 'not-started' });
  });

  test('that was killed has the code that a shell would say', async () => {
    expect(await sh('kill -9 $$')).toMatchObject({ is: 'exited', code: 137 });
  });

  test('keeps the first bytes and says that there were more', async () => {
    const result = await sh('head -c 3000000 /dev/zero | tr "\\0" x');
    expect(result).toMatchObject({ is: 'exited', code: 0, truncated: true });
    expect(result.is === 'exited' && result.stdout.length).toBe(1000);
  });

  test('sanitises what it printed', async () => {
    expect(await sh("printf '\\033[31mred\\033[0m\\a'")).toMatchObject({ stdout: 'red\ufffd' });
  });

  test('ends it at the time limit, with all that it started', async () => {
    const result = await sh('echo early; sleep 4711 & sleep 4712', { timeoutMs: 200 });
    expect(result).toEqual({ is: 'timed-out', stdout: 'early\n', stderr: '' });
    expect(await runs('sleep', '4711')).toBe(false);
    expect(await runs('sleep', '4712')).toBe(false);
  });

  test('ends one that ignores the polite signal', async () => {
    const result = await sh('trap "" TERM; sleep 4713; sleep 4714', { timeoutMs: 200 });
    expect(result.is).toBe('timed-out');
    expect(await runs('sleep', '4714')).toBe(false);
  });

  test('does not wait for what it left running', async () => {
    const start = performance.now();
    expect(await sh('sleep 4715 & echo done')).toMatchObject({ code: 0, stdout: 'done\n' });
    expect(performance.now() - start).toBeLessThan(4000);
    expect(await runs('sleep', '4715')).toBe(false);
  });

  test('stops when its caller does', async () => {
    const stop = new AbortController();
    const running = sh('sleep 4716', { signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await runs('sleep', '4716')).toBe(false);
    await expect(sh('true', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('finding a program', () => {
  test('the first on PATH that can be run', async () => {
    const dir = temporary();
    for (const name of ['a', 'b', 'c']) mkdirSync(join(dir, name));
    mkdirSync(join(dir, 'a/tool'));
    writeFileSync(join(dir, 'b/tool'), '');
    writeFileSync(join(dir, 'c/tool'), '#!/bin/sh\n');
    chmodSync(join(dir, 'c/tool'), 0o755);
    const here = localProcesses({ PATH: ['a', 'b', 'c'].map((name) => join(dir, name)).join(':') });
    expect(await here.which('tool')).toBe(join(dir, 'c/tool'));
    expect(await here.which('nothing')).toBeUndefined();
    expect(await here.which('')).toBeUndefined();
    expect(await here.which(join(dir, 'c/tool'))).toBe(join(dir, 'c/tool'));
  });
});

describe('handing over the terminal', () => {
  test.each([
    [['sh', '-c', 'exit 7'], { is: 'exited', code: 7 }],
    [['sh', '-c', 'kill -9 $$'], { is: 'killed', signal: 'SIGKILL' }],
    [['docklab-no-such-program'], { is: 'not-started' }],
  ])('%j ends as %j', async (argv, end) => {
    expect(await processes.interactive(argv, {})).toMatchObject(end);
  });

  test("Ctrl-C meanwhile is not docklab's, and is again afterwards", () => {
    const handler = vi.fn<() => void>();
    process.on('SIGUSR2', handler);
    const release = holdSignals(['SIGUSR2']);
    process.emit('SIGUSR2', 'SIGUSR2');
    expect(handler).not.toHaveBeenCalled();
    release();
    process.emit('SIGUSR2', 'SIGUSR2');
    expect(handler).toHaveBeenCalledTimes(1);
    process.removeListener('SIGUSR2', handler);
    expect(process.listenerCount('SIGUSR2')).toBe(0);
  });
});
