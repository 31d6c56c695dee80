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

/** Tells one state of the sources from any other. */
export const sourcesHash = (root) => hashOf(root, SOURCES);

/** Whether dist/ was built from the sources as they are now. */
export function isBuilt(root) {
  const file = join(root, 'dist', STAMP);
  return existsSync(file) && readFileSync(file, 'utf8') === sourcesHash(root);
}

/** Writes into a finished build what it was built from. */
export function markBuilt(root, built) {
  writeFileSync(join(built, STAMP), sourcesHash(root));
}
