/** The lab machine's use cases on ports that are told what to say: what is asked for before, and what is undone after. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localFiles } from '../../../../src/adapters/files.ts';
import type { AppEvent } from '../../../../src/app/events.ts';
import { chooseAcceleration } from '../../../../src/app/machine/acceleration.ts';
import { createMachine, namespaceAdvice } from '../../../../src/app/machine/build.ts';
import { lackFor } from '../../../../src/app/machine/needs.ts';
import { isMachine, QEMU } from '../../../../src/app/machine/qemu.ts';
import type { MachineRecord } from '../../../../src/app/machine/record.ts';
import { startMachine } from '../../../../src/app/machine/start.ts';
import { deleteMachine, stopMachine } from '../../../../src/app/machine/stop.ts';
import { lookAt } from '../../../../src/app/machine/tidy.ts';
import { machinePaths, type MachineWorld } from '../../../../src/app/machine/world.ts';
import type { Engine, EngineInfo } from '../../../../src/host/engine.ts';
import { BASE_IMAGE } from '../../../../src/lab/names.ts';
import type { ExecResult } from '../../../../src/host/engine.ts';

const GB = 1024 ** 3;
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const never = new AbortController().signal;
const exited = (code: number, stdout = ''): ExecResult => ({
  is: 'exited',
  code,
  stdout,
  stderr: '',
  truncated: false,
});

let home: string;
let told: AppEvent[];
/** Programs that run in the background. */
let running: (readonly string[])[];
/** What was run to its end. */
let ran: (readonly string[])[];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'docklab-machine-'));
  [told, running, ran] = [[], [], []];
});
afterEach(() => rm(home, { recursive: true, force: true }));

const tell = (event: AppEvent) => void told.push(event);
const notices = () => told.flatMap((event) => (event.is === 'notice' ? [event.text] : []));

interface Wishes {
  missing: readonly string[];
  memory: number;
  disk: number;
  architecture: string;
  kvm: boolean;
  run: (argv: readonly string[]) => ExecResult | Promise<ExecResult>;
  /** What the engine says; undefined never answers. */
  security: readonly string[] | undefined;
  start: (argv: readonly string[]) => void;
}

function world(wishes: Partial<Wishes> = {}): MachineWorld {
  const {
    missing = [],
    memory = 8 * GB,
    disk = 50 * GB,
    architecture = 'x64',
    kvm = false,
  } = wishes;
  const paths = machinePaths(join(home, 'data'), join(home, 'state'));
  const engine = {
    info: async () => ({ security: wishes.security ?? [] }) as unknown as EngineInfo,
    image: async () => ({ labels: { 'io.docklab.base': '1' }, name: BASE_IMAGE }),
  } as unknown as Engine;
  // What is on this machine outside the test's folder must not decide.
  const kind = async (path: string) =>
    path.startsWith(home) ? localFiles().kind(path) : missing.includes(path) ? undefined : 'file';
  return {
    paths,
    recipe: '/recipe',
    files: { ...localFiles(), kind },
    env: {},
    processes: {
      run: async (argv) => {
        ran.push(argv);
        return wishes.run?.(argv) ?? exited(0);
      },
      which: async (name) => (missing.some((each) => name.endsWith(each)) ? undefined : name),
      interactive: async () => ({ is: 'exited', code: 0 }),
    },
    background: {
      start: async (argv) => {
        running.push(argv);
        wishes.start?.(argv);
      },
      find: async (isWanted) => running.flatMap((argv, index) => (isWanted(argv) ? [index] : [])),
      end: async (isWanted) => void (running = running.filter((argv) => !isWanted(argv))),
    },
    resources: {
      platform: 'linux',
      architecture,
      isRoot: false,
      userId: 1234,
      cpus: 2,
      freeMemory: async () => memory,
      freeDisk: async () => disk,
      freePorts: async () => [40_001, 40_002],
      mayUse: async () => kvm,
    },
    baseImage: {} as MachineWorld['baseImage'],
    engineAt: async () => engine,
  };
}

/** A world with an image in it. */
async function built(wishes: Partial<Wishes> = {}): Promise<MachineWorld> {
  const made = world(wishes);
  const image = { format: 1, suite: 'trixie', packagesOf: 'x', kernel: '6', engine: '26' };
  const text = JSON.stringify({ ...image, builtAt: '2026-11-25' });
  await made.files.write(join(made.paths.image, 'built.json'), text);
  return made;
}

/** What a machine prints while it boots. */
const bootsIn = (made: () => MachineWorld) => () =>
  void made().files.write(made().paths.console, 'docklab: disk\ndocklab: engine\n');

