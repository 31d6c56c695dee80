/** A terminal for tests: what the UI writes goes through a real terminal emulator, and frames are read from its screen. */
import { EventEmitter } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import xterm from '@xterm/headless';

const KEYS = {
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  pageup: '\u001b[5~',
  pagedown: '\u001b[6~',
  home: '\u001b[H',
  end: '\u001b[F',
  enter: '\r',
  tab: '\t',
  escape: '\u001b',
  backspace: '\u007f',
  'ctrl-c': '\u0003',
} as const;

export type NamedKey = keyof typeof KEYS;

class FakeStdin extends PassThrough {
  readonly isTTY = true;
  isRaw = false;
  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

class FakeStdout extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  isCursorShown = true;
  written = 0;
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly #written: () => void;

  constructor(terminal: InstanceType<typeof xterm.Terminal>, written: () => void) {
    super({ decodeStrings: false });
    this.#terminal = terminal;
    this.#written = written;
    this.columns = terminal.cols;
    this.rows = terminal.rows;
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    const text = chunk.toString();
    this.written += text.length;
    const [shown, hidden] = [text.lastIndexOf('\u001b[?25h'), text.lastIndexOf('\u001b[?25l')];
    if (shown !== hidden) this.isCursorShown = shown > hidden;
    this.#terminal.write(chunk, () => {
      done();
      this.#written();
    });
  }
}

/** How one character looks. Colours are the 16 of the palette, or undefined for the terminal's own. */
export interface CellStyle {
  readonly color: number | undefined;
  readonly isBold: boolean;
  readonly isInverse: boolean;
  readonly isUnderlined: boolean;
}

/** How long to wait for a frame before the test fails; it only matters when something is wrong. */
const PATIENCE = 8_000;

export class TestTerminal {
  readonly stdin = new FakeStdin();
  readonly stdout: FakeStdout;
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly #changes = new EventEmitter();
  #failure: unknown;
  /** Number of times that something was drawn. */
  writes = 0;
  /** Title of the window, as programs set it. */
  title = '';
  /** What programs put on the clipboard of this terminal. */
  readonly copied: string[] = [];

  constructor(columns: number, rows: number) {
    this.#terminal = new xterm.Terminal({
      cols: columns,
      rows,
      allowProposedApi: true,
      convertEol: true,
    });
    this.#changes.setMaxListeners(0);
    this.#terminal.parser.registerOscHandler(52, (data) => {
      this.copied.push(Buffer.from(data.replace(/^c;/, ''), 'base64').toString());
      return true;
    });
    this.#terminal.onTitleChange((title) => (this.title = title));
    this.stdout = new FakeStdout(this.#terminal, () => {
      this.writes += 1;
      this.#changes.emit('written');
    });
  }

  /** Characters that were written to it. */
  get bytes(): number {
    return this.stdout.written;
  }

  /** The screen as text, without blanks at the end of rows. */
  frame(): string {
    const buffer = this.#terminal.buffer.active;
    return Array.from({ length: this.#terminal.rows }, (_, row) =>
      (buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '').trimEnd(),
    ).join('\n');
  }

  press(...keys: NamedKey[]): void {
    for (const key of keys) this.stdin.write(KEYS[key]);
  }

  /** Letters in one go, as a fast typist or a key that repeats sends them. */
  type(letters: string): void {
    this.stdin.write(letters);
  }

  paste(text: string): void {
    this.stdin.write(`\u001b[200~${text}\u001b[201~`);
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    this.stdout.columns = columns;
    this.stdout.rows = rows;
    this.stdout.emit('resize');
  }

  /** What is waited for will never come: the program ended with this. */
  fail(error: unknown): void {
    this.#failure = error;
    this.#changes.emit('failed');
  }

  /** The frame as soon as it has (or, for a function, is) what is waited for. */
  async until(wanted: string | RegExp | ((frame: string) => boolean)): Promise<string> {
    const holds = (frame: string): boolean => {
      if (typeof wanted === 'function') return wanted(frame);
      return typeof wanted === 'string' ? frame.includes(wanted) : wanted.test(frame);
    };
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        this.#changes.off('written', look);
        this.#changes.off('failed', look);
      };
      const look = (): void => {
        const frame = this.frame();
        const isDone = holds(frame);
        if (!isDone && this.#failure === undefined) return;
        stop();
        if (isDone) resolve(frame);
        else reject(this.#failure);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`never on the screen: ${String(wanted)}\n${this.frame()}`));
      }, PATIENCE);
      this.#changes.on('written', look);
      this.#changes.on('failed', look);
      look();
    });
  }

  /** Where the cursor is, from 0. */
  cursor(): { column: number; row: number } {
    const { cursorX, cursorY } = this.#terminal.buffer.active;
    return { column: cursorX, row: cursorY };
  }

  isAlternateScreen(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  /** As a shell needs it: main screen, cursor shown, no raw mode, no bracketed paste. */
  isRestored(): boolean {
    const { bracketedPasteMode } = this.#terminal.modes;
    return (
      !this.isAlternateScreen() &&
      this.stdout.isCursorShown &&
      !this.stdin.isRaw &&
      !bracketedPasteMode
    );
  }

  /** The style of the first character of a text on the screen. */
  styleOf(text: string): CellStyle {
    const buffer = this.#terminal.buffer.active;
    for (let row = 0; row < this.#terminal.rows; row += 1) {
      const line = buffer.getLine(buffer.baseY + row);
      const column = columnOf(line, text);
      const cell = column === undefined ? undefined : line?.getCell(column);
      if (cell !== undefined)
        return {
          color: cell.isFgPalette() ? cell.getFgColor() : undefined,
          isBold: cell.isBold() !== 0,
          isInverse: cell.isInverse() !== 0,
          isUnderlined: cell.isUnderline() !== 0,
        };
    }
    throw new Error(`not on the screen: ${text}\n${this.frame()}`);
  }

  /** All palette colours that are on the screen. */
  colors(): number[] {
    const buffer = this.#terminal.buffer.active;
    const found = new Set<number>();
    for (let row = 0; row < this.#terminal.rows; row += 1)
      for (let column = 0; column < this.#terminal.cols; column += 1) {
        const cell = buffer.getLine(buffer.baseY + row)?.getCell(column);
        if (cell?.isFgPalette()) found.add(cell.getFgColor());
      }
    return [...found].sort((a, b) => a - b);
  }
}

type Line = ReturnType<InstanceType<typeof xterm.Terminal>['buffer']['active']['getLine']>;

function columnOf(line: Line, text: string): number | undefined {
  for (let column = 0; column < (line?.length ?? 0); column += 1)
    if (line?.translateToString(false, column).startsWith(text)) return column;
  return undefined;
}
