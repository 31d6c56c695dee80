/** The file from which an app has its password: mounted, and for the app's user alone. */
import {
  castOf,
  couldNotTry,
  fail,
  oneLine,
  pass,
  type Finding,
  type MountEntry,
  type OwnedFile,
  type Target,
  type VerifierHost,
} from 'docklab/verify';
import { nameOf, type Passwords } from './leaks.ts';

/** What Docker mounts into every container, and what the kernel offers. */
const USUAL = /^\/($|proc(\/|$)|sys(\/|$)|dev(\/|$)|etc\/(hosts|hostname|resolv\.conf)$)/;
const MOST_FILES = 60;

interface Held {
  file: OwnedFile;
  /** Place in the list of passwords. */
  at: number;
}

/** Mounted files that hold a password. */
async function mountedPasswords(
  app: Target,
  mounts: readonly MountEntry[],
  files: (folder: string, limit: number) => Promise<OwnedFile[]>,
  { all }: Passwords,
): Promise<Held[]> {
  const found: Held[] = [];
  for (const { target: folder } of mounts.filter(({ target: at }) => !USUAL.test(at)))
    for (const file of await files(folder, MOST_FILES)) {
      if (file.type !== 'file') continue;
      const text = (await app.file(file.path)) ?? '';
      const at = all.findLastIndex((password) => text.includes(password));
      if (at >= 0) found.push({ file, at });
    }
  return found;
}

export const mountedIn = async (app: Target, host: VerifierHost, passwords: Passwords) =>
  mountedPasswords(app, await app.mounts(), (await castOf(app, host)).tree, passwords);

/** Nobody in particular: no user of the image, and in no group of it. */
const STRANGER = '54321:54321';

/** `variable` is the one that names the file to the app. */
export async function mountedForApp(
  app: Target,
  host: VerifierHost,
  passwords: Passwords,
  variable: string,
): Promise<Finding> {
  const held = await mountedIn(app, host, passwords);
  const newest = held.filter(({ at }) => at === passwords.all.length - 1);
  const [one] = newest;
  if (one === undefined) return notThere(app, held, passwords, variable);
  for (const { file } of newest) {
    const ran = await app.exec({ argv: ['cat', file.path], user: STRANGER });
    const mode = file.mode.toString(8).padStart(3, '0');
    const path = oneLine(file.path, 80);
    if (ran.is === 'exited' && ran.code === 0)
      return fail(
        `${path} has mode ${mode}: every user in the container reads it, as uid 54321 just did.`,
        `docker exec --user ${STRANGER} ${app.info.name} cat ${path}`,
      );
    if (ran.is !== 'exited' || !/denied/i.test(ran.stderr + ran.stdout))
      return couldNotTry(
        `Whether others may read ${path} could not be tried, so nothing is known of it: ${oneLine(ran.is === 'exited' ? ran.stderr : 'no cat in the container', 80)}.`,
      );
  }
  const { path, mode, uid } = one.file;
  return pass(
    `${oneLine(path, 80)} is mounted, belongs to uid ${uid} with mode ${mode.toString(8)}, and a stranger in the container may not read it.`,
  );
}

async function notThere(
  app: Target,
  held: readonly Held[],
  passwords: Passwords,
  variable: string,
): Promise<Finding> {
  const { name } = app.info;
  const [old] = held;
  if (old)
    return fail(
      `${oneLine(old.file.path, 80)} holds ${nameOf(passwords, old.at)}, and another one is in use now.`,
    );
  const named = (await app.environ())[variable];
  if (named === undefined || named === '')
    return fail(
      `No mounted file holds the password that is in use now, and ${variable} names none.`,
      `docker exec ${name} env | grep _FILE; docker inspect -f '{{.Mounts}}' ${name}`,
    );
  const path = oneLine(named, 80);
  const text = await app.file(named).catch(() => undefined);
  if (text !== undefined && passwords.all.some((password) => text.includes(password)))
    return fail(
      `${path} holds the password, and is not mounted: it is a file of the image or of this container, and goes wherever they are copied.`,
      `docker diff ${name}`,
    );
  return fail(
    `${path}, which ${variable} names, does not hold the password that is in use now. Where -v or --mount name a file that is not there, Docker makes a folder.`,
    `docker exec --user 0 ${name} ls -ld ${path}`,
  );
}