async function running1(security: readonly string[] = ['apparmor']): Promise<MachineWorld> {
  const made: MachineWorld = await built({ security, start: () => bootsIn(() => made)() });
  await startMachine(made, { lsm: 'apparmor', disk: 'kept' }, tell, never);
  return made;
}

describe('what is needed', () => {
  test.each<[string, Partial<Wishes>, string, RegExp]>([
    [
      'programs',
      { missing: [QEMU, 'newuidmap'] },
      'tool-missing',
      /apt-get install.* qemu-system-x86 uidmap.* seabios/,
    ],
    ['keys', { missing: [KEYRING] }, 'tool-missing', / debian-archive-keyring/],
    ['memory', { memory: GB }, 'tool-missing', /free -h/],
    ['room', { disk: GB }, 'disk-full', /df -h/],
    ['a PC', { architecture: 'arm64' }, 'tool-missing', /Linux host/],
  ])('%s, told with what to do', async (_, wishes, code, next) => {
    const lack = await lackFor(world(wishes), 'build');
    expect(lack).toMatchObject({ code });
    expect(lack?.next.join('\n')).toMatch(next);
    await expect(createMachine(world(wishes), tell, never)).rejects.toMatchObject({ code });
    expect(ran).toEqual([]);
  });

  test('running one takes less than building one', async () => {
    const wishes = { missing: ['mmdebstrap'], disk: 2 * GB };
    expect(await lackFor(world(wishes), 'run')).toBeUndefined();
    expect(await lackFor(world(wishes), 'build')).toMatchObject({ code: 'tool-missing' });
  });
});

describe('a build', () => {
  test('takes its place when it is whole', async () => {
    const made = world();
    expect(await createMachine(made, tell, never)).toBe('made');
    expect(ran).toEqual([['bash', '/recipe/build.sh', made.paths.making, '8G', '1234']]);
    expect(await made.files.kind(made.paths.image)).toBe('directory');
    expect(await made.files.kind(made.paths.making)).toBeUndefined();
  });

  test('that fails leaves nothing, and says why', async () => {
    const made = world({ run: () => exited(1) });
    await expect(createMachine(made, tell, never)).rejects.toMatchObject({ code: 'tool-missing' });
    expect(await made.files.list(made.paths.data)).toEqual([]);
  });

  test('over a damaged image takes no old disk for its own', async () => {
    const made = world();
    await made.files.write(join(made.paths.image, 'built.json'), '{');
    await made.files.write(join(made.paths.disks, 'apparmor.qcow2'), 'old');
    expect(await createMachine(made, tell, never)).toBe('made');
    expect(await made.files.list(made.paths.data)).toEqual([{ name: 'image', kind: 'directory' }]);
  });

  test.each([
    ['unshare: write failed /proc/self/uid_map: Operation not permitted', 2],
    ['unshare: no line matching user "ann" in /etc/subuid', 2],
    ['E: Unable to locate package', 0],
  ])('that says %j gets advice on namespaces (%i)', (line, count) => {
    expect(namespaceAdvice(['first', line])).toHaveLength(count);
  });

  test('that was killed is cleared away, with what still builds', async () => {
    const made = world();
    await made.files.makeDirectory(made.paths.making);
    running = [['bash', '/recipe/build.sh', made.paths.making]];
    expect(await lookAt(made, tell)).toEqual({ is: 'absent' });
    expect(notices().join()).toContain('while it built');
    expect(running).toEqual([]);
    expect(await made.files.kind(made.paths.making)).toBeUndefined();
  });

  test('is not done twice', async () => {
    expect(await createMachine(await built(), tell, never)).toBe('present');
    expect(ran).toEqual([]);
  });
});

describe('acceleration', () => {
  const answers = (result: ExecResult) => world({ kvm: true, run: () => result });
  test.each<[string, MachineWorld | (() => MachineWorld), string]>([
    ['works', () => answers(exited(0, 'docklab: probe ok')), 'kvm'],
    ['aborts', () => answers(exited(134)), 'tcg'],
    ['hangs', () => answers({ is: 'timed-out', stdout: '', stderr: '' }), 'tcg'],
    ['is not there', () => world(), 'tcg'],
  ])('that %s', async (_, made, chosen) => {
    const tried = typeof made === 'function' ? made() : made;
    expect(await chooseAcceleration(tried, tell, never)).toBe(chosen);
  });
});

