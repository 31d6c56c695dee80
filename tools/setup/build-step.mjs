import { isBuilt } from './build-stamp.mjs';
import { mustSucceed } from './must-succeed.mjs';
import { nodeBinary } from './paths.mjs';

/** Builds dist/, when the sources are not those it was built from. */
export async function ensureBuilt(machine, root) {
  if (isBuilt(root)) return;
  await machine.longStep('Build docklab', (words) =>
    mustSucceed(machine, [nodeBinary(root), 'tools/build.mjs'], {
      cwd: root,
      words,
      failed: 'docklab could not be built.',
      next: ['Mend what the build says above, then run the same command again.'],
    }),
  );
}
