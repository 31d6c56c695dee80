import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** Of the verifiers' sources, which the package does not hold: as src/app/course-digest.ts makes it of those of a clone. */
export function verifiersDigest(root) {
  if (!existsSync(join(root, 'verifiers'))) return '';
  const paths = readdirSync(join(root, 'verifiers'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted();
  return sha256(
    paths.map((path) => `${sha256(readFileSync(join(root, path)))}  ${path}\n`).join(''),
  );
}
