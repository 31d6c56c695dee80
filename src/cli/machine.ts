/** `docklab machine …`: a disposable Linux machine with all that a lesson about the host needs. */
import { type Command, Option } from 'commander';
import type { Listen } from '../app/events.ts';
import { createMachine, imageWords } from '../app/machine/build.ts';
import { dockerEnv, endpointOf, remoteWords, sshCommand } from '../app/machine/connection.ts';
import { LSMS, type Lsm, type MachineRecord } from '../app/machine/record.ts';
import { noMachine, startMachine } from '../app/machine/start.ts';
import type { MachineState } from '../app/machine/state.ts';
import { deleteMachine, stopMachine } from '../app/machine/stop.ts';
import { lookAt } from '../app/machine/tidy.ts';
import type { MachineWorld } from '../app/machine/world.ts';
import { DocklabError } from '../host/error.ts';
import { type Cli, print, printJson } from './cli.ts';
import { confirm } from './confirm.ts';
import { progressLine } from './progress-line.ts';

export function registerMachine(program: Command, cli: Cli): void {
  const machine = program
    .command('machine')
    .description('a lab machine: disposable Linux with AppArmor or SELinux, auditd and an engine');
  registerCreate(machine, cli);
  registerRunning(machine, cli);
  registerShellOfMachine(machine, cli);
  registerStatusOfMachine(machine, cli);
  registerDelete(machine, cli);
}

function registerCreate(machine: Command, cli: Cli): void {
  machine
    .command('create')
    .description('build it from Debian packages, in a minute or two')
    .action(async () => {
      const world = await cli.machine();
      const came = await shown(cli, (tell) => createMachine(world, tell, cli.signal));
      print(cli, came === 'made' ? 'The lab machine is built.' : 'There is a lab machine already.');
      print(cli, 'Start it: docklab machine start');
    });
}

function registerRunning(machine: Command, cli: Cli): void {
  const lsm = new Option('--lsm <module>', 'what confines containers; AppArmor when left out');
  machine
    .command('start')
    .description('start it; its engine then answers on this machine')
    .addOption(lsm.choices(LSMS))
    .option('--fresh', 'with an untouched disk')
    .action((options: { lsm?: Lsm; fresh?: true }) => start(cli, options));
  machine
    .command('reset')
    .description('stop it, and start it with an untouched disk')
    .action(async () => {
      const world = await cli.machine();
      const state = await shown(cli, (tell) => lookAt(world, tell));
      await shown(cli, (tell) => stopMachine(world, tell, cli.signal));
      const was = state.is === 'running' ? { lsm: state.record.lsm } : {};
      await start(cli, { ...was, fresh: true });
    });
  machine
    .command('stop')
    .description('switch it off; its disk is kept')
    .action(async () => {
      const world = await cli.machine();
      const end = await shown(cli, (tell) => stopMachine(world, tell, cli.signal));
      const words = {
        stopped: 'The lab machine is off.',
        ended: 'The lab machine did not switch itself off, and was ended.',
        'not-running': 'The lab machine does not run.',
      };
      print(cli, words[end]);
    });
}

async function start(cli: Cli, options: { lsm?: Lsm; fresh?: true }): Promise<void> {
  const world = await cli.machine();
  const disk = options.fresh === true ? 'fresh' : 'kept';
  const { is, record } = await shown(cli, (tell) =>
    startMachine(world, { lsm: options.lsm, disk }, tell, cli.signal),
  );
  const how = record.acceleration === 'tcg' ? 'software emulation' : record.acceleration;
  const runs = is === 'running' ? 'runs already' : 'runs';
  print(cli, `The lab machine ${runs}, under ${record.lsm} (${how}). Its engine, for docker here:`);
  for (const line of exports(world, record)) print(cli, `  ${line}`);
  print(cli, 'Your shell in it: docklab machine shell');
}

