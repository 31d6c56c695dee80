/** Places in a container where a program can be left and started, by the kernel's list of mounts and by trying. */
import {
  fail,
  isReadOnly,
  kindOf,
  lacksOf,
  mayWrite,
  mountOf,
  oneLine,
  pass,
  tmpfsBytes,
  type CheckContext,
  type MountEntry,
  type Observe,
  type Target,
} from 'docklab/verify';

const CAP_SYS_ADMIN = 1n << 21n;

export const rootReadOnly: Observe = async (web) => {
  const root = mountOf(await web.mounts(), '/');
  const line = `/ ${root?.fsType} ${root?.options.join(',')}`;
  if (!root || !isReadOnly(root))
    return fail(`The root filesystem of the container is mounted writable: ${line}`);
  return (await web.status()).caps.bounding & CAP_SYS_ADMIN
    ? fail(
        'The root filesystem is read-only now, but the container has CAP_SYS_ADMIN: root in it undoes that with mount -o remount,rw /',
        `docker exec ${web.info.name} grep Cap /proc/1/status`,
      )
    : pass(`The kernel has the root filesystem mounted read-only: ${line}`);
};

/** What is wrong with a writable mount; nothing when it is a sized tmpfs that starts no program. */
export async function dangerOf(
  mount: MountEntry,
  web: Target,
  { host }: CheckContext,
): Promise<string | undefined> {
  const { target, fsType } = mount;
  if (fsType !== 'tmpfs') return `${target}, which is ${kindOf(mount)}`;
  const lacks = lacksOf(mount);
  if (target !== '/dev') {
    if (tmpfsBytes(mount) === undefined) lacks.push('a size');
    return lacks.length > 0 ? `${target}, a tmpfs without ${lacks.join(', ')}` : undefined;
  }
  // Even with --read-only the engine mounts /dev writable and executable; its mode keeps all but its owner out.
  if (!lacks.includes('noexec')) return undefined;
  const [dev] = await host.read([{ get: 'stat', path: `/proc/${web.info.pid}/root/dev` }]);
  const writes = (await web.processes()).find(
    ({ status }) => dev?.is !== 'stat' || mayWrite(status, dev.stat),
  );
  return writes
    ? `/dev, a tmpfs without noexec that its owner may write to, and ${oneLine(writes.status.name, 20)} runs as uid ${writes.status.uid.effective}`
    : undefined;
}

/** A program that says who runs it, to a shell or as a page; for the attacker's `printf`. */
export const PROGRAM = String.raw`'#!/bin/sh\nprintf "Status: 200 OK\\r\\n\\r\\nit-runs-as $(id -u)\\n"\n'`;

/** Writes a program into every directory that `find` names and starts it; prints where that worked. */
export const searchPlaces = (find: string, name: string) => `
${find} 2>/dev/null | {
  tried=0
  while read -r dir; do
    tried=$((tried + 1)) program="\${dir%/}/${name}"
    { printf ${PROGRAM} >"$program" && chmod 755 "$program" && "$program" >/dev/null; } 2>/dev/null &&
      echo "runs-in $dir"
    [ ! -e "$program" ] || rm -f "$program" 2>/dev/null
  done
  echo "tried $tried"
}`;

/** What `searchPlaces` printed. */
export const placesIn = (said: string) => ({
  places: [...said.matchAll(/^runs-in (.+)$/gm)].map(([, dir = '']) => dir),
  tried: Number(/^tried (\d+)$/m.exec(said)?.[1] ?? 0),
});

export const placesListed = (places: readonly string[]) =>
  oneLine(places.slice(0, 4).join(', ')) +
  (places.length > 4 ? ` and ${places.length - 4} more` : '');
