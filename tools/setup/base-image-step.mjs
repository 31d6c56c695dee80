import { aptInstall } from './apt.mjs';
import { nodeBinary } from './paths.mjs';
import { rootAccess } from './root-access.mjs';
import { SetupStop } from './stop.mjs';

/** docklab's exit code for "the environment lacks something": here, a registry and a static busybox. */
const LACKS = 3;

/** Enough for a start: an older version of the image is replaced when a lab is launched. */
export async function ensureAnyBaseImage(machine, root) {
  if (!(await machine.hasImage('docklab/base:1'))) await ensureBaseImage(machine, root);
}

/** Makes sure that the engine has the image that labs build on; docklab itself knows how. */
export async function ensureBaseImage(machine, root) {
  const build = () =>
    machine.run([nodeBinary(root), 'bin/docklab.cjs', 'images', 'build'], { cwd: root });
  let built = await build();
  if (built.code === LACKS && canAddBusybox(machine) && (await agree(machine))) {
    const access = await rootAccess(machine, ['apt-get install busybox-static']);
    await aptInstall(machine, access, ['busybox-static']);
    built = await build();
  }
  if (built.code !== 0)
    throw new SetupStop('The base image of the labs could not be made.', {
      why: built.tail,
      next: ['Do what it says above, then run the same command again.'],
    });
}

const canAddBusybox = (machine) =>
  machine.platform === 'linux' && machine.has('apt-get') && !machine.has('busybox');

const agree = async (machine) =>
  !machine.canAsk ||
  machine.ask(
    'No registry answers. Install the package busybox-static and make the base image of it?',
  );
