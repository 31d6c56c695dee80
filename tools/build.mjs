// Bundles docklab into dist/. Everything that runs is inside: the published package has no runtime dependencies.
//   node tools/build.mjs [--metafile]     also writes esbuild's metafile, to see what a chunk holds
import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBuiltinsLazy } from './build/builtins.mjs';
import { esbuildOptions, startOptions } from './build/options.mjs';
import { entryPoints } from './build/entry-points.mjs';
import { joinChunks } from './build/join-chunks.mjs';
import { thirdPartyText } from './build/licences.mjs';
import { verifiersDigest } from './build/verifiers-digest.mjs';
import { ROOT } from './setup/paths.mjs';
import { markBuilt, sourcesHash } from './setup/build-stamp.mjs';

const dist = join(ROOT, 'dist');
// Where an unfinished build is no one's business; a build that fails leaves the last good one in place.
const draft = join(ROOT, 'node_modules', '.docklab-build');

/** Types of the verifier contract, for whoever writes a course of their own. */
function emitTypes() {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = ['-p', 'tools/build/tsconfig.types.json', '--outDir', join(draft, 'types')];
  execFileSync(process.execPath, [tsc, ...args], { cwd: ROOT, stdio: 'inherit' });
}

rmSync(draft, { recursive: true, force: true });
const { metafile } = await build(
  esbuildOptions(ROOT, draft, entryPoints(ROOT), sourcesHash(ROOT)),
).catch(() => {
  // esbuild has said what is wrong, with file and line.
  process.exit(1);
});
await build(startOptions(ROOT, draft, sourcesHash(ROOT)));
makeBuiltinsLazy(
  Object.keys(metafile.outputs)
    .filter((file) => file.endsWith('.js'))
    .map((file) => join(ROOT, file)),
);
// What is loaded for every command, and what the home screen needs besides.
await joinChunks(ROOT, metafile.outputs, [
  { name: 'core', entries: ['src/main.ts'] },
  { name: 'home', entries: ['src/ui/open.tsx', 'src/app/course-session.ts'] },
]);
emitTypes();
writeFileSync(join(draft, 'THIRD-PARTY.txt'), thirdPartyText(ROOT, Object.keys(metafile.inputs)));
if (process.argv.includes('--metafile'))
  writeFileSync(join(draft, 'meta.json'), JSON.stringify(metafile));
writeFileSync(join(draft, 'verifiers.sha256'), `${verifiersDigest(ROOT)}\n`);
markBuilt(ROOT, draft);
rmSync(dist, { recursive: true, force: true });
renameSync(draft, dist);
