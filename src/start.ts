/** The first that runs: small, and nothing but what makes the rest start sooner. Bundled by itself, as CommonJS. */
import { enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import { showLastScreen } from './main/last-screen.ts';
import { cacheOf } from './main/paths.ts';

const { argv, env, stdin, stdout, stderr } = process;
const cache = cacheOf(env);

/** Variables that decide which course is opened, and how screens look. */
const LOOKS = /^(?:DOCKLAB_|INK_|COLOR|FORCE_COLOR|NO_COLOR|TERM|WT_|VTE_|KONSOLE_|LANG|LC_)/;

// Node keeps compiled code by the text that it came from, and does without where it may not write.
enableCompileCache(join(cache, 'code'));

// `docklab` alone opens the home screen; all else begins with other screens, or none.
if (argv.length === 2) {
  const variables = Object.entries(env)
    .filter(([name]) => LOOKS.test(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const course = env['DOCKLAB_COURSE'] ? resolve(env['DOCKLAB_COURSE']) : __dirname;
  const looks = [process.env['DOCKLAB_BUILD'], course, variables];
  showLastScreen({ stdin, stdout, stderr, file: join(cache, 'screen.json'), looks });
}

import('./main.ts').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 4;
});
