// Before tests of the built program: builds it when the sources changed since, so that no test runs a stale one.
import { execFileSync } from 'node:child_process';
import { isBuilt } from '../setup/build-stamp.mjs';
import { ROOT } from '../setup/paths.mjs';

export default function setup() {
  if (!isBuilt(ROOT))
    execFileSync(process.execPath, ['tools/build.mjs'], { cwd: ROOT, stdio: 'inherit' });
}
