/** Makes dockerode's client for an endpoint. The library is loaded here, at the first call, and nowhere else. */
import type Dockerode from 'dockerode';
import type { Endpoint } from '../docker-endpoint.ts';

/**
 * Client options of an endpoint. Every address option is named, with `undefined` where it does not apply,
 * since docker-modem fills those left out from `DOCKER_HOST`, which docklab has already read.
 */
export function clientOptions(endpoint: Endpoint): Dockerode.DockerOptions {
  const none = { socketPath: undefined, host: undefined, port: undefined, protocol: undefined };
  switch (endpoint.is) {
    case 'unix':
    case 'pipe':
      return { ...none, socketPath: endpoint.path, protocol: 'http' };
    case 'tcp':
      return {
        ...none,
        host: endpoint.host,
        port: endpoint.port,
        protocol: endpoint.tls ? 'https' : 'http',
        ca: endpoint.tls?.ca,
        cert: endpoint.tls?.cert,
        key: endpoint.tls?.key,
      };
    case 'ssh':
      return {
        ...none,
        host: endpoint.host,
        port: endpoint.port ?? 22,
        username: endpoint.user,
        protocol: 'ssh',
        sshOptions: sshAgent(),
      };
  }
}

function sshAgent(): { agent?: string } {
  const agent = process.env.SSH_AUTH_SOCK;
  return agent === undefined ? {} : { agent };
}

/** Loads dockerode and makes the client; opens no connection yet. */
export async function connectDocker(endpoint: Endpoint): Promise<Dockerode> {
  const { default: Docker } = await import('dockerode');
  return new Docker(clientOptions(endpoint));
}
