/** What the kernel's list of mounts says of the container. */
import {
  fail,
  followLinks,
  isReadOnly,
  kindOf,
  lacksOf,
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
import { dangerOf } from '../shared/places.ts';
import { inMB, LIMIT } from './guest-book.ts';

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
