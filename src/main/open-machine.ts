/** Wires the adapters to the ports that the lab machine's use cases work on. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localBackground } from '../adapters/background.ts';
import { createBaseImageSource } from '../adapters/base-image-source.ts';
import { createDockerEngine } from '../adapters/docker-engine.ts';
import { localFiles } from '../adapters/files.ts';
import { localProcesses } from '../adapters/processes.ts';
import { localResources } from '../adapters/resources.ts';
import type { MachineEndpoint } from '../app/machine/connection.ts';
import { machinePaths, type MachineWorld } from '../app/machine/world.ts';
import { BASE_IMAGE } from '../lab/names.ts';
import { homesOf } from './paths.ts';

/** Connects to nothing yet. */
export function openMachine(packageDir: string, env: NodeJS.ProcessEnv): MachineWorld {
  const { data, state } = homesOf(env);
  const paths = machinePaths(data, state);
  const processes = localProcesses(env);
  return {
    paths,
    recipe: join(packageDir, 'labs', 'machine'),
    files: localFiles(),
    processes,
    background: localBackground(processes),
    resources: localResources(),
    env,
    // The machine's own busybox: none is needed here.
    baseImage: createBaseImageSource(join(packageDir, 'labs', 'base'), [
      join(paths.image, 'busybox'),
    ]),
    engineAt,
  };
}

async function engineAt({ host, port, certs }: MachineEndpoint) {
  const file = (name: string) => readFile(join(certs, name));
  const [ca, cert, key] = await Promise.all([file('ca.pem'), file('cert.pem'), file('key.pem')]);
  return createDockerEngine({
    endpoint: { is: 'tcp', host, port, tls: { ca, cert, key, skipVerify: false } },
    helperImage: BASE_IMAGE,
    helperLabels: {},
  });
}
