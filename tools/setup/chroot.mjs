// In a chroot, `docker exec` of an engine would leave its container: the mount namespace that a container gets there
// still has the machine's root at its top, and that is where a process lands that enters it. So the engine gets a
// mount namespace in which the chroot's folder is the root, see pivot_root(2) and setns(2).

/** Entering one's own mount namespace again ends at its true root. */
const ENTER_TRUE_ROOT = 'nsenter --mount=/proc/self/ns/mnt';

const IS_CHROOT = `
  true_root=$(${ENTER_TRUE_ROOT} stat -c %d:%i / 2>/dev/null) &&
  [ -n "$true_root" ] && [ "$true_root" != "$(stat -c %d:%i /)" ]`;

const DATA = '/var/lib/docker';

/** What the engine mounts for its containers shall be seen outside of its mount namespace as well, as anywhere else. */
const SHARE_DATA = [
  `mkdir -p ${DATA}`,
  `mount --bind ${DATA} ${DATA}`,
  `mount --make-shared ${DATA}`,
].join(' && ');

/** pivot_root refuses shared mounts. */
const MAKE_REST_PRIVATE = [
  'for target in $(cut -d " " -f 5 /proc/self/mountinfo)',
  `do case $target in *${DATA}) ;; *) mount --make-private "$target" ;; esac`,
  'done 2>/dev/null',
].join('; ');

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
  `sh -c '${SHARE_DATA}; exec unshare --mount --propagation unchanged ${ENTER_TRUE_ROOT} --wd=/ "$@"' sh ` +
  `sh -c '${MAKE_REST_PRIVATE}; ${MAKE_IT_THE_ROOT}' sh ${command}`;
