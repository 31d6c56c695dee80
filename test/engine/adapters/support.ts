/** The real engine for the tests of its adapters, and the removal of all that they made. */
import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createBaseImageSource } from '../../../src/adapters/base-image-source.ts';
import { findEndpoint } from '../../../src/adapters/docker-context.ts';
import { createDockerEngine } from '../../../src/adapters/docker-engine.ts';
import type { ContainerSpec, Engine, Labels, Limits } from '../../../src/host/engine.ts';
import { ensureBaseImage } from '../../../src/lab/base-image.ts';
import { BASE_IMAGE, LABEL } from '../../../src/lab/names.ts';

export const BASE = BASE_IMAGE;
export const LIMITS: Limits = { timeoutMs: 20_000, maxBytes: 10_000 };

/** One per test file: what carries it is this file's. */
export const SESSION = `test-${randomBytes(4).toString('hex')}`;
export const OURS = `${LABEL.session}=${SESSION}`;
export const LABELS: Labels = { [LABEL.session]: SESSION, [LABEL.role]: 'client' };

export const { endpoint } = await findEndpoint({ env: process.env, home: homedir() });
export const engine: Engine = createDockerEngine({
  endpoint,
  helperImage: BASE,
  helperLabels: LABELS,
});

/** A name that nobody else has. */
export const unique = (what: string) => `docklab-${SESSION}-${what}`;

beforeAll(async () => {
  await ensureBaseImage(engine, createBaseImageSource(resolve('labs/base')), () => undefined);
});

afterAll(async () => {
  for (const { id } of await engine.containers([OURS])) await engine.removeContainer(id);
  for (const { id } of await engine.images([OURS])) await engine.removeImage(id);
  for (const { id } of await engine.networks([OURS])) await engine.removeNetwork(id);
  for (const { name } of await engine.volumes([OURS])) await engine.removeVolume(name);
});

/** Creates and starts a container of the base image; resolves to its id. */
export async function started(spec: Partial<ContainerSpec> = {}): Promise<string> {
  const id = await engine.createContainer({
    image: BASE,
    labels: LABELS,
    networkMode: 'none',
    command: ['sleep', '1000'],
    ...spec,
  });
  await engine.startContainer(id);
  return id;
}

/** Asks again until it is so; rejects with `what` after `ms`. */
export async function eventually(
  what: string,
  holds: () => Promise<boolean>,
  ms = 15_000,
): Promise<void> {
  for (const until = Date.now() + ms; !(await holds());) {
    if (Date.now() > until) throw new Error(`never came: ${what}`);
    await new Promise((soon) => setTimeout(soon, 100));
  }
}
