import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { streamedError } from '../../../src/adapters/docker-engine/errors.ts';
import { toEvent } from '../../../src/adapters/docker-engine/events.ts';
import { jsonLines } from '../../../src/adapters/docker-engine/json-lines.ts';
import { follow } from '../../../src/adapters/docker-engine/progress.ts';
import type { ImageProgress } from '../../../src/host/engine.ts';

const explain = (words: string) =>
  streamedError(words, { doing: 'build the image a:1', endpoint: { is: 'unix', path: '/x' } });

const stream = (messages: readonly object[]) =>
  Readable.from(messages.map((message) => Buffer.from(`${JSON.stringify(message)}\r\n`)));

async function followed(messages: readonly object[]) {
  const steps: ImageProgress[] = [];
  const result = await follow(stream(messages), (step) => void steps.push(step), explain);
  return { steps, ...result };
}

describe('JSON lines', () => {
  async function all(chunks: readonly (string | Buffer)[]) {
    const values: object[] = [];
    for await (const value of jsonLines(Readable.from(chunks.map((chunk) => Buffer.from(chunk)))))
      values.push(value);
    return values;
  }

  test('are read however they are cut, also in the middle of a character', async () => {
    const bytes = Buffer.from('{"a":"é"}\n{"b":2}\n');
    expect(await all([bytes.subarray(0, 7), bytes.subarray(7)])).toEqual([{ a: 'é' }, { b: 2 }]);
  });
  test('the last needs no end', async () => expect(await all(['{"a":1}'])).toEqual([{ a: 1 }]));
  test('what is none is skipped', async () => {
    expect(await all(['nonsense\n7\nnull\n\n{"a":1}\n{"cut'])).toEqual([{ a: 1 }]);
  });
  test('one without end is not collected', async () => {
    const piece = 'x'.repeat(600_000);
    expect(await all([piece, piece, piece, '\n{"a":1}\n'])).toEqual([{ a: 1 }]);
  });
});

describe('progress', () => {
  test('a pull adds up its layers', async () => {
    const { steps } = await followed([
      { status: 'Pulling from library/busybox', id: '1.36' },
      { status: 'Downloading', id: 'aa', progressDetail: { current: 10, total: 100 } },
      { status: 'Downloading', id: 'bb', progressDetail: { current: 50, total: 200 } },
      { status: 'Downloading', id: 'aa', progressDetail: { current: 100, total: 100 } },
    ]);
    expect(steps).toEqual([
      { step: 'Pulling from library/busybox' },
      { step: 'Downloading', of: 'bytes', done: 10, total: 100 },
      { step: 'Downloading', of: 'bytes', done: 60, total: 300 },
      { step: 'Downloading', of: 'bytes', done: 150, total: 300 },
    ]);
  });

  test('a layer that is unpacked does not count its bytes from nothing again', async () => {
    const { steps } = await followed([
      { status: 'Downloading', id: 'aa', progressDetail: { current: 90, total: 100 } },
      { status: 'Extracting', id: 'aa', progressDetail: { current: 5, total: 100 } },
    ]);
    expect(steps.at(-1)).toEqual({ step: 'Extracting', of: 'bytes', done: 100, total: 100 });
  });

  test('a build says the last line that a step printed, sanitised, without its own remarks', async () => {
    const { steps } = await followed([
      { stream: 'Step 1/2 : RUN make' },
      { stream: ' ---> Running in 4f414167895f\n' },
      { stream: 'one\n\u001b[2Jtwo\n' },
      { stream: ' ---> 8996e44c8978\n' },
      { stream: 'Successfully built 8996e44c8978\n' },
    ]);
    expect(steps).toEqual([
      { step: 'RUN make', done: 0, total: 2, of: 'steps' },
      { step: 'RUN make', done: 0, total: 2, of: 'steps', line: 'two' },
    ]);
  });

  test('a build tells the images that it made, not those it found', async () => {
    const made: string[] = [];
    const messages = [
      'Step 1/4 : FROM docklab/base:1',
      ' ---> f50f99987e2b',
      'Step 2/4 : RUN one',
      ' ---> Using cache',
      ' ---> a7f2bb9dc999',
      'Step 3/4 : COPY www /www',
      ' ---> 935d466ba0e5',
      'Step 4/4 : RUN two',
      ' ---> Running in 31f5325a9bdd',
      'Removing intermediate container 31f5325a9bdd',
      ' ---> ab6dca817dd5',
    ].map((line) => ({ stream: `${line}\n` }));
    await follow(
      stream(messages),
      () => undefined,
      explain,
      (id) => made.push(id),
    );
    expect(made).toEqual(['935d466ba0e5', 'ab6dca817dd5']);
  });

  test('a build says its steps and the image it made', async () => {
    const { steps, imageId } = await followed([
      { stream: 'Step 1/2 : FROM docklab/base:1' },
      { stream: '\n' },
      { stream: ' ---> 0123\n' },
      { stream: 'Step 2/2 : RUN make' },
      { aux: { ID: 'sha256:abc' } },
      { stream: 'Successfully built abc\n' },
    ]);
    expect(imageId).toBe('sha256:abc');
    expect(steps).toEqual([
      { step: 'FROM docklab/base:1', done: 0, total: 2, of: 'steps' },
      { step: 'RUN make', done: 1, total: 2, of: 'steps' },
    ]);
  });

  test('a failed build carries the output of the failing step, sanitised, and of no other', async () => {
    const failing = followed([
      { stream: 'Step 1/2 : RUN echo fine' },
      { stream: 'fine\n' },
      { stream: 'Step 2/2 : RUN cc main.c' },
      { stream: '\u001b[31mmain.c:1: error\u001b[0m\n' },
      { error: "The command '/bin/sh -c cc main.c' returned a non-zero code: 1", errorDetail: {} },
    ]);
    await expect(failing).rejects.toMatchObject({
      code: 'engine-refused',
      why: "Step failed: RUN cc main.c\nmain.c:1: error\nThe command '/bin/sh -c cc main.c' returned a non-zero code: 1",
    });
  });

  test('a talkative failing step is cut to its end', async () => {
    const lines = Array.from({ length: 100 }, (_, line) => ({ stream: `line ${line}\n` }));
    const failing = followed([{ stream: 'Step 1/1 : RUN x' }, ...lines, { error: 'no' }]);
    const { why } = (await failing.catch((error: { why: string }) => error)) as { why: string };
    expect(why).toContain('line 99');
    expect(why).not.toContain('line 79\n');
  });

  test('a failed pull is an error although the status was 200', async () => {
    await expect(followed([{ error: 'manifest unknown' }])).rejects.toMatchObject({
      code: 'image-missing',
    });
  });
});

describe('events', () => {
  const raw = {
    Type: 'container',
    Action: 'start',
    Actor: { ID: 'abc', Attributes: { name: 'web', image: 'x' } },
    time: 1,
    timeNano: 1_500_000_000,
  };
  test('carry kind, action, name, attributes and time', () => {
    expect(toEvent(raw)).toEqual({
      kind: 'container',
      action: 'start',
      id: 'abc',
      name: 'web',
      attributes: { name: 'web', image: 'x' },
      atMs: 1500,
    });
  });
  test('of kinds that docklab does not know are left out', () => {
    expect(toEvent({ ...raw, Type: 'plugin' })).toBeUndefined();
    expect(toEvent({})).toBeUndefined();
  });
});
