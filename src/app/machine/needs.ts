/** Whether a lab machine can be made and run here: programs, kind of machine, memory, disk. */
import { DocklabError } from '../../host/error.ts';
import { MEMORY_MB, QEMU } from './qemu.ts';
import type { MachineWorld } from './world.ts';

type Use = 'build' | 'run';

interface Tool {
  name: string;
  /** The Debian package that brings it. */
  package: string;
  use: Use;
  /** Only whoever is not root needs it. */
  unprivileged?: true;
}

const TOOLS: readonly Tool[] = [
  { name: QEMU, package: 'qemu-system-x86', use: 'run' },
  { name: 'qemu-img', package: 'qemu-utils', use: 'run' },
  { name: 'ssh', package: 'openssh-client', use: 'run' },
  { name: 'mmdebstrap', package: 'mmdebstrap', use: 'build' },
  { name: 'mke2fs', package: 'e2fsprogs', use: 'build' },
  { name: 'cpio', package: 'cpio', use: 'build' },
  { name: 'modprobe', package: 'kmod', use: 'build' },
  { name: 'xz', package: 'xz-utils', use: 'build' },
  { name: 'unshare', package: 'util-linux', use: 'build' },
  { name: 'newuidmap', package: 'uidmap', use: 'build', unprivileged: true },
];

/** What a PC boots with under qemu; Debian packs it apart. */
const FIRMWARE = 'seabios';

/** Debian's keys: without them nobody could tell its packages from others'. */
const KEYRING = {
  file: '/usr/share/keyrings/debian-archive-keyring.gpg',
  name: "Debian's archive keys",
  package: 'debian-archive-keyring',
};

const GB = 1024 ** 3;
/** What the image and what a machine writes in an afternoon take. */
const DISK: Readonly<Record<Use, number>> = { build: 3 * GB, run: GB };
/** The files of an image are gathered in memory. */
const MEMORY: Readonly<Record<Use, number>> = {
  build: 2 * GB,
  run: (MEMORY_MB + 256) * 1024 * 1024,
};

/** Rejects with `tool-missing` or `disk-full`, saying what brings what is missing. */
export async function requireFor(world: MachineWorld, use: Use): Promise<void> {
  const lack = await lackFor(world, use);
  if (lack !== undefined) throw lack;
}

/** Why it cannot be done here; undefined when it can. */
export async function lackFor(world: MachineWorld, use: Use): Promise<DocklabError | undefined> {
  return (
    wrongMachine(world, use) ?? (await missingTools(world, use)) ?? (await missingRoom(world, use))
  );
}

function wrongMachine({ resources }: MachineWorld, use: Use): DocklabError | undefined {
  const { platform, architecture } = resources;
  if (use === 'build' && (platform !== 'linux' || architecture !== 'x64'))
    return new DocklabError('tool-missing', 'A lab machine can be made on 64-bit Linux PCs only.', {
      why: `This is ${platform} on ${architecture}; the machine is built of Debian packages for x86-64.`,
      next: ['Use a Linux host with AppArmor or SELinux as your engine’s host instead.'],
    });
  return undefined;
}

async function missingTools(world: MachineWorld, use: Use): Promise<DocklabError | undefined> {
  // Whoever builds it wants to run it: all is said at once.
  const wanted = TOOLS.filter(
    (tool) =>
      (use === 'build' || tool.use === 'run') &&
      !(tool.unprivileged === true && world.resources.isRoot),
  );
  const found = await Promise.all(wanted.map(({ name }) => hasTool(world, name)));
  const missing: { name: string; package: string }[] = wanted.filter(
    (_, index) => found[index] === false,
  );
  if (use === 'build' && (await world.files.kind(KEYRING.file)) === undefined)
    missing.push(KEYRING);
  if (missing.length === 0) return undefined;
  const packages = missing.map((tool) => tool.package);
  if (packages.includes('qemu-system-x86')) packages.push(FIRMWARE);
  const names = missing.map(({ name }) => name).join(', ');
  return new DocklabError('tool-missing', `The lab machine needs ${names}.`, {
    why: 'docklab installs nothing on your machine by itself.',
    next: [
      `On Debian and Ubuntu: sudo apt-get install --no-install-recommends ${packages.join(' ')}`,
      'Elsewhere, install the packages that bring these programs; then run the same command again.',
    ],
  });
}

/** A plain user's PATH often lacks the folders where system programs are. */
async function hasTool({ processes }: MachineWorld, name: string): Promise<boolean> {
  for (const file of [name, `/usr/sbin/${name}`, `/sbin/${name}`])
    if ((await processes.which(file)) !== undefined) return true;
  return false;
}

async function missingRoom(world: MachineWorld, use: Use): Promise<DocklabError | undefined> {
  const { resources, paths } = world;
  const memory = await resources.freeMemory();
  if (memory < MEMORY[use])
    return new DocklabError('tool-missing', 'There is too little memory for the lab machine.', {
      why: `It takes ${gigabytes(MEMORY[use])}, and ${gigabytes(memory)} are free.`,
      next: ['See what takes it: free -h', 'End other programs, then run the same command again.'],
    });
  const disk = await resources.freeDisk(paths.data);
  if (disk < DISK[use])
    return new DocklabError('disk-full', 'There is too little room for the lab machine.', {
      why: `It takes ${gigabytes(DISK[use])} in ${paths.data}, and ${gigabytes(disk)} are free.`,
      next: [
        'See how full the disk is: df -h',
        'Or keep docklab\'s files elsewhere: export DOCKLAB_HOME="$HOME/docklab"',
      ],
    });
  return undefined;
}

const gigabytes = (bytes: number) => `${(bytes / GB).toFixed(1)} GB`;
