import { aptInstall, plain } from './apt.mjs';
import { inDockerGroup, joinDockerGroup, notAllowed } from './docker-group.mjs';
import { rootAccess } from './root-access.mjs';
import { startEngine } from './start-engine.mjs';
import { SetupStop } from './stop.mjs';

const PACKAGES = ['docker.io', 'docker-cli?', 'busybox-static'];

/**
 * Makes sure that a Docker engine answers; installs and starts one only where none was chosen and none answers.
 * Resolves to `ready`, or to `ready-in-group` when the engine answers only to the group docker, which the person is in
 * but this process is not yet.
 * @param {import('./machine.mjs').Machine} machine
 * @returns {Promise<'ready' | 'ready-in-group'>}
 */
export async function ensureEngine(machine) {
  const found = await machine.probe();
  if (found.is === 'answers') return 'ready';
  if (found.is === 'refused') {
    if (inDockerGroup(machine)) return 'ready-in-group';
    throw notAllowed(machine, found.socket);
  }
  if (found.chosen !== undefined) throw chosenIsSilent(found.chosen);
  if (machine.platform !== 'linux') throw needsDesktop(machine);
  return provideEngine(machine);
}

async function provideEngine(machine) {
  const installed = machine.has('dockerd');
  if (!installed && !machine.has('apt-get')) throw noApt();
  const byHand = installed ? ['systemctl start docker'] : [`apt-get install ${plain(PACKAGES)}`];
  await agree(machine, installed);
  const root = await rootAccess(machine, byHand);
  if (!installed) await aptInstall(machine, root, PACKAGES);
  await startEngine(machine, root);
  if (machine.isRoot) return 'ready';
  if ((await machine.probe()).is === 'answers') return 'ready';
  await joinDockerGroup(machine, root);
  return 'ready-in-group';
}

async function agree(machine, installed) {
  if (!machine.canAsk) return;
  const what = installed
    ? 'Docker is installed, but its engine does not run. Start it?'
    : `docklab needs a Docker engine, and this machine has none. Install ${plain(PACKAGES)} and start it?`;
  const group =
    machine.isRoot || inDockerGroup(machine)
      ? ''
      : '\nYou will join the group docker. Know what that means: its members can become root on this machine.';
  if (await machine.ask(what + group)) return;
  throw new SetupStop('Nothing was changed.', {
    next: [
      'Install or start an engine yourself (https://docs.docker.com/engine/install/), then run the same command again.',
      'Or use one elsewhere: export DOCKER_HOST=ssh://you@that-machine',
    ],
  });
}

const chosenIsSilent = (chosen) =>
  new SetupStop(`The Docker engine that you chose does not answer: ${chosen}.`, {
    why: 'docklab installs nothing while DOCKER_HOST or a Docker context names another engine.',
    next: [
      'See what is wrong with it: docker version',
      "Or use this machine's own: unset DOCKER_HOST DOCKER_CONTEXT; docker context use default",
    ],
  });

const needsDesktop = (machine) =>
  new SetupStop('docklab needs a Docker engine, and none answers here.', {
    next: machine.exists('/Applications/Docker.app')
      ? ['Start Docker Desktop: open -a Docker', 'When it runs, run the same command again.']
      : [
          'Install Docker Desktop and start it: https://docs.docker.com/desktop/',
          'Then run the same command again.',
        ],
  });

const noApt = () =>
  new SetupStop('docklab needs a Docker engine, and this machine has none.', {
    why: 'docklab can install one itself only where there is apt (Debian, Ubuntu and their relatives).',
    next: [
      'Install Docker for your distribution: https://docs.docker.com/engine/install/',
      'Start it: sudo systemctl start docker',
      'Then run the same command again.',
    ],
  });
