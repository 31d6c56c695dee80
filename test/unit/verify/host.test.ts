/** What is said of a container in which nothing can be checked. */
import { expect, test } from 'vitest';
import type { ContainerInfo, Engine } from '../../../src/host/engine.ts';
import type { LabNames } from '../../../src/verify/contract.ts';
import { VerifierHosts } from '../../../src/verify/host.ts';

const LAB = { lesson: 'hello', launchedAt: new Date(1000) } as LabNames;

async function found(state: Partial<ContainerInfo>) {
  const made = { createdAt: new Date(2000), labels: {}, exitCode: 0, pid: 0, startError: '' };
  const engine = { container: async () => ({ ...made, ...state }) } as unknown as Engine;
  const hosts = new VerifierHosts(engine, {} as never, {} as never, 'session', {} as never);
  return hosts.of(LAB, new AbortController().signal).find('hello-web');
}

test.for<[string, Partial<ContainerInfo>, string]>([
  ['paused', { state: 'paused', pid: 7 }, 'is paused, not running'],
  ['ended', { state: 'exited', exitCode: 3 }, 'is not running (exited, exit code 3)'],
  ['ends again and again', { state: 'restarting', exitCode: 1 }, 'keeps restarting'],
  ['was made and not started', { state: 'created' }, 'is not running (created'],
  ['is older than the lab', { state: 'running', createdAt: new Date(0) }, 'it proves nothing'],
])('a container that %s', async ([, state, words]) => {
  expect(await found(state)).toMatchObject({ feedback: expect.stringContaining(words) });
});

test('a container that could not be started says why, and the command that shows it works', async () => {
  const startError =
    'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "--cap-drop": executable file not found in $PATH: unknown\u001b[2J';
  const it = await found({ state: 'created', exitCode: 127, startError });
  expect(it).toMatchObject({
    feedback: expect.stringMatching(
      /could not be started: exec: "--cap-drop": executable file not found in \$PATH: unknown$/,
    ),
    see: expect.stringContaining('{{.State.Error}}'),
  });
});
