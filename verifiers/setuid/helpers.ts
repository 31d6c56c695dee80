/** Programs that make whoever starts them somebody else: started as the attacker would, and looked at by the kernel. */
import {
  castOf,
  mountOf,
  type CheckContext,
  type OwnedFile,
  type ProcessStatus,
  type Target,
} from 'docklab/verify';
import { strike } from './board.ts';

/** `ran`: with all four user ids, then all four group ids, of what the program started. */
type Started =
  | { is: 'absent' }
  | { is: 'ran'; uids: readonly number[]; gids: readonly number[] }
  | { is: 'refused'; said: string };

export interface Tried {
  path: string;
  started: Started;
  /** The file as the container has it; undefined when it is absent. */
  file: OwnedFile | undefined;
  /** Whether the mount that it is on has `nosuid`. */
  nosuid: boolean;
}

export interface Strike {
  /** Who did it, to begin a sentence. */
  who: string;
  /** The attacker's own user id before any program helped; undefined when no command could be run at all. */
  uid: number | undefined;
  tried: readonly Tried[];
  /** Of the container's first process, from which all that serves visitors comes. */
  status: ProcessStatus;
}

const IDS = "grep -E '^(Uid|Gid):' /proc/self/status";

/** Starts each program with a question for the ids that it gives, and says what was answered. */
const commands = (paths: readonly string[]) => `
echo "self $(${IDS} | tr '\\n\\t' '  ')"
for program in ${paths.join(' ')}; do
  if [ -e $program ]; then said=$($program /bin/${IDS} 2>&1 | tr '\\n\\t' '  '); else said=absent; fi
  echo "try $program $said"
done`;

export async function tryPrograms(
  web: Target,
  context: CheckContext,
  paths: readonly string[],
): Promise<Strike> {
  const { who, said } = await strike(web, context, commands(paths));
  const [status, mounts, cast] = await Promise.all([
    web.status(),
    web.mounts(),
    castOf(web, context.host),
  ]);
  const files = await cast.files(paths);
  const answerTo = (what: string) =>
    said
      .split('\n')
      .find((line) => line.startsWith(`${what} `))
      ?.slice(what.length + 1) ?? '';
  return {
    who,
    uid: idsIn('Uid', answerTo('self'))?.[0],
    status,
    tried: paths.map((path) => ({
      path,
      started: startedOf(answerTo(`try ${path}`)),
      file: files.find((file) => file.path === path),
      nosuid: mountOf(mounts, path)?.options.includes('nosuid') ?? false,
    })),
  };
}

function idsIn(kind: 'Uid' | 'Gid', line: string): number[] | undefined {
  const [, ids] = new RegExp(`${kind}: (\\d+ \\d+ \\d+ \\d+)`).exec(line) ?? [];
  return ids?.split(' ').map(Number);
}

function startedOf(said: string): Started {
  if (said === 'absent') return { is: 'absent' };
  const uids = idsIn('Uid', said);
  const gids = idsIn('Gid', said);
  return uids && gids ? { is: 'ran', uids, gids } : { is: 'refused', said };
}

/** What an attacker got by starting it, in words; undefined when nothing. A saved id can be taken back at any time. */
export function gainOf({ started }: Tried): string | undefined {
  if (started.is !== 'ran') return undefined;
  const { uids, gids } = started;
  if (uids[1] === 0) return `became uid 0 (Uid: ${uids.join(' ')})`;
  if (uids.includes(0))
    return `got uid 0 as a saved id (Uid: ${uids.join(' ')}), which one call turns into the effective one`;
  return gids.includes(0) ? `got the group of root (Gid: ${gids.join(' ')})` : undefined;
}
