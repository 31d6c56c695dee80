/** The built docklab on a pseudo-terminal, with a home of its own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PtyProgram } from '../../test/support/pty.ts';
import setUpBuild from '../../tools/vitest/built.mjs';

export const PROGRAM = resolve(import.meta.dirname, '../../bin/docklab.cjs');

/** Builds it when the sources changed since. */
export const ensureBuilt: () => void = setUpBuild;

export type Env = Readonly<Record<string, string | undefined>>;
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A folder that is removed when the work is done, and an environment in which docklab keeps all it has there. */
export async function withHome<T>(work: (home: string, env: Env) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'docklab-bench-'));
  const env = { ...process.env, CI: undefined, HOME: home, DOCKLAB_HOME: home };
  try {
    return await work(home, env);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Any program on a terminal. */
export const onTerminal = (argv: readonly string[], env: Env, size: Size): PtyProgram =>
  new PtyProgram(argv, { ...size, env, cwd: env['HOME'] ?? tmpdir() });

export const openDocklab = (args: readonly string[], env: Env, size: Size): PtyProgram =>
  onTerminal([process.execPath, PROGRAM, ...args], env, size);

/** Ends a program that nobody needs any longer. */
export async function end(program: PtyProgram): Promise<void> {
  program.kill();
  await program.ended;
}

/** Runs docklab without a terminal, for its effect. */
export function runDocklab(args: readonly string[], env: Env): void {
  execFileSync(process.execPath, [PROGRAM, ...args], { env, stdio: 'ignore' });
}
