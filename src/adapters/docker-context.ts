/**
 * Which engine the learner means, found as the docker CLI finds it: DOCKER_HOST, DOCKER_CONTEXT, the current context of
 * the CLI's configuration, then the sockets where engines usually listen.
 */
import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DocklabError } from '../host/error.ts';
import { parseEndpoint, type FoundEndpoint, type TlsFiles } from './docker-endpoint.ts';
import { defaultSocket } from './docker-sockets.ts';

/** Where to look; tests give their own. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  home: string;
  /** Prefix of absolute socket paths that are looked for; empty but in tests. */
  socketRoot?: string;
}

/**
 * The endpoint, and how it was found. Opens no connection. Rejects with `usage` for an address that is none, a context
 * that does not exist or cannot be read.
 */
export async function findEndpoint(around: Surroundings): Promise<FoundEndpoint> {
  const { env } = around;
  if (env.DOCKER_HOST) {
    const endpoint = parseEndpoint(env.DOCKER_HOST, await tlsOfEnv(around), 'DOCKER_HOST');
    return { endpoint, from: 'DOCKER_HOST', context: undefined };
  }
  if (env.DOCKER_CONTEXT && env.DOCKER_CONTEXT !== 'default')
    return ofContext(env.DOCKER_CONTEXT, 'DOCKER_CONTEXT', around);
  const current = env.DOCKER_CONTEXT ? undefined : await currentContext(around);
  if (current !== undefined && current !== 'default')
    return ofContext(current, 'current-context', around);
  return defaultSocket(around);
}

const configDir = ({ env, home }: Surroundings) => env.DOCKER_CONFIG || join(home, '.docker');

async function tlsOfEnv(around: Surroundings): Promise<TlsFiles | undefined> {
  const { env } = around;
  if (!env.DOCKER_TLS_VERIFY && !env.DOCKER_TLS) return undefined;
  return tlsFiles(env.DOCKER_CERT_PATH || configDir(around), !env.DOCKER_TLS_VERIFY);
}

/** `ca.pem`, `cert.pem` and `key.pem`, those that are there. */
async function tlsFiles(dir: string, skipVerify: boolean): Promise<TlsFiles> {
  const file = (name: string) => readFile(join(dir, name)).catch(() => undefined);
  const [ca, cert, key] = await Promise.all([file('ca.pem'), file('cert.pem'), file('key.pem')]);
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }), skipVerify };
}

/** `currentContext` of the CLI's `config.json`; an unreadable file means none, as for the CLI. */
async function currentContext(around: Surroundings): Promise<string | undefined> {
  const config = await json(join(configDir(around), 'config.json'));
  return text(field(config, 'currentContext')) || undefined;
}

async function ofContext(
  name: string,
  from: 'DOCKER_CONTEXT' | 'current-context',
  around: Surroundings,
): Promise<FoundEndpoint> {
  // The CLI files a context under the SHA-256 of its name.
  const id = createHash('sha256').update(name).digest('hex');
  const contexts = join(configDir(around), 'contexts');
  const docker = field(
    field(await json(join(contexts, 'meta', id, 'meta.json')), 'Endpoints'),
    'docker',
  );
  const host = text(field(docker, 'Host'));
  if (docker === undefined || host === '') throw noContext(name, from);
  const endpoint = parseEndpoint(
    host,
    await tlsOfContext(
      join(contexts, 'tls', id, 'docker'),
      field(docker, 'SkipTLSVerify') === true,
    ),
    `the Docker context ${name}`,
  );
  return { endpoint, from, context: name };
}

async function tlsOfContext(dir: string, skipVerify: boolean): Promise<TlsFiles | undefined> {
  if (skipVerify) return tlsFiles(dir, skipVerify);
  const stored = await access(dir).then(
    () => true,
    () => false,
  );
  return stored ? tlsFiles(dir, skipVerify) : undefined;
}

function noContext(name: string, from: 'DOCKER_CONTEXT' | 'current-context'): DocklabError {
  const origin = from === 'DOCKER_CONTEXT' ? 'DOCKER_CONTEXT names it' : 'it is your current one';
  return new DocklabError('usage', `There is no Docker context ${JSON.stringify(name)}.`, {
    why: `Docker's configuration says to use it (${origin}), and holds no endpoint for it.`,
    next: [
      'See which there are: docker context ls',
      from === 'DOCKER_CONTEXT'
        ? 'Unset it: unset DOCKER_CONTEXT'
        : 'Choose another: docker context use default',
    ],
  });
}

async function json(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
