/** What the kernel's list of mounts says of the container. */
import {
  fail,
  followLinks,
  isReadOnly,
  kindOf,
  lacksOf,
  mayWrite,
  mountOf,
  oneLine,
  pass,
  tmpfsBytes,
  writableMounts,
  type CheckContext,
  type Finding,
  type MountEntry,
  type Observe,
  type Target,
} from 'docklab/verify';
import { inMB, LIMIT } from './guest-book.ts';

const CAP_SYS_ADMIN = 1n << 21n;

export const rootReadOnly: Observe = async (web) => {
  const root = mountOf(await web.mounts(), '/');
  const line = `/ ${root?.fsType} ${root?.options.join(',')}`;
  if (!root || !isReadOnly(root))
    return fail(`The root filesystem of the container is mounted writable: ${line}`);
  return (await web.status()).caps.bounding & CAP_SYS_ADMIN
    ? fail(
        'The root filesystem is read-only now, but the container has CAP_SYS_ADMIN: root in it undoes that with mount -o remount,rw /',
        'docker exec $LAB_WEB grep Cap /proc/1/status',
      )
    : pass(`The kernel has the root filesystem mounted read-only: ${line}`);
};

const notesDir = async (web: Target, { host }: CheckContext) =>
  followLinks(web, host, (await web.environ())['DATA_DIR'] ?? '/data');

/** What `judge` says of the tmpfs of the notes; a failure when they are not on one. */
const ofNotesTmpfs =
  (judge: (mount: MountEntry) => Finding): Observe =>
  async (web, context) => {
    const dir = await notesDir(web, context);
    const mount = mountOf(await web.mounts(), dir);
    if (mount?.fsType === 'tmpfs') return judge(mount);
    if (mount && mount.target !== '/')
      return fail(
        `${mount.target} is ${kindOf(mount)}, not a tmpfs: notes go to a disk of the host, without a limit of their own (${mount.options.join(',')}).`,
      );
    return mount && isReadOnly(mount)
      ? fail(`Nothing is mounted at ${dir}, so the notes have no writable place at all.`)
      : fail(
          `Nothing is mounted at ${dir}: notes go into the container's own layer, on the host's disk.`,
        );
  };

export const notExecutable = ofNotesTmpfs((mount) => {
  const line = `${mount.target} is a tmpfs with ${mount.options.join(',')}`;
  const lacks = lacksOf(mount).join(', ');
  return lacks === '' ? pass(line) : fail(`${line}: without ${lacks}.`);
});

export const limited = ofNotesTmpfs((mount) => {
  const size = tmpfsBytes(mount);
  if (size === undefined)
    return fail(
      `The tmpfs at ${mount.target} names no size, so it may grow to half of the machine's memory.`,
    );
  const line = `The tmpfs at ${mount.target} may hold ${inMB(size)}`;
  return size <= LIMIT ? pass(line) : fail(`${line}; at most ${inMB(LIMIT)} are wanted.`);
});

/** What is wrong with a writable mount; nothing when it is a sized tmpfs that starts no program. */
async function dangerOf(
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

export const noOtherPlace: Observe = async (web, context) => {
  const mounts = await web.mounts();
  const notes = mountOf(mounts, await notesDir(web, context));
  const writable = writableMounts(mounts);
  if (writable.some(({ target }) => target === '/'))
    return fail('The whole root filesystem is writable.');
  const places = writable.filter((mount) => mount !== notes);
  const dangers = await Promise.all(places.map((mount) => dangerOf(mount, web, context)));
  const found = dangers.filter((danger) => danger !== undefined).join('; ');
  const names = places.map(({ target }) => target).join(', ');
  return found === ''
    ? pass(
        `Mounted writable besides the notes: ${oneLine(names)}. In none of them can a program be left and started.`,
      )
    : fail(`Writable, and no sized tmpfs that starts no program: ${oneLine(found, 300)}.`);
};