describe('a start', () => {
  test('without an image says how to get one', async () => {
    const start = startMachine(world(), { lsm: undefined, disk: 'kept' }, tell, never);
    await expect(start).rejects.toMatchObject({ code: 'not-found' });
  });

  test('ends with a record that others find', async () => {
    const made = await running1();
    expect(await lookAt(made, tell)).toMatchObject({
      is: 'running',
      record: { lsm: 'apparmor', phase: 'running', ports: { engine: 40_001, ssh: 40_002 } },
    });
    expect(running.filter(isMachine(made.paths))).toHaveLength(1);
  });

  test('of what runs already changes nothing', async () => {
    const made = await running1();
    const again = await startMachine(made, { lsm: undefined, disk: 'kept' }, tell, never);
    expect(again.is).toBe('running');
    for (const options of [
      { lsm: 'selinux', disk: 'kept' },
      { lsm: undefined, disk: 'fresh' },
    ] as const)
      await expect(startMachine(made, options, tell, never)).rejects.toMatchObject({
        code: 'busy',
        next: ['Stop it first: docklab machine stop'],
      });
    expect(running).toHaveLength(1);
  });

  test('under another security module than was asked for is no start', async () => {
    const starting = running1(['selinux']);
    await expect(starting).rejects.toMatchObject({ code: 'engine-refused' });
    expect(running).toEqual([]);
    expect(await lookAt(world(), tell)).toMatchObject({ is: 'stopped' });
  });

  test('whose qemu ends says so', async () => {
    const made = await built({ start: () => (running = []) });
    const start = startMachine(made, { lsm: undefined, disk: 'kept' }, tell, never);
    await expect(start).rejects.toMatchObject({ code: 'engine-lost' });
    expect(await made.files.kind(made.paths.record)).toBeUndefined();
  });

  test('that is interrupted ends what it began', async () => {
    const interrupt = new AbortController();
    const made = await built({ start: () => interrupt.abort() });
    const start = startMachine(made, { lsm: undefined, disk: 'kept' }, tell, interrupt.signal);
    await expect(start).rejects.toThrow(/abort/i);
    expect(running).toEqual([]);
    expect(await made.files.kind(made.paths.record)).toBeUndefined();
  });
});

describe('a machine that was left alone', () => {
  test('its process gone, is told and forgotten', async () => {
    const made = await running1();
    running = [];
    expect(await lookAt(made, tell)).toMatchObject({ is: 'stopped' });
    expect(notices().join()).toContain('ended without docklab');
    told = [];
    expect(await lookAt(made, tell)).toMatchObject({ is: 'stopped' });
    expect(notices()).toEqual([]);
  });

  test('in the middle of its start, is ended', async () => {
    const made = await running1();
    const record = JSON.parse(
      (await made.files.read(made.paths.record, 4096)) ?? '',
    ) as MachineRecord;
    await made.files.write(made.paths.record, JSON.stringify({ ...record, phase: 'booting' }));
    expect(await lookAt(made, tell)).toMatchObject({ is: 'stopped' });
    expect(notices().join()).toContain('cut short');
    expect(running).toEqual([]);
  });

  test('is not touched while another docklab is at it', async () => {
    const made = await running1();
    const lock = await made.files.lock(made.paths.lock);
    // It may be looked at, as long as there is nothing to clear away.
    expect(await lookAt(made, tell)).toMatchObject({ is: 'running' });
    running = [];
    expect(await lookAt(made, tell)).toMatchObject({ is: 'changing' });
    expect(notices()).toEqual([]);
    await expect(stopMachine(made, tell, never)).rejects.toMatchObject({ code: 'busy' });
    await lock.release();
  });
});

describe('the end', () => {
  test('it is asked to switch itself off', async () => {
    const made = await running1();
    made.processes.run = async (argv) => {
      expect(argv.slice(-2)).toEqual(['root@127.0.0.1', 'systemctl --no-wall poweroff']);
      running = [];
      return exited(0);
    };
    expect(await stopMachine(made, tell, never)).toBe('stopped');
    expect(await stopMachine(made, tell, never)).toBe('not-running');
  });

  test('interrupted while it does, it is ended', async () => {
    const made = await running1();
    expect(await stopMachine(made, tell, AbortSignal.abort())).toBe('ended');
    expect(running).toEqual([]);
  });

  test('deleted, nothing is left of it', async () => {
    const made = await running1();
    expect(await deleteMachine(made, tell)).toBe(true);
    expect(running).toEqual([]);
    for (const path of [made.paths.data, made.paths.state, made.paths.lock])
      expect(await made.files.kind(path)).toBeUndefined();
    expect(await deleteMachine(made, tell)).toBe(false);
  });
});
