/** The Pty port: a program on a pseudo-terminal of its own, for the shell inside the lesson screen. */

export interface PtySize {
  readonly columns: number;
  readonly rows: number;
}

export interface PtyRequest extends PtySize {
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string>>;
}

export type PtyEnd =
  | { readonly is: 'exited'; readonly code: number }
  | { readonly is: 'killed'; readonly signal: number };

export interface Pty {
  readonly pid: number;
  /** Settles once the program is gone and everything it printed was handed out. Never rejects. */
  readonly ended: Promise<PtyEnd>;
  /** What the program prints, byte for byte; hostile until a terminal emulator has drawn it. */
  onData(listen: (data: Uint8Array) => void): void;
  /** Bytes as from a keyboard. Nothing happens once the program has ended. */
  write(data: Uint8Array): void;
  resize(size: PtySize): void;
  /** Stops reading what the program prints, so that it has to wait; `resume` goes on. */
  pause(): void;
  resume(): void;
  /** Hangs up: the program and its jobs get what a closed terminal window gives them. */
  hangUp(): void;
}

/** Starts a program. Rejects with `tool-missing` where this machine has no pseudo-terminals for docklab. */
export type OpenPty = (request: PtyRequest) => Promise<Pty>;
