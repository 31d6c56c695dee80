/** Whose namespaces a container is in: its own, the host's, or another container's. */
import {
  fail,
  pass,
  unsupported,
  type CheckContext,
  type Observe,
  type Target,
} from 'docklab/verify';

export type Kind = 'pid' | 'net' | 'ipc';

const OPTION: Record<Kind, string> = { pid: '--pid', net: '--network', ipc: '--ipc' };

/** The option that chose each namespace, as the engine has it: it explains what the kernel says. */
const MODE: Record<Kind, (target: Target) => string> = {
  pid: ({ info }) => info.pidMode,
  net: ({ info }) => info.networkMode,
  ipc: ({ info }) => info.ipcMode,
};

/** Whose namespace of a kind a container is in, with the inodes of its and the host's. */
export async function whose(kind: Kind, leaky: Target, { host }: CheckContext) {
  const its = (await leaky.namespaces())[kind];
  const hosts = (await host.hostNamespaces())[kind];
  const known = its !== undefined && hosts !== undefined;
  const joined = MODE[kind](leaky).startsWith('container:');
  const of = its === hosts ? 'host' : joined ? 'container' : 'own';
  return { known, of, joined, its: `${kind}:[${its}]`, hosts: `${kind}:[${hosts}]` };
}

export const ownNamespace =
  (kind: Kind, called: string): Observe =>
  async (leaky, context) => {
    const { known, of, joined, its, hosts } = await whose(kind, leaky, context);
    if (!known)
      return unsupported(`This kernel does not tell which ${kind} namespace a process is in.`);
    if (of === 'own') return pass(`${called} is in ${its}, the host in ${hosts}.`);
    if (of === 'container')
      return fail(
        `${called} shares the ${kind} namespace of another container: whoever breaks into one is in the other's too.`,
        `docker inspect -f '{{json .HostConfig}}' ${leaky.info.name} | tr , '\\n' | grep container:`,
      );
    return fail(
      joined
        ? `${called} joined the ${kind} namespace of a container that itself uses the host's: ${its}.`
        : `${called} is in the host's ${kind} namespace: ${its} for both. It was made with ${OPTION[kind]} host.`,
    );
  };
