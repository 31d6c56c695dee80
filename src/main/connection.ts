/** Finds the engine, connects, and makes what verifiers need of it. */
import { homedir } from 'node:os';
import type { Connection } from '../app/world.ts';
import { chooseFacts } from '../adapters/choose-facts.ts';
import { findEndpoint } from '../adapters/docker-context.ts';
import { createDockerEngine } from '../adapters/docker-engine.ts';
import { localFiles } from '../adapters/files.ts';
import { endpointUrl, type FoundEndpoint } from '../adapters/docker-endpoint.ts';
import { ceilingFor } from '../lab/ceiling.ts';
import { BASE_IMAGE, LABEL } from '../lab/names.ts';
import { VerifierHosts } from '../verify/host.ts';

export interface ConnectOptions {
  env: NodeJS.ProcessEnv;
  course: string;
  session: string;
  signal: AbortSignal;
}

/** Connects to the engine that the learner means. Rejects with a `DocklabError` that says what is missing. */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const { env, course, session, signal } = options;
  const found = await findEndpoint({ env, home: homedir() });
  const labels = (role: string) => ({
    [LABEL.course]: course,
    [LABEL.session]: session,
    [LABEL.role]: role,
  });
  const engine = createDockerEngine({
    endpoint: found.endpoint,
    helperImage: BASE_IMAGE,
    helperLabels: labels('client'),
  });
  const info = await engine.info(signal);
  const parent = ceilingFor(info)?.parent;
  const facts = await chooseFacts(info, found.endpoint, env, {
    engine,
    image: BASE_IMAGE,
    labels: labels('probe'),
    ...(parent === undefined ? {} : { cgroupParent: parent }),
  });
  const endpoint = { url: endpointUrl(found.endpoint), from: origin(found) };
  const hosts = new VerifierHosts(engine, facts, info, session, localFiles());
  return { engine, info, endpoint, hosts };
}

function origin({ from, context }: FoundEndpoint): string {
  switch (from) {
    case 'DOCKER_HOST':
      return 'DOCKER_HOST';
    case 'DOCKER_CONTEXT':
      return `the Docker context ${context ?? ''}, which DOCKER_CONTEXT names`;
    case 'current-context':
      return `your current Docker context, ${context ?? ''}`;
    case 'default-socket':
      return 'the usual socket';
    case 'rootless-socket':
      return "a rootless engine's socket";
    case 'desktop-socket':
      return "Docker Desktop's socket";
  }
}
