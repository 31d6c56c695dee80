import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustSucceed } from './must-succeed.mjs';
import { nodeBinary } from './paths.mjs';

/** `npm ci`, when what is installed is not what the lock file says. */
export async function ensureModules(machine, root) {
  if (isInstalled(root)) return;
  await machine.longStep('Install the packages (npm ci)', (words) =>
    mustSucceed(machine, [...npm(), 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      words,
      failed: 'The packages of docklab could not be installed.',
      next: [
        'Check that this machine reaches the npm registry: npm ping',
        'Check that this folder can be written and its disk has 500 MB free: df -h .',
        'Then run the same command again.',
      ],
    }),
  );
}

/** npm as it runs this script, or the one on PATH. */
function npm() {
  const path = process.env.npm_execpath;
  return path !== undefined && path.endsWith('npm-cli.js') ? [process.execPath, path] : ['npm'];
}

/**
 * Whether node_modules holds what package-lock.json names. npm keeps a lock file of its own in node_modules, written
 * last: after an interrupted installation it is absent. Packages for other platforms are optional and may be absent.
 */
export function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const found = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || found === undefined || !existsSync(nodeBinary(root))) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const there = found[path];
    return there === undefined ? optional === true : there.version === version;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
