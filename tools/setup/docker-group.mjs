import { mustSucceed } from './must-succeed.mjs';
import { SetupStop } from './stop.mjs';

/** Whether /etc/group has this user in the group docker (a running session may not know it yet). */
export function inDockerGroup(machine) {
  const line = machine
    .read('/etc/group')
    .split('\n')
    .find((entry) => entry.startsWith('docker:'));
  return line?.split(':')[3]?.split(',').includes(machine.user) ?? false;
}

export async function joinDockerGroup(machine, root) {
  if (inDockerGroup(machine)) return;
  await mustSucceed(machine, [...root, 'usermod', '-aG', 'docker', machine.user], {
    failed: 'You could not be added to the group docker.',
    next: [`Do it yourself: sudo usermod -aG docker ${machine.user}`, 'Log in again.'],
  });
}

export const notAllowed = (machine, socket) =>
  new SetupStop(`You may not use the Docker engine at ${socket}.`, {
    why: 'The socket belongs to root and the group docker, and you are in neither.',
    next: [
      `Join the group: sudo usermod -aG docker ${machine.user}`,
      'Know the risk first: whoever is in the group docker can become root on this machine.',
      'Then run the same command again.',
    ],
  });

const quote = (word) => `'${word.replaceAll("'", `'\\''`)}'`;

/** The command that runs `argv` with the group docker, without logging in again. */
export const withDockerGroup = (argv) => ['sg', 'docker', '-c', argv.map(quote).join(' ')];
