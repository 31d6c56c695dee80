import type { Canvas } from './canvas.ts';

/** Sequence with which a program enters the alternate screen. */
const ENTER_ALTERNATE = '\u001b[?1049h';
const HOME = '\u001b[H';

/**
 * The same stream, but the alternate screen is entered at its top left corner. Ink draws from wherever the cursor is;
 * a terminal keeps it, on entering, where the shell before had left it.
 */
export function homed<Stream extends NodeJS.WritableStream>(
  stdout: Stream,
  canvas: Canvas,
): Stream {
  const write = (chunk: unknown, ...rest: unknown[]): unknown => {
    const homing =
      typeof chunk === 'string' ? chunk.replaceAll(ENTER_ALTERNATE, ENTER_ALTERNATE + HOME) : chunk;
    const isWritten: unknown = Reflect.apply(stdout.write, stdout, [homing, ...rest]);
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
