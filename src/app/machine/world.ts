/** All that the use cases of the lab machine may touch, as ports: built in `main`. It needs no course and no engine. */
import { join } from 'node:path';
import type { Background } from '../../host/background.ts';
import type { Engine } from '../../host/engine.ts';
import type { Files } from '../../host/files.ts';
import type { Processes } from '../../host/processes.ts';
import type { Resources } from '../../host/resources.ts';
import type { BaseImageSource } from '../../lab/base-image.ts';
import type { MachineEndpoint } from './connection.ts';

/** Where the lab machine's things are, all absolute. */
export interface MachinePaths {
  /** Kept: the image and the disks. */
  data: string;
  image: string;
  /** An image that is being built. */
  making: string;
  disks: string;
  /** Of a machine that runs: its record, its logs. */
  state: string;
  record: string;
  console: string;
  log: string;
  /** Ports of the last time, so that a shell that knows them stays right. */
  ports: string;
  lock: string;
}

export interface MachineWorld {
  readonly paths: MachinePaths;
  /** The folder with the script that builds the image. */
  readonly recipe: string;
  readonly files: Files;
  readonly processes: Processes;
  readonly background: Background;
  readonly resources: Resources;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly baseImage: BaseImageSource;
  engineAt(endpoint: MachineEndpoint): Promise<Engine>;
}

/** The paths below docklab's folders for data and for state. */
export function machinePaths(dataDir: string, stateDir: string): MachinePaths {
  const data = join(dataDir, 'machine');
  const state = join(stateDir, 'machine');
  return {
    data,
    image: join(data, 'image'),
    making: join(data, 'image.making'),
    disks: join(data, 'disks'),
    state,
    record: join(state, 'running.json'),
    console: join(state, 'console.log'),
    log: join(state, 'qemu.log'),
    ports: join(state, 'ports.json'),
    lock: join(stateDir, 'machine.lock'),
  };
}