const exports = (world: MachineWorld, record: MachineRecord): string[] =>
  Object.entries(dockerEnv(endpointOf(world.paths, record))).map(
    ([name, value]) => `export ${name}=${/^[\w:/.-]+$/.test(value) ? value : remoteWords([value])}`,
  );

function registerShellOfMachine(machine: Command, cli: Cli): void {
  machine
    .command('shell')
    .argument('[command...]', 'to run instead, after --')
    .description('a shell in it, or one command')
    .action(async (command: readonly string[]) => {
      const world = await cli.machine();
      const state = await shown(cli, (tell) => lookAt(world, tell));
      const ssh = sshCommand(world.paths, runningOf(state), 'learner');
      const words = command.length === 0 ? [] : ['--', remoteWords(command)];
      const end = await world.processes.interactive([...ssh, ...words], {});
      if (end.is === 'exited') return cli.finish(end.code);
      const why = end.is === 'not-started' ? end.reason : `ssh was ended by ${end.signal}.`;
      throw new DocklabError('tool-missing', 'There is no way into the lab machine.', {
        why,
        next: ['See whether it runs: docklab machine status'],
      });
    });
}

function runningOf(state: MachineState): MachineRecord {
  if (state.is === 'running') return state.record;
  if (state.is === 'absent') throw noMachine();
  throw new DocklabError(
    state.is === 'changing' ? 'busy' : 'not-found',
    'The lab machine does not run.',
    {
      why: state.is === 'changing' ? 'Another docklab is starting or stopping it.' : '',
      next: ['Start it: docklab machine start'],
    },
  );
}

function registerStatusOfMachine(machine: Command, cli: Cli): void {
  machine
    .command('status')
    .description('whether there is one, whether it runs, and how it is reached')
    .option('--json', 'for programs')
    .action(async (options: { json?: true }) => {
      const world = await cli.machine();
      const state = await shown(cli, (tell) => lookAt(world, tell));
      if (options.json) printJson(cli, toJson(world, state));
      else for (const line of toLines(world, state)) print(cli, line);
    });
}

function toJson(world: MachineWorld, state: MachineState) {
  const image = 'image' in state ? { image: state.image } : {};
  if (state.is !== 'running') return { status: state.is, ...image };
  const { lsm, acceleration, startedAt } = state.record;
  return {
    status: state.is,
    ...image,
    lsm,
    acceleration,
    startedAt,
    docker: dockerEnv(endpointOf(world.paths, state.record)),
    ssh: sshCommand(world.paths, state.record, 'learner'),
  };
}

function toLines(world: MachineWorld, state: MachineState): string[] {
  switch (state.is) {
    case 'absent':
      return ['There is no lab machine.', 'Build it: docklab machine create'];
    case 'changing':
      return ['Another docklab is building, starting, stopping or deleting the lab machine.'];
    case 'stopped':
      return ['The lab machine is off.', imageWords(state.image)];
    case 'running':
      return [
        `The lab machine runs under ${state.record.lsm} since ${state.record.startedAt}.`,
        imageWords(state.image),
        ...exports(world, state.record),
      ];
    case 'died':
    case 'cut-short':
      return ['The lab machine does not run.'];
  }
}

function registerDelete(machine: Command, cli: Cli): void {
  machine
    .command('delete')
    .description('remove it with its disks')
    .option('--yes', 'without asking')
    .action(async (options: { yes?: true }) => {
      const world = await cli.machine();
      const agreed = await confirm(cli, {
        question: 'Remove the lab machine?',
        items: ['The machine, and all that was changed in it'],
        yes: options.yes,
      });
      if (!agreed) return print(cli, 'Nothing was removed.');
      const was = await shown(cli, (tell) => deleteMachine(world, tell));
      print(cli, was ? 'The lab machine is removed.' : 'There was no lab machine.');
    });
}

async function shown<T>(cli: Cli, work: (tell: Listen) => Promise<T>): Promise<T> {
  const line = progressLine(cli);
  try {
    return await work(line.listen);
  } finally {
    line.clear();
  }
}
