/** A container for tests: its processes and files, as the host would answer for them. */
import type { FactAnswer, FactRequest, FileStat } from '../../../src/host/facts.ts';
import type { Ids } from '../../../src/host/proc.ts';
import type { Target, VerifierHost } from 'docklab/verify';

type Credentials = Partial<Ids> & { argv?: string; gid?: number; groups?: number[] };
type Owner = Partial<Pick<FileStat, 'type' | 'mode' | 'uid' | 'gid'>>;

export interface Scene {
  /** One list for each look at the container; the last one stays. */
  looks?: readonly (readonly Credentials[])[];
  files?: Readonly<Record<string, Owner>>;
  folders?: Readonly<Record<string, readonly string[]>>;
  idMap?: string;
  user?: string;
  passwd?: string;
  startedAt?: Date;
}

const ROOT = '/proc/42/root';
const all = (id: number): Ids => ({ real: id, effective: id, saved: id, fs: id });

function answerOf(scene: Scene, { get, path }: FactRequest): FactAnswer {
  const absent: FactAnswer = { is: 'absent', reason: 'no such file' };
  if (path.endsWith('id_map'))
    return { is: 'text', text: scene.idMap ?? '0 0 4294967295', truncated: false };
  const inside = path.slice(ROOT.length);
  if (get === 'list') {
    const names = scene.folders?.[inside];
    return names === undefined ? absent : { is: 'list', names };
  }
  const file = scene.files?.[inside];
  if (get !== 'stat' || file === undefined) return absent;
  const stat = { type: 'file', mode: 0o644, uid: 0, gid: 0, size: 1, inode: 1, device: 1 } as const;
  return { is: 'stat', stat: { ...stat, ...file } };
}

export const hostOf = (scene: Scene): VerifierHost =>
  ({
    read: async (requests: readonly FactRequest[]) =>
      requests.map((request) => answerOf(scene, request)),
  }) as unknown as VerifierHost;

export function targetOf(scene: Scene): Target {
  const looks = [...(scene.looks ?? [[all(10001)]])];
  const process = ({ argv = 'httpd -f', gid, groups = [], ...ids }: Credentials, at: number) => ({
    pid: 42 + at,
    argv: argv.split(' '),
    status: { name: 'it', uid: { ...all(10001), ...ids }, gid: all(gid ?? 10001), groups },
  });
  return {
    info: {
      pid: 42,
      name: 'the-container',
      user: scene.user ?? '',
      startedAt: scene.startedAt ?? new Date(0),
    },
    processes: async () => (looks.length > 1 ? looks.shift() : looks[0])?.map(process),
    file: async () => scene.passwd,
  } as unknown as Target;
}

export const uid = (id: number): Ids => all(id);
