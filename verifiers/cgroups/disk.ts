/** The disk that a container writes to, as the kernel's block layer knows it. */
import type { Target, VerifierHost } from 'docklab/verify';

export type Disk =
  | { is: 'disk'; /** `MAJOR:MINOR` of the whole disk. */ number: string; name: string }
  | { is: 'none'; reason: string };

const none: Disk = {
  is: 'none',
  reason:
    "The files of this engine's containers are on no disk of their own (a network, a pool or memory), so the kernel has nothing to limit.",
};

/** Docker keeps `/etc/hosts` of every container beside its writable layer. A partition is limited with its whole disk. */
export async function diskOf(target: Target, host: Pick<VerifierHost, 'read'>): Promise<Disk> {
  const hosts = (await target.mounts()).findLast((mount) => mount.target === '/etc/hosts');
  const number = hosts?.device ?? '0:0';
  if (number.startsWith('0:')) return none;
  const block = `/sys/dev/block/${number}`;
  const [link, partition] = await host.read([
    { get: 'link', path: block },
    { get: 'text', path: `${block}/partition`, maxBytes: 32 },
  ]);
  if (link?.is !== 'link') return none;
  const parts = link.target.split('/').filter((part) => part !== '..');
  if (partition?.is === 'text') parts.pop();
  const [dev] = await host.read([{ get: 'text', path: `/sys/${parts.join('/')}/dev` }]);
  return dev?.is === 'text'
    ? { is: 'disk', number: dev.text.trim(), name: `/dev/${parts.at(-1)}` }
    : none;
}
