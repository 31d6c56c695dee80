import { SetupStop } from './stop.mjs';

/**
 * What to put before a command that needs root: nothing as root, sudo otherwise (which asks for the password now).
 * @param {import('./machine.mjs').Machine} machine
 * @param {readonly string[]} instead commands that the person can run as root themself
 * @returns {Promise<readonly string[]>}
 */
export async function rootAccess(machine, instead) {
  if (machine.isRoot) return [];
  if (machine.has('sudo')) {
    if ((await machine.run(['sudo', '-n', 'true'])).code === 0) return ['sudo', '-n'];
    if (machine.canAsk && (await machine.handOver(['sudo', '-v'])) === 0) return ['sudo', '-n'];
  }
  throw new SetupStop('This step needs root, and docklab cannot become root here.', {
    why: machine.has('sudo')
      ? 'sudo asks for a password here, and got none.'
      : 'You are not root, and there is no sudo on this machine.',
    next: [...instead.map((command) => `As root: ${command}`), 'Then run the same command again.'],
  });
}
