import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Output path (below dist, without extension) to source file: the program, the verifier contract, and one per verifier. */
export function entryPoints(root) {
  const entries = { main: 'src/main.ts', verify: 'src/verify/index.ts' };
  for (const file of verifiers(root)) entries[`verifiers/${basename(file, '.ts')}`] = file;
  return Object.fromEntries(
    Object.entries(entries).filter(([, source]) => existsSync(join(root, source))),
  );
}

function verifiers(root) {
  const dir = join(root, 'verifiers');
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `verifiers/${name}`);
}
