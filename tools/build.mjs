// Bundles docklab into dist/. Everything that runs is inside: the published package has no runtime dependencies.
import { build } from 'esbuild';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { esbuildOptions } from './build/options.mjs';
import { entryPoints } from './build/entry-points.mjs';
import { thirdPartyText } from './build/licences.mjs';
import { ROOT } from './setup/paths.mjs';
import { markBuilt } from './setup/build-stamp.mjs';

const dist = join(ROOT, 'dist');

rmSync(dist, { recursive: true, force: true });
const { metafile } = await build(esbuildOptions(ROOT, dist, entryPoints(ROOT)));
writeFileSync(join(dist, 'THIRD-PARTY.txt'), thirdPartyText(ROOT, Object.keys(metafile.inputs)));
if (process.argv.includes('--metafile'))
  writeFileSync(join(dist, 'meta.json'), JSON.stringify(metafile));
markBuilt(ROOT);
