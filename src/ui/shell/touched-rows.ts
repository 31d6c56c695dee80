/** The rows in sight that changed since the shell was drawn last: an echo touches one, and only that needs a look. */
import type { Terminal } from '@xterm/headless';

/** From the first to the last row, from 0. */
interface RowRange {
  readonly start: number;
  readonly end: number;
}

export type Touched = 'all' | RowRange | undefined;

export const both = (a: Touched, b: Touched): Touched => {
  if (a === undefined || b === undefined) return a ?? b;
  if (a === 'all' || b === 'all') return 'all';
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
};

type Listen = (touched: Touched) => void;

/**
 * Tells what each write touched. The emulator knows, but says it only to its own parts (its browser edition draws by it);
 * where another version of it does not, each write touches all.
 */
export function onTouched(terminal: Terminal, listen: Listen): void {
  // Rows move without being written when the screen scrolls.
  terminal.onScroll(() => listen('all'));
  const handler = part(part(terminal, '_core'), '_inputHandler');
  const subscribe = part(handler, 'onRequestRefreshRows');
  if (typeof subscribe === 'function')
    Reflect.apply(subscribe, handler, [(range: unknown) => listen(rangeOf(range))]);
  else terminal.onWriteParsed(() => listen('all'));
}

function part(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? (Reflect.get(of, name) as unknown) : undefined;
}

function rangeOf(range: unknown): Touched {
  const [start, end] = [part(range, 'start'), part(range, 'end')];
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : 'all';
}
