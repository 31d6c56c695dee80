import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from './hash.mjs';

// What a build depends on. Lessons and labs are data, read where they are: they need no build.
const SOURCES = [
  'src',
  'verifiers',
  'tools/build',
  'tools/build.mjs',
  'tsconfig.json',
  'package-lock.json',
];
const STAMP = '.built-from';

/** Whether dist/ was built from the sources as they are now. */
export function isBuilt(root) {
  const file = join(root, 'dist', STAMP);
  return existsSync(file) && readFileSync(file, 'utf8') === hashOf(root, SOURCES);
}

/** Writes into a finished build what it was built from. */
export function markBuilt(root, built) {
  writeFileSync(join(built, STAMP), hashOf(root, SOURCES));
}
