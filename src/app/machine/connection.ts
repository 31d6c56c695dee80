/** How the lab machine is reached: an engine behind TLS, and a shell through ssh. Pure. */
import { join } from 'node:path';
import type { MachineRecord } from './record.ts';
import type { MachinePaths } from './world.ts';

/** What a Docker client needs; `certs` holds `ca.pem`, `cert.pem` and `key.pem`. */
export interface MachineEndpoint {
  host: string;
  port: number;
  certs: string;
}

/** Only this machine's own programs reach it. */
const HOST = '127.0.0.1';

export const endpointOf = (paths: MachinePaths, record: MachineRecord): MachineEndpoint => ({
  host: HOST,
  port: record.ports.engine,
  certs: join(paths.image, 'certs'),
});

/** The variables by which every Docker client finds the engine. */
export const dockerEnv = ({ host, port, certs }: MachineEndpoint): Record<string, string> => ({
  DOCKER_HOST: `tcp://${host}:${port}`,
  DOCKER_TLS_VERIFY: '1',
  DOCKER_CERT_PATH: certs,
});

/** `learner` is the person's user, with sudo; docklab itself switches the machine off as `root`. */
type MachineUser = 'learner' | 'root';

/** The ssh command that reaches the machine, without what it should run there. It reads nobody's ssh configuration. */
export function sshCommand(
  paths: MachinePaths,
  record: MachineRecord,
  user: MachineUser,
): string[] {
  const file = (name: string) => join(paths.image, 'ssh', name);
  const options = [
    'BatchMode=yes',
    'IdentitiesOnly=yes',
    'StrictHostKeyChecking=yes',
    `HostKeyAlias=docklab-machine`,
    // ssh splits the value at spaces unless it is quoted.
    `UserKnownHostsFile="${file('known_hosts')}"`,
    'GlobalKnownHostsFile=/dev/null',
    'LogLevel=ERROR',
    'ConnectTimeout=30',
    'ServerAliveInterval=15',
  ];
  return [
    ['ssh', '-F', 'none'],
    ['-i', file('key')],
    ['-p', String(record.ports.ssh)],
    options.flatMap((option) => ['-o', option]),
    [`${user}@${HOST}`],
  ].flat();
}

/** ssh joins what it should run with spaces and gives that to a shell: each argument as one word of that shell. */
export const remoteWords = (argv: readonly string[]): string =>
  argv.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ');
