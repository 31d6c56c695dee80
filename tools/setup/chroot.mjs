// In a chroot, `docker exec` of an engine would leave its container: the mount namespace that a container gets there
// still has the machine's root at its top, and that is where a process lands that enters it. So the engine gets a
// mount namespace in which the chroot's folder is the root, see pivot_root(2) and setns(2).

/** Entering one's own mount namespace again ends at its true root. */
const ENTER_TRUE_ROOT = 'nsenter --mount=/proc/self/ns/mnt';

const IS_CHROOT = `
  true_root=$(${ENTER_TRUE_ROOT} stat -c %d:%i / 2>/dev/null) &&
  [ -n "$true_root" ] && [ "$true_root" != "$(stat -c %d:%i /)" ]`;

/** From the true root, with the chroot's folder as working directory: makes that folder the root, and goes on in it. */
const MAKE_IT_THE_ROOT = [
  'folder=$(pwd -P)',
  'mount --rbind "$folder" "$folder"',
  'cd "$folder"',
  'pivot_root . mnt',
  'cd /',
  'umount -l /mnt',
  'exec "$@"',
].join(' && ');

/** Whether this process is in a chroot. */
export async function isChroot(machine, root) {
  return (await machine.run([...root, 'sh', '-c', IS_CHROOT])).code === 0;
}

/** The command line that runs `command` (words without spaces) with the chroot's folder as a real root. */
export const inOwnRoot = (command) =>
  `unshare --mount --propagation private ${ENTER_TRUE_ROOT} --wd=/ sh -c '${MAKE_IT_THE_ROOT}' sh ${command}`;
