import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { Demux, drain, Output } from '../../../src/adapters/docker-engine/output.ts';

/** A frame as the engine sends it. */
function frame(stream: 1 | 2, text: string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

describe('multiplexed output', () => {
  const wire = Buffer.concat([frame(1, 'out'), frame(2, 'err'), frame(1, ''), frame(1, 'put é')]);

  test.each([1, 2, 3, 7, 8, 9, 1000])(
    'is told apart however it is cut: %i bytes at a time',
    (size) => {
      const said = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
      const demux = new Demux((piece, from) => said[from].push(Buffer.from(piece)));
      for (let at = 0; at < wire.length; at += size) demux.push(wire.subarray(at, at + size));
      expect(Buffer.concat(said.stdout).toString()).toBe('output é');
      expect(Buffer.concat(said.stderr).toString()).toBe('err');
    },
  );

  test('is kept to its limit, each of the two by itself', () => {
    const output = new Output(4);
    output.push(frame(1, 'abcdef'));
    output.push(frame(2, 'xy'));
    expect(output).toMatchObject({
      stdout: 'abcd',
      stderr: 'xy',
      truncated: true,
      flooding: false,
    });
  });

  test('that just fits is not truncated', () => {
    const output = new Output(4);
    output.push(frame(1, 'abcd'));
    expect(output.truncated).toBe(false);
  });

  test('is sanitised', () => {
    const output = new Output(100);
    output.push(frame(1, '\u001b[31mred\u001b[0m\u0000'));
    expect(output.stdout).toBe('red\ufffd');
  });

  test('cut in the middle of a character does not break the text', () => {
    const output = new Output(2);
    output.push(frame(1, 'aé'));
    expect(output.stdout).toBe('a\ufffd');
  });

  test('of logs is in the order of printing', () => {
    const bytes = Buffer.concat([frame(1, 'one\n'), frame(2, 'two\n'), frame(1, 'three\n')]);
    expect(Output.interleaved(bytes, 100)).toBe('one\ntwo\nthree\n');
  });
});

describe('reading until the end', () => {
  test('ends with the stream', async () => {
    const stream = new PassThrough();
    const output = new Output(100);
    const end = drain(stream, output, 1000, undefined);
    stream.end(frame(1, 'hi'));
    expect(await end).toBe('ended');
    expect(output.stdout).toBe('hi');
  });

  test('ends at the time limit with what came so far', async () => {
    const stream = new PassThrough();
    const output = new Output(100);
    stream.write(frame(1, 'so far'));
    expect(await drain(stream, output, 30, undefined)).toBe('timed-out');
    expect(output.stdout).toBe('so far');
  });

  test('ends when nobody could want more', async () => {
    const stream = new PassThrough();
    const much = frame(1, 'x'.repeat(1024 * 1024));
    const end = drain(stream, new Output(10), 10_000, undefined);
    for (let count = 0; count < 40; count += 1) stream.write(much);
    expect(await end).toBe('flooded');
  });

  test('rejects when the caller stops', async () => {
    const stop = new AbortController();
    const end = drain(new PassThrough(), new Output(10), 10_000, stop.signal);
    stop.abort();
    await expect(end).rejects.toThrow('aborted');
  });

  test('rejects when the connection breaks', async () => {
    const stream = new PassThrough();
    const end = drain(stream, new Output(10), 10_000, undefined);
    stream.destroy(new Error('socket hang up'));
    await expect(end).rejects.toThrow('socket hang up');
  });
});
