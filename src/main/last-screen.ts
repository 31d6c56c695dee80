/**
 * The home screen as it was drawn the last time, shown at once: until docklab itself is loaded, which then draws over it.
 * It is only ever looked at. Keys that are typed meanwhile wait in the terminal, and whatever goes wrong is said on the
 * screen that was there before.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BLANK_SCREEN, ENTER_ALTERNATE, LEAVE_ALTERNATE, SHOW_CURSOR } from '../ui/sequences.ts';
import { INTERRUPTED, SIGNALS } from './interrupts.ts';

const LEAVE = SHOW_CURSOR + LEAVE_ALTERNATE;
/** Text, colours, and places to write to: nothing else is a frame. */
// eslint-disable-next-line no-control-regex
const FRAME = /^(?:[^\u0000-\u001f\u007f-\u009f]|\u001b\[\??[\d;]*[mHJXhl])+$/;
/** When there is time to write to the disk, in milliseconds. */
const LATER_MS = 500;

type Output = Pick<NodeJS.WriteStream, 'write' | 'columns' | 'rows'> & { readonly isTTY?: boolean };

export interface Surroundings {
  readonly stdin: { readonly isTTY?: boolean; setRawMode?(isRaw: boolean): unknown };
  readonly stdout: Output;
  readonly stderr: Pick<NodeJS.WriteStream, 'write'>;
  /** Where the screen is kept: a file that anybody may lose. */
  readonly file: string;
  /** All that decides how the home screen looks, but for the terminal's size and the learner's progress. */
  readonly looks: readonly unknown[];
}

interface Kept {
  readonly looks: string;
  readonly frame: string;
}

/** Shows the screen that was kept for these looks, if any, and keeps the first that is drawn now for the next time. */
export function showLastScreen(around: Surroundings): void {
  const { stdin, stdout } = around;
  if (stdin.isTTY !== true || stdout.isTTY !== true) return;
  const looks = JSON.stringify([...around.looks, stdout.columns, stdout.rows]);
  const kept = readKept(around.file);
  const frame = kept?.looks === looks && FRAME.test(kept.frame) ? kept.frame : undefined;
  handOver(around, frame, (fresh) => {
    if (fresh === frame) return;
    const keepOnce = once(() => keep(around.file, { looks, frame: fresh }));
    setTimeout(keepOnce, LATER_MS).unref();
    process.on('exit', keepOnce);
  });
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

/** Shows the screen, lets the course draw over it, and takes that away when anything else is written. */
function handOver(around: Surroundings, shown: string | undefined, drawn: (frame: string) => void) {
  const { stdin, stdout, stderr } = around;
  const [write, complain] = [stdout.write, stderr.write];
  let isShown = shown !== undefined;
  const takeAway = (): void => {
    if (!isShown) return;
    isShown = false;
    stdin.setRawMode?.(false);
    Reflect.apply(write, stdout, [LEAVE]);
  };
  const end = (): never => process.exit(INTERRUPTED);
  const restore = (): void => {
    stdout.write = write;
    stderr.write = complain;
    process.off('exit', takeAway);
    for (const signal of SIGNALS) process.off(signal, end);
  };
  process.on('exit', takeAway);
  if (shown !== undefined) {
    // Nobody else listens yet, and the terminal would stay as it is.
    for (const signal of SIGNALS) process.on(signal, end);
    // Keys are not echoed into the picture.
    stdin.setRawMode?.(true);
    stdout.write(ENTER_ALTERNATE + shown);
  }
  stderr.write = (...args: unknown[]): boolean => {
    takeAway();
    return Reflect.apply(complain, stderr, args);
  };
  stdout.write = (...args: unknown[]): boolean => {
    const [chunk, ...rest] = args;
    const text = typeof chunk === 'string' ? chunk : '';
    const pass = (what: unknown): boolean => Reflect.apply(write, stdout, [what, ...rest]);
    if (isShown && text.includes(ENTER_ALTERNATE)) {
      // The terminal is the course's now, which gives it back itself.
      isShown = false;
      return pass(text.replace(ENTER_ALTERNATE, ''));
    }
    if (!text.includes(BLANK_SCREEN)) {
      if (isShown) takeAway();
      return pass(chunk);
    }
    restore();
    drawn(text);
    return pass(text === shown ? '' : chunk);
  };
}

function readKept(file: string): Kept | undefined {
  try {
    const { looks, frame } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Kept>;
    return typeof looks === 'string' && typeof frame === 'string' ? { looks, frame } : undefined;
  } catch {
    return undefined;
  }
}

/** Beside it and renamed over it: two that write at once leave one of theirs, whole. */
function keep(file: string, kept: Kept): void {
  const fresh = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(fresh, JSON.stringify(kept), { mode: 0o600 });
    renameSync(fresh, file);
  } catch {
    // Nothing can be kept here: the next start is slower.
  }
}
