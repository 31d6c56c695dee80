/** What `docklab doctor` says of the lab machine: whether there is one, and whether one could be made here. */
import type { Listen } from '../app/events.ts';
import { lackFor } from '../app/machine/needs.ts';
import type { MachineState } from '../app/machine/state.ts';
import { lookAt } from '../app/machine/tidy.ts';
import type { DocklabError } from '../host/error.ts';
import type { Cli } from './cli.ts';
import type { Paint } from './paint.ts';

export interface MachineReport {
  state: MachineState['is'];
  /** Why none can be made, or the one that is there not be started. */
  lack: DocklabError | undefined;
}

export async function machineReport(cli: Cli, tell: Listen): Promise<MachineReport> {
  const world = await cli.machine();
  const { is } = await lookAt(world, tell);
  // One that runs has its memory already.
  if (is === 'running' || is === 'changing') return { state: is, lack: undefined };
  return { state: is, lack: await lackFor(world, is === 'absent' ? 'build' : 'run') };
}

export const machineJson = ({ state, lack }: MachineReport) => ({
  status: state,
  possible: lack === undefined,
  ...(lack === undefined ? {} : { message: lack.message, why: lack.why, next: lack.next }),
});

const WORDS: Readonly<Record<MachineState['is'], string>> = {
  absent: 'one can be made here: docklab machine create',
  stopped: 'there is one: docklab machine start',
  running: 'it runs: docklab machine status',
  changing: 'another docklab is building, starting or stopping it',
  died: 'it ended without docklab: docklab machine start',
  'cut-short': 'its start was cut short: docklab machine start',
};

export function machineLines({ state, lack }: MachineReport, paint: Paint): string[] {
  if (lack === undefined) return [`  ${paint('green', '✓')} ${WORDS[state]}`];
  return [
    `  ${paint('yellow', '–')} ${lack.message}`,
    ...(lack.why === '' ? [] : [`    ${lack.why}`]),
    ...lack.next.map((action) => `    → ${action}`),
  ];
}
