import { aptInstall } from './apt.mjs';
import { rootAccess } from './root-access.mjs';

/** Commands that tests of the whole program use, and the Debian packages that bring them. */
const TOOLS = {
  tmux: 'tmux',
  vim: 'vim',
  less: 'less',
  runuser: 'util-linux',
  useradd: 'passwd',
  ss: 'iproute2',
  ps: 'procps',
  // What the lab machine is built and run with.
  'qemu-system-x86_64': 'qemu-system-x86',
  'qemu-img': 'qemu-utils',
  mmdebstrap: 'mmdebstrap',
  mke2fs: 'e2fsprogs',
  cpio: 'cpio',
  modprobe: 'kmod',
  xz: 'xz-utils',
  ssh: 'openssh-client',
  unshare: 'util-linux',
  newuidmap: 'uidmap',
};

/** No commands: what a PC boots with under qemu, and the keys by which Debian's packages are known. */
const FILES = {
  '/usr/share/seabios/bios-256k.bin': 'seabios',
  '/usr/share/keyrings/debian-archive-keyring.gpg': 'debian-archive-keyring',
};

/** Installs what only the tests need; where there is no apt, the tests say what they lack. */
export async function ensureTestTools(machine) {
  const commands = Object.entries(TOOLS).filter(([command]) => !machine.has(command));
  const files = Object.entries(FILES).filter(([file]) => !machine.exists(file));
  const missing = [...commands, ...files].map(([, name]) => name);
  if (missing.length === 0 || !machine.has('apt-get')) return;
  if (machine.canAsk && !(await machine.ask(`The tests need ${missing.join(', ')}. Install?`)))
    return;
  const root = await rootAccess(machine, [`apt-get install ${missing.join(' ')}`]);
  await aptInstall(machine, root, missing);
}
