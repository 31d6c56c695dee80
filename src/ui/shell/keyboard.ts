/**
 * The one owner of the keyboard: raw bytes go to the shell while it has the focus, else to Ink through a stream of its
 * own. Keys that are docklab's wherever the focus is are taken out on the way, never out of what is pasted.
 */
import { Readable } from 'node:stream';

/** Keys that no shell binds, as terminals send them. */
const HOT_KEYS: ReadonlyMap<string, string> = new Map([
  ['\u001b[17~', 'f6'],
  ['\u001e', 'ctrl-^'],
  ['\u001b[18~', 'f7'],
  ['\u001b[5;2~', 'shift-pageup'],
  ['\u001b[6;2~', 'shift-pagedown'],
]);
/** What terminals send for a hot key; empty for another. */
export const sequenceOf = (key: string): string =>
  [...HOT_KEYS].find(([, name]) => name === key)?.[0] ?? '';

const PASTE_BEGIN = '\u001b[200~';
const PASTE_END = '\u001b[201~';
const MARKS = [...HOT_KEYS.keys(), PASTE_BEGIN];

/** How long the rest of a sequence that came in pieces may take, in milliseconds. */
const REST_MS = 25;
/** The rest of what is pasted comes when it comes, but not later than this. */
const PASTE_REST_MS = 1_000;

/** What the shell needs to know of its program to be given keys. */
export interface KeySink {
  type(data: Uint8Array): void;
  modes(): { readonly applicationCursorKeysMode: boolean; readonly bracketedPasteMode: boolean };
}

interface RawInput extends NodeJS.ReadableStream {
  setRawMode?(isRaw: boolean): unknown;
  ref?(): unknown;
  unref?(): unknown;
}

/** What Ink takes for the terminal's input. */
class InkInput extends Readable {
  readonly isTTY = true;
  readonly #setRaw: (isRaw: boolean) => void;

  constructor(setRaw: (isRaw: boolean) => void) {
    super();
    this.#setRaw = setRaw;
  }

  override _read(): void {
    // What comes is pushed.
  }

