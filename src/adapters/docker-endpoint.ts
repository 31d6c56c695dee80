/** Where a Docker engine listens, as data. */
import { DocklabError } from '../host/error.ts';

export interface TlsFiles {
  ca?: Buffer;
  cert?: Buffer;
  key?: Buffer;
  /** The context says not to verify the engine's certificate. */
  skipVerify: boolean;
}

export type Endpoint =
  | { is: 'unix'; path: string }
  | { is: 'pipe'; path: string }
  | { is: 'tcp'; host: string; port: number; tls: TlsFiles | undefined }
  | { is: 'ssh'; host: string; port: number | undefined; user: string | undefined };

/** An endpoint, and how it was found: `docklab doctor` tells the learner. */
export interface FoundEndpoint {
  endpoint: Endpoint;
  from:
    | 'DOCKER_HOST'
    | 'DOCKER_CONTEXT'
    | 'current-context'
    | 'default-socket'
    | 'rootless-socket'
    | 'desktop-socket';
  /** The Docker context's name, when one was used. */
  context: string | undefined;
}

/** The endpoint as a person writes it, e.g. `unix:///var/run/docker.sock`. */
export function endpointUrl(endpoint: Endpoint): string {
  switch (endpoint.is) {
    case 'unix':
      return `unix://${endpoint.path}`;
    case 'pipe':
      return `npipe://${endpoint.path}`;
    case 'tcp':
      return `tcp://${bracketed(endpoint.host)}:${endpoint.port}`;
    case 'ssh': {
      const user = endpoint.user === undefined ? '' : `${endpoint.user}@`;
      const port = endpoint.port === undefined ? '' : `:${endpoint.port}`;
      return `ssh://${user}${bracketed(endpoint.host)}${port}`;
    }
  }
}

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host);

export const DEFAULT_SOCKET = '/var/run/docker.sock';
export const DEFAULT_PIPE = '//./pipe/docker_engine';
const PLAIN_PORT = 2375;
const TLS_PORT = 2376;

function invalid(text: string, origin: string): DocklabError {
  return new DocklabError('usage', `${origin} holds no address of a Docker engine: ${text}`, {
    why: 'An address is unix:///path, tcp://host:port, ssh://user@host or npipe:////./pipe/name.',
    next: [`Correct ${origin}, or unset it to use the default socket.`],
  });
}

/**
 * Reads an engine's address in the form of `DOCKER_HOST` (also without a scheme: `host:port`).
 * `origin` says in the error where the text came from. Rejects what is no address with `usage`.
 */
export function parseEndpoint(text: string, tls: TlsFiles | undefined, origin: string): Endpoint {
  const socket = /^unix:\/\/(.*)$/.exec(text);
  if (socket) return { is: 'unix', path: socket[1] || DEFAULT_SOCKET };
  const pipe = /^npipe:\/\/(.*)$/.exec(text);
  if (pipe) return { is: 'pipe', path: pipe[1] || DEFAULT_PIPE };
  const address = text.includes('://') ? text : `tcp://${text}`;
  if (!URL.canParse(address)) throw invalid(text, origin);
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A host that starts with a dash would be read as an option by ssh.
  if (host === '' || host.startsWith('-')) throw invalid(text, origin);
  const port = url.port === '' ? undefined : Number(url.port);
  switch (url.protocol) {
    case 'tcp:':
    case 'http:':
    case 'https:':
      return { is: 'tcp', host, port: port ?? (tls ? TLS_PORT : PLAIN_PORT), tls };
    case 'ssh:':
      return { is: 'ssh', host, port, user: sshUser(url, text, origin) };
    default:
      throw invalid(text, origin);
  }
}

function sshUser(url: URL, text: string, origin: string): string | undefined {
  if (url.username === '') return undefined;
  const user = decodeURIComponent(url.username);
  if (user.startsWith('-')) throw invalid(text, origin);
  return user;
}
