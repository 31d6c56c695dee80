/** From `st_mode` and its fellows to the port's FileStat. See inode(7). */
import type { FileStat } from '../../host/facts.ts';

const S_IFMT = 0o170000;
const TYPES: Readonly<Record<number, FileStat['type']>> = {
  0o100000: 'file',
  0o040000: 'directory',
  0o120000: 'symlink',
};

export interface RawStat {
  mode: number;
  uid: number;
  gid: number;
  size: number;
  inode: number;
  device: number;
}

export function toFileStat({ mode, ...rest }: RawStat): FileStat {
  return { type: TYPES[mode & S_IFMT] ?? 'other', mode: mode & 0o7777, ...rest };
}