  setRawMode(isRaw: boolean): this {
    this.#setRaw(isRaw);
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

export class Keyboard {
  readonly ink: InkInput;
  readonly #stdin: RawInput;
  readonly #settled: () => Promise<void>;
  readonly #listeners = new Set<(key: string) => void>();
  #sink: KeySink | undefined;
  #isRaw = false;
  #isPasting = false;
  /** Bytes, as latin1, that are not delivered yet. */
  #waiting = '';
  #timer: NodeJS.Timeout | undefined;
  /** A hot key whose effect is waited for; undefined when there is none. */
  #hotKey: object | undefined;

  /** `settled` is when all keys that were given so far have had their effect. */
  constructor(stdin: NodeJS.ReadableStream, settled: () => Promise<void>) {
    this.#stdin = stdin;
    this.#settled = settled;
    this.ink = new InkInput((isRaw) => this.#setRaw(isRaw));
  }

  /** Gives the keys to a shell; to Ink when there is none. */
  giveTo(sink: KeySink | undefined): void {
    this.#sink = sink;
  }

  /** Calls `listen` with the name of each of docklab's own keys; returns how to stop. */
  onHotKey(listen: (key: string) => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  /** Puts the terminal into raw mode again, if that is the one that was left; says whether it was. */
  renew(): boolean {
    if (!this.#isRaw) return false;
    // Node believes that nothing has changed.
    this.#stdin.setRawMode?.(false);
    this.#stdin.setRawMode?.(true);
    return true;
  }

  #setRaw(isRaw: boolean): void {
    if (isRaw === this.#isRaw) return;
    this.#isRaw = isRaw;
    this.#stdin.setRawMode?.(isRaw);
    if (isRaw) {
      this.#stdin.ref?.();
      this.#stdin.on('data', this.#read);
      this.#stdin.resume();
      return;
    }
    // Node must stop reading, or keys meant for whoever has the terminal next come here.
    this.#stdin.off('data', this.#read);
    this.#stdin.pause();
    this.#stdin.unref?.();
    this.#waiting = '';
    this.#isPasting = false;
    clearTimeout(this.#timer);
    this.#hotKey = undefined;
  }

  readonly #read = (chunk: Buffer | string): void => {
    this.#waiting += Buffer.from(chunk).toString('latin1');
    clearTimeout(this.#timer);
    if (this.#hotKey === undefined) this.#route();
  };

  /** Delivers what is complete. After a hot key the rest waits until its effect is there. */
  #route(): void {
    while (this.#waiting !== '') {
      const piece = this.#isPasting ? this.#pasted() : this.#typed();
      if (piece === 'wait') return;
      if (piece === 'hot-key') {
        void this.#waitForEffect();
        return;
      }
    }
  }

  async #waitForEffect(): Promise<void> {
    const hotKey = {};
    this.#hotKey = hotKey;
    await this.#settled();
    // The terminal was handed over meanwhile.
    if (this.#hotKey !== hotKey) return;
    this.#hotKey = undefined;
    this.#route();
  }

  #typed(): 'delivered' | 'wait' | 'hot-key' {
    const text = this.#waiting;
    const { at, mark } = firstOf(text, MARKS);
    if (at > 0) {
      this.#waiting = text.slice(at);
      this.#deliver(text.slice(0, at));
      return 'delivered';
    }
    if (mark === undefined) return this.#hold(text, MARKS, 2, REST_MS);
    this.#waiting = text.slice(mark.length);
    if (mark === PASTE_BEGIN) {
      this.#isPasting = true;
      this.#deliverMark(mark);
      return 'delivered';
    }
    const key = HOT_KEYS.get(mark) ?? '';
    for (const listen of this.#listeners) listen(key);
    return 'hot-key';
  }

  #pasted(): 'delivered' | 'wait' {
    const text = this.#waiting;
    const end = text.indexOf(PASTE_END);
    if (end < 0) return this.#hold(text, [PASTE_END], 1, PASTE_REST_MS);
    this.#waiting = text.slice(end + PASTE_END.length);
    this.#deliver(text.slice(0, end));
    this.#isPasting = false;
    this.#deliverMark(PASTE_END);
    return 'delivered';
  }

  /** Delivers all but what may be the beginning of a mark, of at least `least` characters. */
  #hold(text: string, marks: readonly string[], least: number, ms: number): 'delivered' | 'wait' {
    const held = beginningOf(text, marks, least);
    this.#waiting = held;
    this.#deliver(text.slice(0, text.length - held.length));
    if (held === '') return 'delivered';
    this.#timer = setTimeout(() => {
      this.#waiting = '';
      this.#deliver(held);
    }, ms);
    return 'wait';
  }

  /** The marks of a paste are for programs that asked for them. */
  #deliverMark(mark: string): void {
    if (this.#sink === undefined) this.ink.push(mark);
    else if (this.#sink.modes().bracketedPasteMode) this.#sink.type(Buffer.from(mark));
  }

  #deliver(text: string): void {
    if (text === '') return;
    const bytes = Buffer.from(text, 'latin1');
    if (this.#sink === undefined) this.ink.push(bytes);
    else if (this.#isPasting || !this.#sink.modes().applicationCursorKeysMode)
      this.#sink.type(bytes);
    else this.#sink.type(Buffer.from(inApplicationMode(text), 'latin1'));
  }
}

/** The outer terminal sends cursor keys in their usual form; the inner program may want the other one. */
const inApplicationMode = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/\u001b\[([ABCDHF])/g, '\u001bO$1');

/** Where the first mark is; at the end of the text when there is none. */
function firstOf(text: string, marks: readonly string[]): { at: number; mark?: string } {
  let found: { at: number; mark?: string } = { at: -1 };
  for (const mark of marks) {
    const at = text.indexOf(mark);
    if (at >= 0 && (found.at < 0 || at < found.at)) found = { at, mark };
  }
  return found;
}

/** The end of the text that may be the beginning of a mark: at least `least` characters of it, and not the whole. */
function beginningOf(text: string, marks: readonly string[], least: number): string {
  const longest = Math.max(...marks.map(({ length }) => length)) - 1;
  for (let size = Math.min(longest, text.length); size >= least; size -= 1) {
    const end = text.slice(-size);
    if (marks.some((mark) => mark.length > size && mark.startsWith(end))) return end;
  }
  return '';
}
