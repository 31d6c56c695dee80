import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** A clone in which nothing is installed, and an npm of this test's own. */
let clone: string;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'docklab-clone-'));
  cpSync('tools', join(clone, 'tools'), { recursive: true });
  cpSync('package-lock.json', join(clone, 'package-lock.json'));
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

function npm(script: string): void {
  const file = join(clone, 'npm');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

interface Ended {
  code: number | null;
  stderr: string;
}

function setUp(...args: string[]): {
  ended: Promise<Ended>;
  kill: (signal: NodeJS.Signals) => void;
} {
  const env = { PATH: `${clone}:/usr/bin:/bin`, HOME: clone };
  const child = spawn(process.execPath, [join(clone, 'tools', 'setup.mjs'), ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const ended = new Promise<Ended>((done) => child.on('close', (code) => done({ code, stderr })));
  return { ended, kill: (signal) => child.kill(signal) };
}

/** A process that nobody has waited for yet still has an entry, in state Z. */
const isAlive = (pid: number) =>
  existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s in a long step ends it and its command, with exit code %d',
  async (signal, code) => {
    const pidFile = join(clone, 'pid');
    npm(`echo $$ > ${pidFile}; exec sleep 60`);
    const { ended, kill } = setUp('start');
    await expect.poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8')).toMatch(/\d+\n/);
    kill(signal);
    expect(await ended).toEqual({ code, stderr: 'Install the packages (npm ci) …\n' });
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await expect.poll(() => isAlive(pid)).toBe(false);
  },
);

test('a step that fails says what it ran, its last words, and what to do; exit code 3', async () => {
  npm('echo one >&2; echo "npm error network" >&2; exit 7');
  const { code, stderr } = await setUp('start').ended;
  expect(code).toBe(3);
  expect(stderr).toContain('The packages of docklab could not be installed.');
  expect(stderr).toMatch(
    /npm ci --no-audit --no-fund --loglevel=error` ended with exit code 7:\none\nnpm error network/,
  );
  expect(stderr).toMatch(/What to do:\n {2}- Check that this machine reaches the npm registry/);
});

test('without npm the same is said, not a stack trace', async () => {
  const { code, stderr } = await setUp('test').ended;
  expect(code).toBe(3);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('an unknown word is a usage error', async () => {
  expect(await setUp('begin').ended).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('usage:'),
  });
});
