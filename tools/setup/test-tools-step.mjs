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
};

/** Installs what only the tests need; where there is no apt, the tests say what they lack. */
export async function ensureTestTools(machine) {
  const missing = Object.entries(TOOLS)
    .filter(([command]) => !machine.has(command))
    .map(([, name]) => name);
  if (missing.length === 0 || !machine.has('apt-get')) return;
  if (machine.canAsk && !(await machine.ask(`The tests need ${missing.join(', ')}. Install?`)))
    return;
  const root = await rootAccess(machine, [`apt-get install ${missing.join(' ')}`]);
  await aptInstall(machine, root, missing);
}
