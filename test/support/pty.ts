/** A program on a real pseudo-terminal, and its screen as a terminal emulator draws it. */
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

const PATIENCE_MS = 60_000;

export interface PtyOptions {
  columns: number;
  rows: number;
  env: Record<string, string | undefined>;
  cwd: string;
}

export class PtyProgram {
  readonly pid: number;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number>;
  readonly #pty: pty.IPty;
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  #written: (at: number) => void = () => undefined;
  #raw = '';

  constructor(argv: readonly string[], { columns, rows, env, cwd }: PtyOptions) {
    const [file = '', ...args] = argv;
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    const defined = Object.entries(env).filter(([, value]) => value !== undefined);
    this.#pty = pty.spawn(file, args, {
      name: 'xterm-256color',
      cols: columns,
      rows,
      cwd,
      env: Object.fromEntries(defined),
    });
    this.pid = this.#pty.pid;
    this.#pty.onData((data) => {
      const at = performance.now();
      this.#raw += data;
      this.#terminal.write(data, () => this.#written(at));
    });
    // What the program asks of its terminal is answered, as any would.
    this.#terminal.onData((data) => this.#pty.write(data));
    this.ended = new Promise((settle) => this.#pty.onExit(({ exitCode }) => settle(exitCode)));
  }

  type(text: string): void {
    this.#pty.write(text);
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  kill(): void {
    this.#pty.kill('SIGKILL');
  }

  /** The screen as text, without blanks at the end of rows. */
  frame(): string {
    const buffer = this.#terminal.buffer.active;
    return Array.from({ length: this.#terminal.rows }, (_, row) =>
      (buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '').trimEnd(),
    ).join('\n');
  }

  /** The frame as soon as it matches. */
  async until(wanted: RegExp | ((frame: string) => boolean)): Promise<string> {
    return (await this.shown((frame) => holds(wanted, frame), String(wanted))).frame;
  }

  /** The frame as soon as it is as wanted, and when (`performance.now()`) the output came that made it so. */
  shown(
    isWanted: (frame: string) => boolean,
    words: string,
  ): Promise<{ frame: string; at: number }> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`never on the screen: ${words}\n${this.frame()}`)),
        PATIENCE_MS,
      );
      this.#written = (at) => {
        const frame = this.frame();
        if (!isWanted(frame)) return;
        clearTimeout(timer);
        this.#written = () => undefined;
        resolve({ frame, at });
      };
      this.#written(performance.now());
    });
  }

  /** Whether it ever wrote this, such as a control sequence. */
  wrote(text: string): boolean {
    return this.#raw.includes(text);
  }

  /** As whoever comes after needs it: the main screen, a cursor, no special modes. */
  isRestored(): boolean {
    const isCursorShown =
      this.#raw.lastIndexOf('\u001b[?25h') >= this.#raw.lastIndexOf('\u001b[?25l');
    const { bracketedPasteMode, mouseTrackingMode } = this.#terminal.modes;
    const isMain = this.#terminal.buffer.active.type === 'normal';
    return isMain && isCursorShown && !bracketedPasteMode && mouseTrackingMode === 'none';
  }
}

const holds = (wanted: RegExp | ((frame: string) => boolean), frame: string): boolean =>
  typeof wanted === 'function' ? wanted(frame) : wanted.test(frame);
