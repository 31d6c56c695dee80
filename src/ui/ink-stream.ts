import type { Canvas } from './canvas.ts';

/**
 * The terminal as Ink has it. Ink draws nothing on it, but it enters and leaves the alternate screen and sets modes: the
 * canvas sees what it writes.
 */
export function inkStream<Stream extends NodeJS.WritableStream>(
  stdout: Stream,
  canvas: Canvas,
): Stream {
  const write = (chunk: unknown, ...rest: unknown[]): unknown => {
    const isWritten: unknown = Reflect.apply(stdout.write, stdout, [chunk, ...rest]);
    if (typeof chunk === 'string') canvas.sees(chunk);
    return isWritten;
  };
  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
