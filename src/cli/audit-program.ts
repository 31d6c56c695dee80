/** The parser with `audit` alone: it is to be quick, and needs nothing of what the course's commands load. */
import { registerAudit } from './audit.ts';
import type { Cli } from './cli.ts';
import { runProgram } from './parser.ts';

export const runCommand = (cli: Cli, argv: readonly string[], isJson: boolean): Promise<void> =>
  runProgram(cli, argv, isJson, [registerAudit]);
