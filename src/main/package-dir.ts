/** Where docklab itself is: the folder with `bin`, `dist`, and its own course. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's real folder, found from this file: the bundle may be cut into chunks at any depth. */
export function packageDir(): string {
  let dir = realpathSync(import.meta.dirname);
  while (!existsSync(join(dir, 'bin', 'docklab.cjs')) && dirname(dir) !== dir) dir = dirname(dir);
  return dir;
}

/** docklab's version, as its package says it. */
export function versionOf(dir: string): string {
  const data = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string };
  return data.version;
}
