import { inOwnRoot, isChroot } from './chroot.mjs';
import { SetupStop } from './stop.mjs';

const LOG = '/var/log/docklab-dockerd.log';
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 250;

/**
 * Starts the engine in the way of this machine: systemd, the service command, or the daemon itself.
 * @param {import('./machine.mjs').Machine} machine
 * @param {readonly string[]} root what `rootAccess` gave
 */
export async function startEngine(machine, root) {
  if (await isUp(machine)) return;
  await machine.longStep('Start the Docker engine', async (words) => {
    for (const way of await waysOf(machine, root)) {
      const { code } = await machine.run([...root, ...way.start], {
        words,
        timeoutMs: START_TIMEOUT_MS,
      });
      if (code === 0 && (await comesUp(machine))) return;
      if (way.stop !== undefined) await machine.run([...root, ...way.stop], { words });
    }
    throw notStarted(machine, await logTail(machine, root));
  });
}

async function waysOf(machine, root) {
  if (machine.exists('/run/systemd/system'))
    return [{ start: ['systemctl', 'start', 'docker'], stop: undefined }];
  if (await isChroot(machine, root)) return [daemon(inOwnRoot('dockerd'))];
  const service = { start: ['service', 'docker', 'start'], stop: ['service', 'docker', 'stop'] };
  return machine.exists('/etc/init.d/docker') ? [service, daemon('dockerd')] : [daemon('dockerd')];
}

/** A new session, so that a Ctrl-C in this terminal is not one for the engine too. */
const daemon = (command) => ({
  start: ['sh', '-c', `setsid ${command} >>${LOG} 2>&1 </dev/null &`],
  stop: undefined,
});

/** Up means that the socket is there and speaks, also when it does not let this user in. */
async function isUp(machine) {
  const found = await machine.probe();
  return found.is !== 'silent';
}

async function comesUp(machine) {
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += POLL_MS) {
    if (await isUp(machine)) return true;
    await machine.sleep(POLL_MS);
  }
  return false;
}

async function logTail(machine, root) {
  const argv = machine.exists('/run/systemd/system')
    ? ['journalctl', '-u', 'docker', '-n', '8', '--no-pager', '-o', 'cat']
    : ['tail', '-n', '8', LOG];
  return (await machine.run([...root, ...argv])).tail;
}

const notStarted = (machine, tail) =>
  new SetupStop('The Docker engine could not be started.', {
    why: `The end of its log:\n${tail}`,
    next: [
      machine.exists('/run/systemd/system')
        ? 'See why: systemctl status docker; journalctl -u docker'
        : `See why: less ${LOG}`,
      'When it runs (docker version shows a server), run the same command again.',
    ],
  });
