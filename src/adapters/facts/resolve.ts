/** Follows symlinks by hand, so that none leads out of the root that a path belongs to. */
import { readlink } from 'node:fs/promises';
import { walkOf, type Walk } from './fact-path.ts';

const MAX_LINKS = 40;

/** What happens to a symlink at the very end: `follow` it, or `keep` it as the thing that was asked for. */
export type LastLink = 'follow' | 'keep';

class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * The path to open, every symlink on the way resolved inside its root. Rejects with a `code` like the kernel's
 * (`ELOOP`), or `EINVAL` for what depends on the reader (`/proc/self`).
 */
export async function resolve(path: string, last: LastLink): Promise<string> {
  const walk = walkOf(path);
  return walk.is === 'kernel' ? path : rooted(walk, last);
}

async function rooted(walk: Extract<Walk, { is: 'rooted' }>, last: LastLink): Promise<string> {
  const todo = walk.rest.split('/');
  let base = walk.base;
  let done: string[] = [];
  let links = 0;
  while (todo.length > 0) {
    const part = todo.shift() ?? '';
    if (part === '' || part === '.') continue;
    if (part === '..') {
      done.pop();
      continue;
    }
    const next = [base, ...done, part].join('/');
    if (next === '/proc/self' || next === '/proc/thread-self') throw new Refused('EINVAL');
    const target = last === 'keep' && todo.length === 0 ? undefined : await linkAt(next);
    if (target === undefined) {
      done.push(part);
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) throw new Refused('ELOOP');
    if (target.startsWith('/')) {
      base = walk.root;
      done = [];
    }
    todo.unshift(...target.split('/'));
  }
  return [base, ...done].join('/') || '/';
}

/** The target when there is a symlink; whatever else is wrong, the read that follows says so. */
async function linkAt(path: string): Promise<string | undefined> {
  try {
    return await readlink(path);
  } catch {
    return undefined;
  }
}
