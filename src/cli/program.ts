/** All commands of docklab as one parser. */
import { registerAudit } from './audit.ts';
import { registerCampaign } from './campaign.ts';
import { registerClean } from './clean.ts';
import type { Cli } from './cli.ts';
import { registerCompletion } from './completion.ts';
import { registerCourse } from './course.ts';
import { registerDemo } from './demo.ts';
import { registerDoctor } from './doctor.ts';
import { registerHint } from './hint.ts';
import { registerImages } from './images.ts';
import { registerKeys } from './keys.ts';
import { registerAlone, registerLearn } from './learn.ts';
import { registerList } from './list.ts';
import { registerMachine } from './machine.ts';
import { runProgram, type Register } from './parser.ts';
import { registerReset } from './reset.ts';
import { registerResult } from './result.ts';
import { registerShell } from './shell.ts';
import { registerSolution } from './solution.ts';
import { registerStart } from './start.ts';
import { registerStatus } from './status.ts';
import { registerStop } from './stop.ts';
import { registerVerify } from './verify.ts';

const COMMANDS: readonly Register[] = [
  registerLearn,
  registerList,
  registerDemo,
  registerDoctor,
  registerKeys,
  registerStart,
  registerVerify,
  registerCampaign,
  registerResult,
  registerHint,
  registerSolution,
  registerShell,
  registerStatus,
  registerStop,
  registerReset,
  registerClean,
  registerAudit,
  registerCourse,
  registerImages,
  registerMachine,
  registerCompletion,
  // What happens where no command is named.
  registerAlone,
];

/** Runs the command that the arguments name. Rejects with what went wrong, unless it was said to a person. */
export const runCommand = (cli: Cli, argv: readonly string[], isJson: boolean): Promise<void> =>
  runProgram(cli, argv, isJson, COMMANDS);
