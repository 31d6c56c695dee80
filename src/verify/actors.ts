import type { FileStat } from '../host/facts.ts';
import { parseIdMap } from '../host/id-map.ts';
import { oneLine } from '../host/sanitise.ts';
import type { VerifierHost } from './contract.ts';
import type { Target } from './target.ts';

/** A process of a container as somebody who acts: all ids are the container's own numbers. */
export interface Actor {
  /** Its command line, sanitised and short. */
  argv: string;
  /** Effective, real, saved and filesystem ids: each of them can become the one that counts. */
  uids: readonly [number, number, number, number];
  gids: readonly [number, number, number, number];
  /** Supplementary groups. */
  groups: readonly number[];
}

/** A file of a container; its owner in the container's own numbers. */
export interface OwnedFile extends Pick<FileStat, 'type' | 'mode' | 'uid' | 'gid'> {
  path: string;
}

export interface Cast {
  /** The container's first process comes first. */
  actors: readonly [Actor, ...Actor[]];
  /** Those of the paths that exist in the container. A symbolic link is not followed. */
  files(paths: readonly string[]): Promise<OwnedFile[]>;
  /** What is in a folder of the container, at most `limit` files and folders, its own entry first. */
  tree(folder: string, limit: number): Promise<OwnedFile[]>;
}

/** A container younger than this may still be on its way from root to the user of its app. */
const SETTLED_MS = 3000;

/** Who runs in a container and who owns its files, from the kernel; user namespaces are taken into account. */
export async function castOf(target: Target, host: VerifierHost): Promise<Cast> {
  for (let looks = 15; ; looks -= 1) {
    const cast = await castNow(target, host);
    const age = Date.now() - (target.info.startedAt?.getTime() ?? 0);
    if (!cast.actors.some(isRoot) || age > SETTLED_MS || looks === 0) return cast;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function castNow(target: Target, host: VerifierHost): Promise<Cast> {
  const proc = `/proc/${target.info.pid}`;
  const maps = await host.read([
    { get: 'text', path: `${proc}/uid_map` },
    { get: 'text', path: `${proc}/gid_map` },
  ]);
  const [uid, gid] = maps.map((map) => parseIdMap(map.is === 'text' ? map.text : ''));
  const [first, ...rest] = await target.processes();
  if (uid === undefined || gid === undefined || first === undefined)
    throw new Error('the processes of the container could not be read');

  const actor = ({ status, argv }: typeof first): Actor => {
    const { effective, real, saved, fs } = status.uid;
    const group = status.gid;
    return {
      argv: oneLine(argv.join(' ') || status.name, 60),
      uids: [uid(effective), uid(real), uid(saved), uid(fs)],
      gids: [gid(group.effective), gid(group.real), gid(group.saved), gid(group.fs)],
      groups: status.groups.map(gid),
    };
  };

  const files = async (paths: readonly string[]): Promise<OwnedFile[]> => {
    const stats = await host.read(
      paths.map((path) => ({ get: 'stat', path: `${proc}/root${path}` })),
    );
    return stats.flatMap((answer, at) => {
      if (answer.is !== 'stat') return [];
      const { stat } = answer;
      const owner = { uid: uid(stat.uid), gid: gid(stat.gid) };
      return { path: paths[at] ?? '', type: stat.type, mode: stat.mode, ...owner };
    });
  };

  const inside = async (folders: readonly string[]): Promise<string[]> => {
    const lists = await host.read(
      folders.map((path) => ({ get: 'list', path: `${proc}/root${path}` })),
    );
    return lists.flatMap((list, at) =>
      list.is === 'list' ? list.names.map((name) => `${folders[at]}/${name}`) : [],
    );
  };

  const tree = async (folder: string, limit: number): Promise<OwnedFile[]> => {
    const found = await files([folder]);
    for (let level = found; level.length > 0 && found.length < limit;) {
      const folders = level.filter(({ type }) => type === 'directory').map(({ path }) => path);
      level = await files((await inside(folders)).slice(0, limit - found.length));
      found.push(...level);
    }
    return found;
  };

  return { actors: [actor(first), ...rest.map(actor)], files, tree };
}

export const isRoot = (actor: Actor): boolean => actor.uids.includes(0);

export type Right = 'root' | 'owner' | 'group' | 'everyone';

/**
 * By which right an actor may write a file, or make it writable for itself (only the owner and root may change a mode):
 * one class decides, as in path_resolution(7). Undefined when by none.
 */
export function rightToWrite(actor: Actor, file: OwnedFile): Right | undefined {
  if (file.type === 'symlink') return undefined;
  if (isRoot(actor)) return 'root';
  if (actor.uids.includes(file.uid)) return 'owner';
  if (actor.gids.includes(file.gid) || actor.groups.includes(file.gid))
    return (file.mode & 0o020) === 0 ? undefined : 'group';
  return (file.mode & 0o002) === 0 ? undefined : 'everyone';
}

/** The first file, in their order, that one of the actors may write. */
export function firstWritable(
  actors: readonly Actor[],
  files: readonly OwnedFile[],
): { file: OwnedFile; actor: Actor; right: Right } | undefined {
  for (const file of files)
    for (const actor of actors) {
      const right = rightToWrite(actor, file);
      if (right !== undefined) return { file, actor, right };
    }
  return undefined;
}
