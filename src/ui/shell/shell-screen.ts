/** The learner's shell as the pane draws it: a program on a pseudo-terminal, and the screen that it believes to have. */
import type { IBufferLine, IBufferCell, IModes, Terminal } from '@xterm/headless';
import type { Pty, PtySize } from '../../host/pty.ts';
import { both, onTouched } from './touched-rows.ts';
import type { Touched } from './touched-rows.ts';

/** CommonJS, whatever its types say. */
type Unicode11 = typeof import('@xterm/addon-unicode11');

/** Rows of what scrolled away that can be read again. */
const SCROLLBACK = 5_000;
/** Bytes read and not yet drawn at which the program has to wait, and at which it may go on. */
const HIGH_WATER = 128 * 1024;
const LOW_WATER = 16 * 1024;
/** Least time between two frames, in milliseconds: nobody sees more. What is as short as an echo waits less, or not at all. */
const FRAME_MS = 16;
const ECHO_MS = 2;
const ECHO_BYTES = 1_024;
/** Bytes a second with which programs that ask what terminal this is are answered. */
const ANSWERS = 4_096;

export interface Cursor {
  readonly column: number;
  readonly row: number;
}

/** What the emulator needs of the program: the terminal that draws, and the characters' widths. */
export async function loadEmulator(): Promise<(size: PtySize) => Terminal> {
  const [{ default: headless }, unicode11] = await Promise.all([
    import('@xterm/headless'),
    import('@xterm/addon-unicode11') as unknown as Promise<{ default: Unicode11 }>,
  ]);
  const { Unicode11Addon } = unicode11.default;
  return ({ columns, rows }) => {
    const options = { scrollback: SCROLLBACK, allowProposedApi: true };
    const terminal = new headless.Terminal({ cols: columns, rows, ...options });
    terminal.loadAddon(new Unicode11Addon());
    terminal.unicode.activeVersion = '11';
    return terminal;
  };
}

export class ShellScreen {
  readonly #pty: Pty;
  readonly #terminal: Terminal;
  readonly #cell: IBufferCell;
  readonly #changed = new Set<() => void>();
  #isCursorHidden = false;
  #unread = 0;
  #isPaused = false;
  #frame: NodeJS.Timeout | undefined;
  #drawnAt = 0;
  #undrawn = 0;
  #answers = { since: 0, bytes: 0 };
  #keys = 0;
  #keysDrawn = 0;
  #touched: Touched = 'all';

