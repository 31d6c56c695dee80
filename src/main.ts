/** docklab's start: wires adapters to ports, runs one command, maps what happened to an exit code. */
import { createArchiveFile } from './adapters/archive-file.ts';
import type { World } from './app/world.ts';
import type { Cli } from './cli/cli.ts';
import { reportFailure } from './cli/failure.ts';
import { openHome } from './cli/open-course.ts';
import { INTERRUPTED, listenForInterrupts } from './main/interrupts.ts';
import { openWorld } from './main/open-world.ts';
import { packageDir, versionOf } from './main/package-dir.ts';
import { onContinue, quietWhenUnread } from './main/streams.ts';

/** How long open connections may keep a finished docklab alive, in milliseconds. */
const LINGER_MS = 1_000;

// Words of Node to programmers (a library that docklab brings uses an old function) are none to learners.
process.noDeprecation = true;

async function main(argv: readonly string[]): Promise<number> {
  const interrupts = listenForInterrupts();
  quietWhenUnread(interrupts.abandon);
  const dir = packageDir();
  const { env, stdin, stdout, stderr } = process;
  let code = 0;
  let world: Promise<World> | undefined;
  const cli: Cli = {
    version: versionOf(dir),
    signal: interrupts.signal,
    env,
    terminal: { stdin, stdout, stderr, onContinue },
    world: (course) => {
      const courseDir = course ?? (env['DOCKLAB_COURSE'] || undefined);
      world ??= openWorld({ packageDir: dir, courseDir, env, signal: interrupts.signal });
      return world;
    },
    machine: async () => (await import('./main/open-machine.ts')).openMachine(dir, env),
    archive: createArchiveFile,
    auditSources: async () => (await import('./main/audit-sources.ts')).openAuditSources(env),
    finish: (status) => (code = status),
  };
  const isJson = argv.includes('--json');
  try {
    if (argv.length === 0) await openHome(cli);
    else await runCommand(cli, argv, isJson);
  } catch (error) {
    if (!interrupts.wasInterrupted()) code = reportFailure(cli, error, isJson);
  }
  await world?.then((opened) => opened.close()).catch(() => undefined);
  if (!interrupts.wasInterrupted()) return code;
  stderr.write('Interrupted.\n');
  return INTERRUPTED;
}

async function runCommand(cli: Cli, argv: readonly string[], isJson: boolean): Promise<void> {
  const { runCommand } =
    argv[0] === 'audit' ? await import('./cli/audit-program.ts') : await import('./cli/program.ts');
  await runCommand(cli, argv, isJson);
}

process.exitCode = await main(process.argv.slice(2));
setTimeout(() => process.exit(), LINGER_MS).unref();
