import { SetupStop } from './stop.mjs';

const ENV = ['env', 'DEBIAN_FRONTEND=noninteractive', 'NEEDRESTART_SUSPEND=1'];
const APT_GET = [...ENV, 'apt-get', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0'];
const TIMEOUT_MS = 20 * 60_000;

/**
 * Installs Debian packages. Lists of packages are fetched when an installation without them fails.
 * @param {import('./machine.mjs').Machine} machine
 * @param {readonly string[]} root what `rootAccess` gave
 * @param {readonly string[]} packages
 */
export async function aptInstall(machine, root, packages) {
  await machine.longStep(`Install ${plain(packages)}`, async (words) => {
    const apt = (...args) =>
      machine.run([...root, ...APT_GET, ...args], { words, timeoutMs: TIMEOUT_MS });
    await finishInterrupted(machine, root, words);
    const install = async () =>
      apt('install', '-y', '--no-install-recommends', ...(await known(machine, packages)));
    const first = await install();
    if (first.code === 0) return;
    const update = await apt('update');
    const second = await install();
    if (second.code !== 0) throw notInstalled(packages, update.code === 0 ? second : update);
  });
}

/** An installation that was interrupted before must be finished first, or apt-get refuses. */
async function finishInterrupted(machine, root, words) {
  const audit = await machine.run(['dpkg', '--audit']);
  if (audit.code !== 0 || audit.tail !== '')
    await machine.run([...root, ...ENV, 'dpkg', '--configure', '-a'], { words });
}

/** `name?` is wanted only where the distribution has it (Debian 13 moved the docker command to docker-cli). */
async function known(machine, packages) {
  const names = [];
  for (const name of packages)
    if (!name.endsWith('?')) names.push(name);
    else if ((await machine.run(['apt-cache', 'show', name.slice(0, -1)])).code === 0)
      names.push(name.slice(0, -1));
  return names;
}

const notInstalled = (packages, { code, tail }) =>
  new SetupStop(`${plain(packages)} could not be installed.`, {
    why: `apt-get ended with exit code ${code}:\n${tail}`,
    next: [
      'Check that this machine reaches its Debian mirror: sudo apt-get update',
      `Install by hand what is missing: sudo apt-get install ${plain(packages)}`,
      'Then run the same command again.',
    ],
  });

/** The packages as a person types them. */
export const plain = (packages) => packages.filter((name) => !name.endsWith('?')).join(' ');
