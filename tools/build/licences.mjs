import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LICENCE_FILE = /^(licen[cs]e|copying)([.-].*)?$/i;

/** Folders of the packages that these bundled files came from, sorted. Greedy: the innermost node_modules counts. */
function packageFolders(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const folder = PACKAGE.exec(input)?.[1];
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders].sort();
}

/** The notices that the licences of bundled packages ask for: name, version, licence, and its text where shipped. */
export function thirdPartyText(root, inputs) {
  const parts = packageFolders(inputs).map((folder) => describe(join(root, folder)));
  const intro = 'docklab contains these packages, each under its own licence.';
  return [intro, ...new Set(parts)].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const licence = typeof license === 'string' ? license : (license?.type ?? 'see its text');
  return [`${name} ${version} (${licence})`, ...texts].join('\n\n');
}
