import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below these paths of `root`, sorted, as paths relative to it. A path that is absent holds none. */
function filesBelow(root, paths) {
  const files = [];
  for (const path of paths) {
    const absolute = join(root, path);
    if (!existsSync(absolute)) continue;
    if (statSync(absolute).isFile()) files.push(path);
    else
      files.push(
        ...filesBelow(
          root,
          readdirSync(absolute).map((name) => `${path}/${name}`),
        ),
      );
  }
  return files.sort();
}

/** SHA-256 (hex) of the names and contents of every file below these paths. */
export function hashOf(root, paths) {
  const hash = createHash('sha256');
  for (const file of filesBelow(root, paths)) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
