/** Paths of facts: which are taken, and how symlinks on the way are followed. Both adapters obey the same rules. */
import { posix } from 'node:path';

const MAX_PATH = 4096;

/** Reads that would block, or whose answer depends on who reads. */
const NOT_FACTS = /^\/proc\/(self|thread-self|kmsg)(\/|$)/;

/** A path with no `.`, `..` and doubled slashes; undefined when docklab does not read it. */
export function factPath(path: string): string | undefined {
  if (!path.startsWith('/') || path.length > MAX_PATH || path.includes('\0')) return undefined;
  const clean = posix.normalize(path).replace(/(.)\/$/, '$1');
  return NOT_FACTS.test(clean) ? undefined : clean;
}

/** Where a path is walked from. */
export type Walk =
  /** The kernel follows its own links below `/proc/PID`; they cannot be forged. */
  | { is: 'kernel' }
  /** Symlinks are followed by hand and never leave `root`: a container cannot point a reader at the host's files. */
  | { is: 'rooted'; base: string; root: string; rest: string };

const OF_PROCESS = /^(\/proc\/\d+(?:\/task\/\d+)?)(?:\/(root|cwd)(?:\/(.*))?)?(?:\/|$)/;

/** How a clean path is walked. */
export function walkOf(path: string): Walk {
  const match = OF_PROCESS.exec(path);
  if (!match) return { is: 'rooted', base: '', root: '', rest: path };
  const [, process = '', via, rest] = match;
  if (via === undefined || rest === undefined) return { is: 'kernel' };
  return { is: 'rooted', base: `${process}/${via}`, root: `${process}/root`, rest };
}
