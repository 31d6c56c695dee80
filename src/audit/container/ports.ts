/** The ports that a container publishes, or will when it is started. */
import type { AuditFacts, ContainerFacts, PortFacts } from '../facts.ts';
import type { Look } from './each.ts';

/** Below this, only root may listen on a stock Linux: 1024 itself is free to all. */
const FIRST_FREE_PORT = 1024;

const portsOf = ({ isRunning, ports, wantedPorts }: ContainerFacts): readonly PortFacts[] =>
  isRunning ? ports : wantedPorts;

/** The address that a port gets where the container names none. */
const defaultIp = ({ networks }: AuditFacts): string =>
  networks.find(({ name }) => name === 'bridge')?.options[
    'com.docker.network.bridge.host_binding_ipv4'
  ] ?? '0.0.0.0';

const EVERYWHERE = new Set(['0.0.0.0', '::', '[::]', '0:0:0:0:0:0:0:0']);

const words = ({ container, hostIp, hostPort }: PortFacts) =>
  `${hostIp.includes(':') ? `[${hostIp}]` : hostIp || '*'}:${hostPort || 'any'} → ${container}`;

const told = (ports: readonly PortFacts[]) =>
  ports.length === 0 ? undefined : `publishes ${ports.map(words).join(', ')}`;

export const privilegedPorts: Look = (container) =>
  told(portsOf(container).filter(({ hostPort }) => hostPort > 0 && hostPort < FIRST_FREE_PORT));

export const openPorts: Look = (container) => told(portsOf(container));

export const portsEverywhere: Look = (container, facts) =>
  told(portsOf(container).filter(({ hostIp }) => EVERYWHERE.has(hostIp || defaultIp(facts))));
