/** The Processes port: programs on the learner's own machine. Never a shell string: always an argument list. */
import type { ExecResult } from './engine.ts';

export interface ProcessOptions {
  cwd?: string;
  /** The whole environment of the program; docklab's own when left out. */
  env?: Readonly<Record<string, string>>;
  /** Written to standard input, then closed; without it standard input is empty. */
  input?: string;
  timeoutMs: number;
  /** Bytes kept of each of standard output and error; the rest is dropped. */
  maxBytes: number;
  /** Ends the program and everything it started. */
  signal?: AbortSignal;
  /** Gets each line of standard output and error as it comes, as it is: whoever prints it must sanitise it. */
  heard?: (line: string) => void;
}

export interface InteractiveOptions {
  cwd?: string;
  env?: Readonly<Record<string, string>>;
}

/** How a program that had the terminal ended. */
export type InteractiveEnd =
  | { is: 'exited'; code: number }
  | { is: 'killed'; signal: string }
  | { is: 'not-started'; reason: string };

export interface Processes {
  /**
   * Runs a program to its end. One result shape whatever happened: the text is sanitised; a program ended by a
   * signal exits with 128 and the signal's number, as in a shell. Rejects with `cancelled` when the signal aborts.
   */
  run(argv: readonly string[], options: ProcessOptions): Promise<ExecResult>;
  /** Absolute path of a program on PATH; undefined when there is none. */
  which(program: string): Promise<string | undefined>;
  /** Gives the terminal to a program (the learner's shell) and waits for its end. Never rejects. */
  interactive(argv: readonly string[], options: InteractiveOptions): Promise<InteractiveEnd>;
}
