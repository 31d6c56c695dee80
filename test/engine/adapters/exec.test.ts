import { describe, expect, test } from 'vitest';
import type { ExecResult, ExecSpec, Limits } from '../../../src/host/engine.ts';
import { BASE, engine, LABELS, LIMITS, OURS, started } from './support.ts';

const id = await started();
const exec = (spec: ExecSpec, limits = LIMITS, signal?: AbortSignal) =>
  engine.exec(id, spec, limits, signal);
const sh = (script: string, limits = LIMITS) => exec({ argv: ['sh', '-c', script] }, limits);

/** Commands of the container that run and were not started by asking. */
async function running(): Promise<string> {
  const result = await exec({ argv: ['ps', '-o', 'stat,args'] });
  return result.is === 'exited'
    ? result.stdout
        .split('\n')
        .filter((line) => !line.startsWith('Z'))
        .join('\n')
    : '';
}

const run = (command: readonly string[], limits = LIMITS): Promise<ExecResult> =>
  engine.run({ image: BASE, labels: LABELS, networkMode: 'none', command }, limits);

type Command = (script: string, limits?: Limits) => Promise<ExecResult>;
const ways: [string, Command][] = [
  ['in a running container', sh],
  ['in a container of its own', (script, limits) => run(['sh', '-c', script], limits)],
];

/** Both ways of running a command give results of one shape. */
describe.each(ways)('a command %s', (_, command) => {
  test('gives its code, and its two outputs apart', async () => {
    expect(await command('echo out; echo err >&2; exit 3')).toEqual({
      is: 'exited',
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
      truncated: false,
    });
  });

  test('cannot own the terminal with what it prints', async () => {
    const result = await command(String.raw`printf '\033]0;owned\007\033[2Jplain\r\0'`);
    expect(result).toMatchObject({ stdout: 'plain\n\ufffd' });
  });

  test('that prints more than the limit is cut, and its code is still true', async () => {
    const result = await command('head -c 500000 /dev/zero | tr "\\0" x; exit 5', {
      ...LIMITS,
      maxBytes: 100,
    });
    expect(result).toMatchObject({
      is: 'exited',
      code: 5,
      stdout: 'x'.repeat(100),
      truncated: true,
    });
  });

  test('that prints without end is ended', async () => {
    const result = await command('yes', { timeoutMs: 60_000, maxBytes: 100 });
    expect(result).toMatchObject({ is: 'exited', code: 137, truncated: true });
  });

  test('that takes too long is ended, with what it had printed', async () => {
    expect(await command('echo early; sleep 999', { ...LIMITS, timeoutMs: 700 })).toEqual({
      is: 'timed-out',
      stdout: 'early\n',
      stderr: '',
    });
  });
});

describe('a command in a running container', () => {
  test('leaves nothing running when its time is over', async () => {
    await sh('sleep 997 | sleep 998', { ...LIMITS, timeoutMs: 300 });
    expect(await running()).not.toMatch(/sleep 99[78]/);
  });

  test('leaves nothing running when its caller stops', async () => {
    const stop = new AbortController();
    const stopped = exec({ argv: ['sleep', '996'] }, LIMITS, stop.signal);
    setTimeout(() => stop.abort(), 400);
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(running, { timeout: 10_000 }).not.toContain('sleep 996');
  });

  test('runs as the user, in the folder and with the environment that were said', async () => {
    const spec = {
      argv: ['sh', '-c', 'id -u; pwd; echo $A'],
      user: '65534',
      workdir: '/tmp',
      env: { A: 'b c' },
    };
    expect(await exec(spec)).toMatchObject({ stdout: '65534\n/tmp\nb c\n' });
  });

  test('gets its input, and an end of it', async () => {
    const input = `${'line\n'.repeat(20_000)}last`;
    expect(await exec({ argv: ['wc', '-c'], input })).toMatchObject({
      code: 0,
      stdout: '100004\n',
    });
  });

  test('gets its arguments as they are', async () => {
    expect(await exec({ argv: ['echo', '$(id)', ';', "'"] })).toMatchObject({
      stdout: "$(id) ; '\n",
    });
  });

  test('that does not exist has not started', async () => {
    const result = await exec({ argv: ['no-such-command'] });
    expect(result).toMatchObject({
      is: 'not-started',
      reason: expect.stringContaining('not found'),
    });
  });

  test("that only prints the runtime's words has", async () => {
    const result = await sh('echo OCI runtime exec failed: exec failed; exit 126');
    expect(result).toMatchObject({ is: 'exited', code: 126 });
  });

  test.each([
    [
      'stopped',
      async () => {
        const other = await started();
        await engine.stopContainer(other, 0);
        return other;
      },
    ],
    ['gone', async () => 'docklab-no-such-container'],
  ])('has not started where the container is %s', async (_, container) => {
    const result = await engine.exec(await container(), { argv: ['true'] }, LIMITS);
    expect(result).toMatchObject({ is: 'not-started' });
  });
});

describe('a container of its own', () => {
  test('whose command does not exist has not started', async () => {
    expect(await run(['no-such-command'])).toMatchObject({ is: 'not-started' });
  });

  test('is gone afterwards, whatever happened', async () => {
    const before = (await engine.containers([OURS])).length;
    const stop = new AbortController();
    const spec = { image: BASE, labels: LABELS, command: ['sleep', '995'] };
    const stopped = engine.run(spec, LIMITS, stop.signal);
    setTimeout(() => stop.abort(), 500);
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    await run(['false']);
    await run(['sleep', '994'], { ...LIMITS, timeoutMs: 200 });
    await expect.poll(async () => (await engine.containers([OURS])).length).toBe(before);
  });
});
