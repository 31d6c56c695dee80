/** An engine behind ssh, with a program in ssh's place that stays on this machine. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDockerEngine } from '../../../src/adapters/docker-engine.ts';
import { BASE, LABELS, LIMITS, started } from './support.ts';

/** Puts a script in ssh's place; it notes its arguments in the file `asked`. */
function fakeSsh(script: string): { asked: () => string[] } {
  const dir = mkdtempSync(join(tmpdir(), 'docklab-test-'));
  const path = process.env.PATH;
  writeFileSync(join(dir, 'ssh'), `#!/bin/sh\necho "$@" >> ${dir}/asked\n${script}\n`);
  chmodSync(join(dir, 'ssh'), 0o755);
  process.env.PATH = `${dir}:${path}`;
  onTestFinished(() => {
    process.env.PATH = path;
    rmSync(dir, { recursive: true, force: true });
  });
  return { asked: () => readFileSync(join(dir, 'asked'), 'utf8').trim().split('\n') };
}

const box = () =>
  createDockerEngine({
    endpoint: { is: 'ssh', host: 'box', user: 'me', port: undefined },
    helperImage: BASE,
    helperLabels: LABELS,
  });

describe('an engine behind ssh', () => {
  test('answers, runs commands with input, and uses its connections again', async () => {
    const { asked } = fakeSsh('exec docker system dial-stdio');
    const far = box();
    const id = await started();
    for (let count = 0; count < 5; count += 1) await far.container(id);
    expect(asked()).toEqual([expect.stringMatching(/-l me -- box docker system dial-stdio$/)]);
    const result = await far.exec(id, { argv: ['cat'], input: 'over ssh' }, LIMITS);
    expect(result).toMatchObject({ is: 'exited', stdout: 'over ssh' });
  });

  test('that cannot be reached says why, in the words of ssh', async () => {
    fakeSsh('echo "me@box: Permission denied (publickey)." >&2; exit 255');
    await expect(box().info()).rejects.toMatchObject({
      code: 'engine-unreachable',
      message: 'The Docker engine at ssh://me@box does not answer.',
      why: 'me@box: Permission denied (publickey).',
    });
  });

  test('where the far side has no docker says so', async () => {
    fakeSsh('echo "sh: docker: not found" >&2; exit 127');
    await expect(box().info()).rejects.toMatchObject({
      code: 'engine-unreachable',
      why: 'sh: docker: not found',
    });
  });
});
