/** Parses `/proc/PID/net/tcp` and `tcp6` (proc_pid_net(5)): the sockets of the process's network namespace. */

export interface Listener {
  port: number;
  /** Only the machine (or container) itself can reach it. */
  loopback: boolean;
}

const LISTEN = '0A';
// Addresses as the kernel prints them on a little-endian machine: 127.0.0.0/8, ::1, and ::ffff:127.0.0.0/104.
const LOOPBACK = /^([0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F)$/;
/** Docker's own name server, which the engine puts into every container on a user-defined network: 127.0.0.11. */
const DOCKER_DNS = '0B00007F';

/** Listening sockets, in the kernel's order, without Docker's name server. */
export function parseListeners(table: string): Listener[] {
  const listeners: Listener[] = [];
  for (const line of table.split('\n')) {
    const [, local, , state] = line.trim().split(/\s+/);
    const [address, port] = (local ?? '').split(':');
    if (state !== LISTEN || address === undefined || port === undefined) continue;
    if (address === DOCKER_DNS) continue;
    listeners.push({ port: Number.parseInt(port, 16), loopback: LOOPBACK.test(address) });
  }
  return listeners;
}
