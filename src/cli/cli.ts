/** What every command gets: the world behind a port, the terminal, and how to end. */
import type { Command } from 'commander';
import type { ReadStream, WriteStream } from 'node:tty';
import type { AuditSources } from '../app/audit/sources.ts';
import type { MachineWorld } from '../app/machine/world.ts';
import type { World } from '../app/world.ts';
import { DocklabError } from '../host/error.ts';
import type { Archive } from '../lab/image-archive.ts';

interface TerminalStreams {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
  /** Calls `goOn` whenever docklab was stopped and goes on: the shell had the terminal meanwhile. Returns how to stop. */
  readonly onContinue: (goOn: () => void) => () => void;
}

export interface Cli {
  readonly version: string;
  /** Aborts when docklab is interrupted. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: TerminalStreams;
  /** The course in this folder, or the one that the environment names, and all around it. Opened once. */
  world(course: string | undefined): Promise<World>;
  /** The lab machine and all around it; of no course. */
  machine(): Promise<MachineWorld>;
  archive(file: string): Archive;
  /** What an audit looks at; no course is opened for it. */
  auditSources(): Promise<AuditSources>;
  /** Sets the exit code that docklab ends with. */
  finish(code: number): void;
}

/** Options that every command has. */
export interface GlobalOptions {
  course?: string;
}

/** The world of the course that the command line names. */
export const worldOf = (cli: Cli, command: Command): Promise<World> =>
  cli.world(command.optsWithGlobals<GlobalOptions>().course);

/** Results: one line to standard output. */
export function print(cli: Cli, text: string): void {
  cli.terminal.stdout.write(`${text}\n`);
}

/** Results for programs. */
export function printJson(cli: Cli, value: unknown): void {
  print(cli, JSON.stringify(value, undefined, 2));
}

/** Whether a person can be asked. */
export const isInteractive = ({ terminal }: Cli): boolean =>
  terminal.stdin.isTTY && terminal.stdout.isTTY;

export const usage = (message: string, next: readonly string[] = []): DocklabError =>
  new DocklabError('usage', message, { next });
