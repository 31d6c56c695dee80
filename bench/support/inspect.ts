/** The least that anybody must ask the engine after an event: what the container is now. */
import { get } from 'node:http';

const SOCKET = /^unix:\/\/(.+)$/.exec(process.env['DOCKER_HOST'] ?? '')?.[1];

/** Resolves when the engine has answered, over its socket and without docklab. */
export function inspected(container: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const path = `/containers/${container}/json`;
    const request = get({ socketPath: SOCKET ?? '/var/run/docker.sock', path }, (answer) => {
      answer.resume().once('end', resolve);
    });
    request.once('error', reject);
  });
}
