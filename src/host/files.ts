/** The Files port: docklab's own state, workspaces and course files on the learner's machine. */

/** What a path is, itself: a symlink is not followed. */
export type EntryKind = 'file' | 'directory' | 'symlink' | 'other';

export interface Entry {
  name: string;
  kind: EntryKind;
}

/** Held until released, or until the process that holds it is gone. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * Every call rejects with a `DocklabError` that names the path: `disk-full` when nothing more can be written,
 * `files-refused` for what the person can put right (permission, a folder where a file was meant), `usage` for what is
 * beyond a limit.
 */
export interface Files {
  /** UTF-8 text; undefined when there is no such file. Rejects when it is longer than `maxBytes`. */
  read(path: string, maxBytes: number): Promise<string | undefined>;
  /** SHA-256 of a file's bytes, in hex; links are followed. Undefined and rejects as `read`. */
  digest(path: string, maxBytes: number): Promise<string | undefined>;
  /** Replaces the file as a whole, by a new file and a rename: a crash leaves the old or the new, never a part. Makes missing folders. `mode` is the file's permission bits. */
  write(path: string, text: string, mode?: number): Promise<void>;
  /** Undefined when there is nothing. */
  kind(path: string): Promise<EntryKind | undefined>;
  /** Sorted by name; empty when there is no such directory. */
  list(path: string): Promise<Entry[]>;
  makeDirectory(path: string): Promise<void>;
  /** Gives a file or directory another name on the same disk. */
  rename(from: string, to: string): Promise<void>;
  /** Copies files and folders below `from` into `to`, over what is there; modes kept, symlinks copied as they are, anything else (devices, sockets) left out. */
  copyTree(from: string, to: string): Promise<void>;
  /** Removes a file or a tree without following symlinks; no error when it is gone. */
  remove(path: string): Promise<void>;
  /**
   * Takes a lock: a file that only one process can create. One left by a dead process is taken over.
   * Rejects with `busy`, naming the process that holds it.
   */
  lock(path: string): Promise<Lock>;
}
