/** The first that runs: small, and nothing but what makes the rest start sooner. Bundled by itself, as CommonJS. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { cacheOf } from './main/paths.ts';

// Node keeps compiled code by the text that it came from, and does without where it may not write.
enableCompileCache(join(cacheOf(process.env), 'code'));

import('./main.ts').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 4;
});