  constructor(pty: Pty, terminal: Terminal) {
    this.#pty = pty;
    this.#terminal = terminal;
    this.#cell = terminal.buffer.active.getNullCell();
    pty.onData((data) => this.#read(data));
    onTouched(terminal, (touched) => this.#touch(touched));
    terminal.onWriteParsed(() => this.#schedule());
    terminal.onData((answer) => this.#answer(answer));
    this.#followCursor();
    void pty.ended.then(() => clearTimeout(this.#frame));
  }

  /** Called when there is something new to draw; returns how to stop. */
  subscribe(changed: () => void): () => void {
    this.#changed.add(changed);
    return () => this.#changed.delete(changed);
  }

  /** Bytes as the keyboard sends them. What is typed is seen: history that was scrolled to goes out of sight. */
  type(data: Uint8Array): void {
    this.#keys += 1;
    if (this.isInHistory()) this.scrollToEnd();
    this.#pty.write(data);
  }

  /** How often something was typed. */
  get keys(): number {
    return this.#keys;
  }

  resize({ columns, rows }: PtySize): void {
    const { cols, rows: old } = this.#terminal;
    if (columns === cols && rows === old) return;
    this.#terminal.resize(columns, rows);
    this.#touch('all');
    this.#pty.resize({ columns, rows });
  }

  get size(): PtySize {
    return { columns: this.#terminal.cols, rows: this.#terminal.rows };
  }

  /** What changed since the last call of those who subscribed. */
  touched(): Touched {
    return this.#touched;
  }

  /** A row that is in sight, from 0, with a cell to read it with. */
  line(row: number): { line: IBufferLine | undefined; cell: IBufferCell } {
    const { active } = this.#terminal.buffer;
    return { line: active.getLine(active.viewportY + row), cell: this.#cell };
  }

  /** Where the cursor is, from 0; undefined when the program hides it or it is out of sight. */
  cursor(): Cursor | undefined {
    const { active } = this.#terminal.buffer;
    if (this.#isCursorHidden || this.isInHistory()) return undefined;
    return { column: Math.min(active.cursorX, this.#terminal.cols - 1), row: active.cursorY };
  }

  modes(): IModes {
    return this.#terminal.modes;
  }

  /** Whether a program has the whole screen, as editors and pagers do. */
  isFullScreen(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  isInHistory(): boolean {
    const { viewportY, baseY } = this.#terminal.buffer.active;
    return viewportY < baseY;
  }

  /** Rows above the first and below the last row in sight. */
  outOfSight(): { above: number; below: number } {
    const { viewportY, baseY } = this.#terminal.buffer.active;
    return { above: viewportY, below: baseY - viewportY };
  }

  /** Scrolls down by a number of rows; up when it is negative. */
  scroll(rows: number): void {
    this.#terminal.scrollLines(rows);
    this.#touch('all');
    this.#draw();
  }

  scrollToEnd(): void {
    this.#terminal.scrollToBottom();
    this.#touch('all');
    this.#draw();
  }

  #read(data: Uint8Array): void {
    this.#unread += data.length;
    this.#undrawn += data.length;
    if (!this.#isPaused && this.#unread > HIGH_WATER) {
      this.#isPaused = true;
      this.#pty.pause();
    }
    // As if something had been typed: the emulator then takes what is as short as an echo at once, not in a later turn.
    if (data.length <= ECHO_BYTES && !this.isInHistory()) this.#terminal.input('', true);
    this.#terminal.write(data, () => {
      this.#unread -= data.length;
      if (!this.#isPaused || this.#unread > LOW_WATER) return;
      this.#isPaused = false;
      this.#pty.resume();
    });
  }

  /** A program that asks without end is not answered without end: the answers would be typed into the shell. */
  #answer(answer: string): void {
    if (answer === '') return;
    const now = performance.now();
    if (now - this.#answers.since > 1_000) this.#answers = { since: now, bytes: 0 };
    this.#answers.bytes += answer.length;
    if (this.#answers.bytes <= ANSWERS) this.#pty.write(Buffer.from(answer));
  }

  #schedule(): void {
    if (this.#frame !== undefined) return;
    const isShort = this.#undrawn <= ECHO_BYTES;
    // The first that comes after a key is its echo.
    if (isShort && this.#keysDrawn !== this.#keys) return this.#draw();
    const least = isShort ? ECHO_MS : FRAME_MS;
    const wait = this.#drawnAt + least - performance.now();
    if (wait <= 0) this.#draw();
    else this.#frame = setTimeout(() => this.#draw(), wait);
  }

  #draw(): void {
    clearTimeout(this.#frame);
    this.#frame = undefined;
    this.#drawnAt = performance.now();
    this.#undrawn = 0;
    this.#keysDrawn = this.#keys;
    for (const changed of this.#changed) changed();
    this.#touched = undefined;
  }

  #touch(touched: Touched): void {
    this.#touched = both(this.#touched, touched);
  }

  /** The emulator does not say whether the cursor is hidden: mode 25 is followed here, with both kinds of reset. */
  #followCursor(): void {
    const { parser } = this.#terminal;
    const follow = (final: 'h' | 'l', isHidden: boolean) =>
      parser.registerCsiHandler({ prefix: '?', final }, (modes) => {
        if (modes.includes(25)) this.#isCursorHidden = isHidden;
        return false;
      });
    const reset = (): boolean => {
      this.#isCursorHidden = false;
      return false;
    };
    follow('h', false);
    follow('l', true);
    parser.registerCsiHandler({ intermediates: '!', final: 'p' }, reset);
    parser.registerEscHandler({ final: 'c' }, reset);
  }
}
