import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

const PING_TIMEOUT_MS = 5_000;
const CLI_TIMEOUT_MS = 20_000;
const DEFAULT_SOCKET = '/var/run/docker.sock';

/**
 * @typedef {{ is: 'answers' }
 *   | { is: 'refused', socket: string }
 *   | { is: 'silent', chosen: string | undefined }} Probe
 * `chosen` says which engine the person asked for, when it is not simply this machine's own.
 */

/**
 * Whether an engine answers where docklab will look for one: DOCKER_HOST, the Docker context, this machine's sockets.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Probe>}
 */
export async function probeEngine(env) {
  const host = env.DOCKER_HOST;
  if (host?.startsWith('unix://')) return probeSockets([host.slice('unix://'.length)], host);
  if (host) return probeByCommand(host);
  const context = contextOf(env);
  if (context !== undefined) return probeByCommand(`the Docker context ${context}`);
  return probeSockets(ownSockets(env), undefined);
}

/** The context that was chosen, when it is not the default one. */
function contextOf(env) {
  const chosen =
    env.DOCKER_CONTEXT || currentContext(env.DOCKER_CONFIG ?? join(homedir(), '.docker'));
  return chosen && chosen !== 'default' ? chosen : undefined;
}

function currentContext(dir) {
  try {
    return JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8')).currentContext;
  } catch {
    return undefined;
  }
}

/** Where this machine's own engine may listen: the system's, a rootless one, Docker Desktop's. */
function ownSockets(env) {
  if (process.platform === 'win32') return ['//./pipe/docker_engine'];
  const runtime = env.XDG_RUNTIME_DIR;
  return [
    DEFAULT_SOCKET,
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
    join(homedir(), '.docker', 'run', 'docker.sock'),
    join(homedir(), '.docker', 'desktop', 'docker.sock'),
  ].filter((path) => existsSync(path));
}

/**
 * Whether this machine's own engine has an image of this name. False also where only the docker command could ask:
 * then docklab itself looks.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 */
export async function ownEngineHasImage(env, name) {
  if (env.DOCKER_HOST || contextOf(env) !== undefined) return false;
  for (const socket of ownSockets(env))
    if ((await get(socket, '/_ping')) === 'answers')
      return (await get(socket, `/images/${name}/json`)) === 'answers';
  return false;
}

async function probeSockets(sockets, chosen) {
  let refused;
  for (const socket of sockets) {
    const answer = await get(socket, '/_ping');
    if (answer === 'answers') return { is: 'answers' };
    if (answer === 'refused') refused ??= socket;
  }
  return refused === undefined ? { is: 'silent', chosen } : { is: 'refused', socket: refused };
}

/** Other transports (TLS, SSH) and contexts are the docker command's business. Without it, docklab itself finds out. */
async function probeByCommand(chosen) {
  const argv = ['docker', 'version', '--format', '{{.Server.Version}}'];
  const { code } = await run(argv, { timeoutMs: CLI_TIMEOUT_MS });
  return code === 0 || code === 127 ? { is: 'answers' } : { is: 'silent', chosen };
}

/** @returns {Promise<'answers' | 'refused' | 'silent'>} `silent` also for an answer other than 200 */
function get(socketPath, path) {
  return new Promise((resolve) => {
    const asked = request({ socketPath, path, timeout: PING_TIMEOUT_MS }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200 ? 'answers' : 'silent');
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', ({ code }) => resolve(code === 'EACCES' ? 'refused' : 'silent'));
    asked.end();
  });
}
