/** Programs that make whoever starts them somebody else: started as the attacker would, and looked at by the kernel. */
import {
  castOf,
  mountOf,
  type CheckContext,
  type OwnedFile,
  type ProcessStatus,
  type Target,
} from 'docklab/verify';
import type { Strike as Said } from './run.ts';

/** All four user ids and all four group ids of a process. */
interface Ids {
  uids: readonly number[];
  gids: readonly number[];
}

/** `ran`: with the ids of what the program started. `refused`: by the kernel. `mute`: it gave no answer, which proves nothing. */
type Started =
  | { is: 'absent' }
  | ({ is: 'ran' } & Ids)
  | { is: 'refused'; said: string }
  | { is: 'mute'; said: string };

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
  /** The attacker's own ids before any program helped; undefined when no command could be run at all. */
  self: Ids | undefined;
  tried: readonly Tried[];
  /** Of the container's first process, from which all that serves visitors comes. */
  status: ProcessStatus;
}

const IDS = "$grep -E '^(Uid|Gid):' /proc/self/status";

/** Starts each program with a question for the ids that it gives, and says what was answered. */
const commands = (paths: readonly string[]) => `
grep=/bin/grep; [ -x $grep ] || grep=/usr/bin/grep
echo "self $(${IDS} | tr '\\n\\t' '  ')"
for program in ${paths.join(' ')}; do
  if [ -e $program ]; then said=$($program ${IDS} 2>&1 | tr '\\n\\t' '  '); else said=absent; fi
  echo "try $program $said"
done`;

export async function tryPrograms(
  web: Target,
  context: CheckContext,
  paths: readonly string[],
  run: (target: Target, context: CheckContext, commands: string) => Promise<Said>,
): Promise<Strike> {
  const { who, said } = await run(web, context, commands(paths));
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
    self: idsIn(answerTo('self')),
    status,
    tried: paths.map((path) => ({
      path,
      started: startedOf(answerTo(`try ${path}`)),
      file: files.find((file) => file.path === path),
      nosuid: mountOf(mounts, path)?.options.includes('nosuid') ?? false,
    })),
  };
}

function idsIn(line: string): Ids | undefined {
  const [uids, gids] = ['Uid', 'Gid'].map((kind) =>
    new RegExp(`${kind}: (\\d+ \\d+ \\d+ \\d+)`).exec(line)?.[1]?.split(' ').map(Number),
  );
  return uids && gids && { uids, gids };
}

function startedOf(said: string): Started {
  if (said === 'absent') return { is: 'absent' };
  const ids = idsIn(said);
  if (ids) return { is: 'ran', ...ids };
  return /not permitted|denied/i.test(said) ? { is: 'refused', said } : { is: 'mute', said };
}

/**
 * What an attacker got by starting it, in words; undefined when nothing that they did not have.
 * A saved id can be taken back at any time.
 */
export function gainOf({ started }: Tried, self: Ids | undefined): string | undefined {
  if (started.is !== 'ran' || self === undefined) return undefined;
  const { uids, gids } = started;
  const uid = uids.find((id) => !self.uids.includes(id));
  const gid = gids.find((id) => !self.gids.includes(id));
  const all = `(Uid: ${uids.join(' ')})`;
  if (uid !== undefined && uids[1] === uid) return `became uid ${uid} ${all}`;
  if (uid !== undefined)
    return `got uid ${uid} as a saved id ${all}, which one call turns into the effective one`;
  if (gid === undefined) return undefined;
  return `got ${gid === 0 ? 'the group of root' : `group ${gid}`} (Gid: ${gids.join(' ')})`;
}
