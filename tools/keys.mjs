// Writes docs/keys.md from the key map. A test fails when the two differ.
//   npm run keys
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keysMarkdown } from '../src/ui/key-list.ts';
import { ROOT } from './setup/paths.mjs';

writeFileSync(join(ROOT, 'docs', 'keys.md'), keysMarkdown());
