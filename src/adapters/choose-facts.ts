/** Which Facts adapter fits: `direct` only where it surely reads the engine's own host, `probe` otherwise. */
import { readFile, stat } from 'node:fs/promises';
import { hostname, release } from 'node:os';
import type { EngineInfo } from '../host/engine.ts';
import { DocklabError } from '../host/error.ts';
import type { Facts } from '../host/facts.ts';
import type { Endpoint } from './docker-endpoint.ts';
import { directFacts } from './facts-direct.ts';
import { probeFacts, type ProbeOptions } from './facts-probe.ts';

/** What is known about this machine; tests give their own. */
export interface Here {
  uid: number | undefined;
  hostname: string;
  kernel: string;
  /** Whether the engine's process runs here and sees the same files as docklab does. */
  engineIsHere: () => Promise<boolean>;
}

const PID_FILE = '/run/docker.pid';

/** False too where it cannot be told (docklab in a container, another pid file): the probe is right everywhere. */
async function engineIsHere(): Promise<boolean> {
  try {
    const pid = (await readFile(PID_FILE, 'utf8')).trim();
    if (!/^\d+$/.test(pid)) return false;
    if ((await readFile(`/proc/${pid}/comm`, 'utf8')).trim() !== 'dockerd') return false;
    const [theirs, ours] = await Promise.all([stat(`/proc/${pid}/root/`), stat('/')]);
    return theirs.dev === ours.dev && theirs.ino === ours.ino;
  } catch {
    return false;
  }
}

const here = (): Here => ({
  uid: process.getuid?.(),
  hostname: hostname(),
  kernel: release(),
  engineIsHere,
});

/** `DOCKLAB_FACTS=direct|probe` decides; without it, `direct` for root on the engine's own machine. */
export async function factsVia(
  info: EngineInfo,
  endpoint: Endpoint,
  env: NodeJS.ProcessEnv,
  machine: Here = here(),
): Promise<Facts['via']> {
  const wanted = env.DOCKLAB_FACTS;
  if (wanted === 'direct' || wanted === 'probe') return wanted;
  if (wanted !== undefined && wanted !== '')
    throw new DocklabError('usage', `DOCKLAB_FACTS is ${JSON.stringify(wanted)}.`, {
      why: 'It can be direct or probe.',
      next: ['Unset it to let docklab choose: unset DOCKLAB_FACTS'],
    });
  const local =
    machine.uid === 0 &&
    endpoint.is === 'unix' &&
    !info.desktop &&
    !info.rootless &&
    info.name === machine.hostname &&
    info.kernel === machine.kernel;
  return local && (await machine.engineIsHere()) ? 'direct' : 'probe';
}

/** The Facts port that fits this engine and user. Opens nothing yet. */
export async function chooseFacts(
  info: EngineInfo,
  endpoint: Endpoint,
  env: NodeJS.ProcessEnv,
  probe: ProbeOptions,
): Promise<Facts> {
  const via = await factsVia(info, endpoint, env);
  return via === 'direct' ? directFacts() : probeFacts(probe);
}
