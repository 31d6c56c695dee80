/** What an intruder tries inside of the containers, each with the rights that another weakness may have given them. */
import {
  attemptsIn,
  castOf,
  fail,
  firstWritable,
  oneLine,
  openForWriting,
  pass,
  type Observe,
} from 'docklab/verify';
import { gainOf, tryPrograms } from '../shared/helpers.ts';
import { appOf } from '../shared/no-root.ts';
import { placesIn, placesListed, PROGRAM, searchPlaces } from '../shared/places.ts';
import { reachKernelBy } from '../shared/reach-kernel.ts';
import { asApp, asRoot, asStranger, notTried } from './stack.ts';

const CODE = ['/app', '/app/www/cgi-bin'];
const SYSTEM = ['/bin', '/etc/passwd'];

/** The app's own files, and the programs of the container, by mode and owner: a read-only mount is another wall. */
export const rewriteApp: Observe = async (target, context) => {
  const { who, said } = await asApp(target, context, openForWriting([...SYSTEM, ...CODE]));
  const attempts = attemptsIn(said, [...SYSTEM, ...CODE]);
  for (const { path, result, said: words } of attempts) {
    if (result === 'open') return fail(`${who} opened ${path} for writing.`);
    if (result === 'absent')
      return fail(`${path} is not in the container. Keep the app where it was.`);
    if (result === 'other') return notTried(words || said);
  }
  const cast = await castOf(target, context.host);
  const tree = [...(await cast.tree('/app', 300)), ...(await cast.files(SYSTEM))];
  const writable = firstWritable([appOf(cast)], tree);
  return writable === undefined
    ? pass('the app may write neither its own code nor a program')
    : fail(
        `Only the read-only mount keeps the app from rewriting itself: ${writable.file.path} belongs to ${writable.file.uid}:${writable.file.gid} with mode ${writable.file.mode.toString(8)}, and the app runs as uid ${writable.actor.uids[0]}.`,
        `docker exec ${target.info.name} ls -lanR /app`,
      );
};

const token = () => crypto.randomUUID().slice(0, 8);

/** What is left in the web root meets every visitor. As root, whom no mode keeps out. */
export const plantProgram: Observe = async (target) => {
  const path = `/app/www/cgi-bin/planted-${token()}`;
  const { who, said } = await asRoot(
    target,
    `[ -d /app/www/cgi-bin ] || echo nowhere
printf ${PROGRAM} >${path} && chmod 755 ${path} && echo planted; rm -f ${path}`,
  );
  if (/^planted$/m.test(said)) return fail(`${who} left a program in the web root: ${path}.`);
  if (/^nowhere$/m.test(said))
    return fail('/app/www/cgi-bin is not in the container. Keep the app where it was.');
  if (/read-only file ?system/i.test(said))
    return pass('root planted nothing in the web root: "Read-only file system"');
  return /denied|not permitted/i.test(said)
    ? fail(`Only a mode kept root from planting a program in the web root: ${oneLine(said, 80)}`)
    : notTried(said);
};

/** The store's volume is a disk of the host: Docker has no `noexec` for it. It is the one place that is let be. */
export const isLetBe = (service: string, path: string) =>
  service.endsWith('-store') && (path === '/data' || path.startsWith('/data/'));

/** Every folder, and shared memory where it is the container's own. */
const everywhere = (service: string, ipc: string) =>
  `find / ${ipc === 'host' ? '' : '/dev/shm'} \\( -path /proc -o -path /sys -o -path /dev ${
    isLetBe(service, '/data') ? '-o -path /data' : ''
  } \\) -prune -o -type d -print`;

/** As root and as the app: what belongs to the one may be closed to the other. */
export const findPlace: Observe = async (target, context) => {
  const { name, ipcMode } = target.info;
  const commands = searchPlaces(everywhere(name, ipcMode), `dropped-${token()}`);
  let seen = 0;
  for (const { who, said } of [
    await asRoot(target, commands),
    await asApp(target, context, commands),
  ]) {
    const { places, tried } = placesIn(said);
    if (tried === 0) return notTried(said);
    if (places.length > 0)
      return fail(`${who} left a program in ${placesListed(places)} and started it there.`);
    seen = tried;
  }
  return pass(`in none of ${seen} folders could a program be left and started`);
};

const HELPERS = ['/usr/local/bin/asroot', '/usr/local/lib/print/label'];

/** Started by somebody who is not root, so that it is the program that gives the rights. */
export const startHelpers: Observe = async (target, context) => {
  const { self, tried } = await tryPrograms(target, context, HELPERS, (web, _, commands) =>
    asStranger(web, commands),
  );
  if (self === undefined) return notTried('');
  for (const one of tried) {
    const gain = gainOf(one, self);
    if (gain !== undefined)
      return fail(
        `As uid 54321 in ${target.info.name} the intruder started ${one.path} and ${gain}.`,
        `docker exec --user 54321:54321 ${target.info.name} ${one.path} id`,
      );
    if (one.started.is === 'mute') return notTried(one.started.said);
  }
  const left = tried.filter(({ started }) => started.is !== 'absent').map(({ path }) => path);
  return pass(
    left.length === 0
      ? 'the helpers are not there any more'
      : `${left.join(' and ')} gave uid 54321 nothing`,
  );
};

/** By number where the image has the tool for that, else by the one program that every busybox has. */
export const reachKernel: Observe = async (target, context) => {
  const has = await target.exec({ argv: ['sh', '-c', 'command -v knock'] });
  if (has.is === 'exited' && has.code === 0) return reachKernelBy(asRoot)(target, context);
  const { who, said } = await asRoot(target, 'unshare -U true && echo "made one"');
  if (said.includes('made one'))
    return fail(`${who} made a user namespace: no filter stood before the kernel.`);
  return /not permitted/i.test(said)
    ? pass('root asked the kernel for a user namespace, and was refused')
    : notTried(said);
};
