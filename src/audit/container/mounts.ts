/** What of the host is mounted into a container. */
import type { AuditFacts, ContainerFacts, MountFacts } from '../facts.ts';
import { clean, isBelow } from '../paths.ts';
import { socketPaths } from '../settings.ts';
import type { Look } from './each.ts';

const SENSITIVE = ['/boot', '/dev', '/etc', '/lib', '/lib32', '/lib64', '/proc', '/sys', '/usr'];
const PROGRAMS = ['/bin', '/sbin', '/root', '/var/lib/docker', '/var/lib/containerd'];

/** Read-only, these tell nothing and give nothing: the time, and which authorities are trusted. */
const HARMLESS = [
  '/etc/localtime',
  '/etc/timezone',
  '/usr/share/zoneinfo',
  '/etc/ssl/certs',
  '/etc/pki/ca-trust/extracted',
  '/usr/share/ca-certificates',
  '/usr/local/share/ca-certificates',
];
/** Devices that every container has anyway. */
const OWN_DEVICES = ['/dev/null', '/dev/zero', '/dev/full', '/dev/random', '/dev/urandom'];

/** The folder of the host behind a mount; undefined for a volume that is the engine's own. */
function hostPath(mount: MountFacts, facts: AuditFacts): string | undefined {
  if (mount.type === 'bind') return clean(mount.source);
  const bound = mount.type === 'volume' ? facts.boundVolumes[mount.name] : undefined;
  return bound === undefined ? undefined : clean(bound);
}

function isSensitive(path: string, mount: MountFacts): boolean {
  if (path === '/') return true;
  const harmless = [...OWN_DEVICES, ...(mount.writable ? [] : HARMLESS)];
  if (harmless.some((dir) => isBelow(path, dir))) return false;
  return [...SENSITIVE, ...PROGRAMS].some((dir) => isBelow(path, dir));
}

const access = ({ writable }: MountFacts) => (writable ? 'writable' : 'read-only');

const told = (mounts: readonly (readonly [string, MountFacts])[]): string | undefined =>
  mounts.length === 0
    ? undefined
    : mounts
        .map(([path, mount]) => `${path} of the host at ${mount.target}, ${access(mount)}`)
        .join('; ');

const hostMounts = (container: ContainerFacts, facts: AuditFacts) =>
  container.mounts.flatMap((mount) => {
    const path = hostPath(mount, facts);
    return path === undefined ? [] : [[path, mount] as const];
  });

/** System folders of the host, whole or in part, writable or not, by path or by a named volume. */
export const sensitiveMounts: Look = (container, facts) =>
  told(hostMounts(container, facts).filter(([path, mount]) => isSensitive(path, mount)));

/** The engine's socket, or a folder in which it lies. A read-only mount of a socket does not stop who speaks through it. */
export const engineSocket: Look = (container, facts) => {
  const sockets = socketPaths(facts);
  return told(
    hostMounts(container, facts).filter(
      ([path]) => path.endsWith('/docker.sock') || sockets.some((socket) => isBelow(socket, path)),
    ),
  );
};

/** Mounts that a container and the host make in it appear on the other side. */
export const sharedPropagation: Look = (container) => {
  const shared = container.mounts.filter(({ propagation }) =>
    ['shared', 'rshared'].includes(propagation),
  );
  return shared.length === 0
    ? undefined
    : shared.map(({ target, propagation }) => `${target} is mounted ${propagation}`).join('; ');
};
