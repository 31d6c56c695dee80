import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from './hash.mjs';

// What a build depends on. Lessons and labs are data, read where they are: they need no build.
const SOURCES = ['src', 'verifiers', 'tools/build', 'tools/build.mjs', 'package-lock.json'];
const stampFile = (root) => join(root, 'dist', '.built-from');

/** Whether dist/ was built from the sources as they are now. */
export function isBuilt(root) {
  const file = stampFile(root);
  return existsSync(file) && readFileSync(file, 'utf8') === hashOf(root, SOURCES);
}

export function markBuilt(root) {
  writeFileSync(stampFile(root), hashOf(root, SOURCES));
}
