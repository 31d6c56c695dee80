/** Makes dockerode's client for an endpoint. The library is loaded here, at the first call, and nowhere else. */
import type { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type Dockerode from 'dockerode';
import type { Endpoint } from '../docker-endpoint.ts';
import { SshAgent } from './ssh.ts';

/** The library takes an HTTP agent; its types do not say so. */
type ClientOptions = Dockerode.DockerOptions & { agent?: Agent };

/**
 * Client options of an endpoint. Every address option is named, with `undefined` where it does not apply,
 * since docker-modem fills those left out from `DOCKER_HOST`, which docklab has already read.
 */
export function clientOptions(endpoint: Endpoint): ClientOptions {
  const none = { socketPath: undefined, host: undefined, port: undefined, protocol: undefined };
  switch (endpoint.is) {
    case 'unix':
    case 'pipe':
      return { ...none, socketPath: endpoint.path, protocol: 'http' };
    case 'tcp':
      return {
        ...none,
        host: endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host,
        port: endpoint.port,
        protocol: endpoint.tls ? 'https' : 'http',
        ca: endpoint.tls?.ca,
        cert: endpoint.tls?.cert,
        key: endpoint.tls?.key,
        ...(endpoint.tls?.skipVerify
          ? { agent: new HttpsAgent({ rejectUnauthorized: false }) }
          : {}),
      };
    case 'ssh':
      // The host is only a name for HTTP's own header: the agent knows where to go.
      return { ...none, host: 'docker', protocol: 'http', agent: new SshAgent(endpoint) };
  }
}

/** Loads dockerode and makes the client; opens no connection yet. */
export async function connectDocker(endpoint: Endpoint): Promise<Dockerode> {
  const { default: Docker } = await import('dockerode');
  return new Docker(clientOptions(endpoint));
}
