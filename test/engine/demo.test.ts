/** The demo on a real engine: what it says, and that nothing of it stays. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { prepareDemo, type Demo } from '../../src/app/demo-script.ts';
import { startLab, removeLab } from '../../src/app/labs.ts';
import { lessonOf } from '../../src/app/lesson-of.ts';
import type { World } from '../../src/app/world.ts';
import { docker } from '../support/docker.ts';
import { testWorld } from '../support/test-world.ts';

let world: World;

beforeAll(async () => {
  world = await testWorld(join(import.meta.dirname, '../fixtures/mini-course'));
});
afterAll(() => world.close());

const never = new AbortController().signal;
const quiet = () => undefined;

async function prepared(signal: AbortSignal = never): Promise<Demo> {
  const demo = await prepareDemo(world, { pace: 0, signal });
  onTestFinished(() => demo.close());
  return demo;
}

/** Names of all that the engine has of the demo's lesson. */
function left(): string[] {
  const filter = ['--filter', 'label=io.docklab.lesson=hello-demo'];
  return [
    docker('ps', '-a', '--filter', 'name=hello-demo', '--format', '{{.Names}}'),
    docker('network', 'ls', ...filter, '--format', '{{.Name}}'),
    docker('volume', 'ls', ...filter, '--format', '{{.Name}}'),
    docker('images', ...filter, '--format', '{{.Repository}}'),
  ]
    .join('\n')
    .split('\n')
    .filter((name) => name !== '');
}

test('the demo shows the attack, then each task done with its evidence, and leaves nothing', async () => {
  const demo = await prepared();
  const captions: string[] = [];
  for await (const { caption } of demo.script) captions.push(caption);
  expect(captions).toEqual([
    expect.stringContaining('“Say hello without root”'),
    expect.stringContaining('launches the lab'),
    'The attack works: a command in web may write to /etc/passwd',
    expect.stringContaining('reference solution'),
    'Done: Serve the page as another user than root. writing to /etc/passwd is refused',
    expect.stringContaining('removed again'),
  ]);
  await demo.close();
  expect(left()).toEqual([]);
  expect(await world.files.kind(world.paths.progress)).toBeUndefined();
  expect(await world.files.kind(world.paths.workspaces)).toBeUndefined();
});

test("a learner's lab of the same lesson goes on, untouched", async () => {
  const lesson = lessonOf(world, 'hello');
  const lab = await startLab(world, lesson, quiet, never);
  onTestFinished(() => removeLab(world, lesson, quiet));
  const { engine } = await world.connect();
  const before = await engine.container(lab.names.container('web'));
  const demo = await prepared();
  for await (const { caption } of demo.script) expect(caption).not.toBe('');
  const after = await engine.container(lab.names.container('web'));
  expect(after).toEqual(before);
});

test('ended in the middle of a launch, it leaves nothing', async () => {
  const controller = new AbortController();
  const demo = await prepared(controller.signal);
  const play = (async () => {
    for await (const { caption } of demo.script)
      if (caption.includes('launches the lab')) setTimeout(() => controller.abort(), 300);
  })();
  await expect(play).rejects.toThrow('The demo was ended.');
  await demo.close();
  expect(left()).toEqual([]);
});

test('closed while a caption is read, it leaves nothing', async () => {
  const demo = await prepared();
  const captions = demo.script[Symbol.asyncIterator]();
  for (let caption = ''; !caption.startsWith('The attack works');)
    caption = ((await captions.next()).value as { caption: string }).caption;
  expect(left()).toContain('hello-demo-web');
  await demo.close();
  expect(left()).toEqual([]);
});

test('two demos at once: the second is told of the first', async () => {
  await prepared();
  await expect(prepared()).rejects.toThrow(/at work/);
});

test('a demo that was killed is cleared away by the next', async () => {
  const killed = await prepared();
  const captions = killed.script[Symbol.asyncIterator]();
  while (!left().includes('hello-demo-web')) await captions.next();
  // As if its process had gone: the lock is free, its lab is there.
  await world.files.remove(join(world.paths.state, 'demo', 'running.lock'));
  const next = await prepared();
  for await (const { caption } of next.script) expect(caption).not.toBe('');
  expect(left()).toEqual([]);
});
