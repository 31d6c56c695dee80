import { execFileSync } from 'node:child_process';

/** The docker CLI, as a learner has it beside docklab: what a command prints, without blanks around it; throws when it fails. */
export const docker = (...args: string[]): string =>
  execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
