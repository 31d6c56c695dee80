/** `docklab machine start`: from a stopped machine to an engine that answers, with the labs' base image in it. */
import { DocklabError } from '../../host/error.ts';
import { ensureBaseImage } from '../../lab/base-image.ts';
import { stepEvent } from '../amount.ts';
import type { Listen } from '../events.ts';
import { chooseAcceleration } from './acceleration.ts';
import { awaitEngine } from './boot.ts';
import { endpointOf } from './connection.ts';
import { requireFor } from './needs.ts';
import { diskOf, isMachine, qemuCommand } from './qemu.ts';
import { parsePorts, type Lsm, type MachineRecord } from './record.ts';
import { aloneAt, forgetRun, GRACE_MS } from './tidy.ts';
import type { MachineWorld } from './world.ts';

export interface StartOptions {
  /** Undefined takes the one that runs, or AppArmor. */
  lsm: Lsm | undefined;
  /** Which disk: as it was left, or the image's. */
  disk: 'kept' | 'fresh';
}

export interface Started {
  record: MachineRecord;
  is: 'started' | 'running';
}

const TOOL_MS = 60_000;
const TOOL_BYTES = 64 * 1024;
const MAX_BYTES = 4_096;

/** Resolves when its engine has answered. Rejects with what is missing here; what was begun is then undone. */
export async function startMachine(
  world: MachineWorld,
  options: StartOptions,
  tell: Listen,
  signal: AbortSignal,
): Promise<Started> {
  return aloneAt(world, tell, async (state) => {
    if (state.is === 'absent') throw noMachine();
    const lsm = options.lsm ?? (state.is === 'running' ? state.record.lsm : 'apparmor');
    if (state.is === 'running') {
      const { record } = state;
      if (record.lsm === lsm && options.disk === 'kept') return { is: 'running', record };
      throw runsAlready(record, lsm);
    }
    await requireFor(world, 'run');
    const record = await plan(world, lsm, tell, signal);
    try {
      await prepareDisk(world, lsm, options.disk);
      await boot(world, record, tell, signal);
    } catch (error) {
      await world.background.end(isMachine(world.paths), GRACE_MS);
      await forgetRun(world);
      throw error;
    }
    return { is: 'started', record: { ...record, phase: 'running' } };
  });
}

async function plan(
  world: MachineWorld,
  lsm: Lsm,
  tell: Listen,
  signal: AbortSignal,
): Promise<MachineRecord> {
  const { files, paths, resources } = world;
  const acceleration = await chooseAcceleration(world, tell, signal);
  const last = parsePorts(await files.read(paths.ports, MAX_BYTES));
  const wished = last === undefined ? [] : [last.engine, last.ssh];
  const [engine = 0, ssh = 0] = await resources.freePorts(2, wished);
  const ports = { engine, ssh };
  await files.write(paths.ports, `${JSON.stringify(ports)}\n`);
  const startedAt = new Date().toISOString();
  return { format: 1, phase: 'booting', lsm, acceleration, ports, startedAt };
}

/** Makes the machine's own disk over the image, which nobody writes to. */
async function prepareDisk(world: MachineWorld, lsm: Lsm, disk: StartOptions['disk']) {
  const { files, paths, processes } = world;
  const file = diskOf(paths, lsm);
  if (disk === 'fresh') await files.remove(file);
  else if ((await files.kind(file)) === 'file') return;
  await files.makeDirectory(paths.disks);
  // Relative to the disk, so that docklab's folder can be moved.
  const image = ['-b', '../image/root.ext4', '-F', 'raw'];
  const create = ['qemu-img', 'create', '-q', '-f', 'qcow2', ...image, file];
  const ran = await processes.run(create, { timeoutMs: TOOL_MS, maxBytes: TOOL_BYTES });
  if (ran.is === 'exited' && ran.code === 0) return;
  await files.remove(file);
  throw new DocklabError('tool-missing', 'The disk of the lab machine could not be made.', {
    why: ran.is === 'not-started' ? ran.reason : ran.stderr || ran.is,
    next: ['Build the machine anew: docklab machine delete, then docklab machine create'],
  });
}

async function boot(
  world: MachineWorld,
  record: MachineRecord,
  tell: Listen,
  signal: AbortSignal,
): Promise<void> {
  const { background, baseImage, files, paths, resources } = world;
  // The note first: whoever is killed from here on leaves a machine that the next docklab finds.
  await noteRun(world, record);
  await files.write(paths.console, '', 0o600);
  const command = qemuCommand({ ...record, paths, cpus: resources.cpus });
  signal.throwIfAborted();
  await background.start(command, { cwd: paths.state, log: paths.log });
  const engine = await world.engineAt(endpointOf(paths, record));
  await awaitEngine(world, engine, record, tell, signal);
  await ensureBaseImage(engine, baseImage, (progress) => tell(stepEvent(progress)), signal);
  await noteRun(world, { ...record, phase: 'running' });
}

const noteRun = ({ files, paths }: MachineWorld, record: MachineRecord) =>
  files.write(paths.record, `${JSON.stringify(record)}\n`);

export const noMachine = (): DocklabError =>
  new DocklabError('not-found', 'There is no lab machine yet.', {
    next: ['Build it, once, in a minute or two: docklab machine create'],
  });

const runsAlready = (record: MachineRecord, lsm: Lsm): DocklabError =>
  new DocklabError('busy', `The lab machine runs already, under ${record.lsm}.`, {
    why:
      record.lsm === lsm
        ? 'Its disk is in use.'
        : 'A kernel has one of the two security modules, chosen when it starts.',
    next: ['Stop it first: docklab machine stop'],
  });
