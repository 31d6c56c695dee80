/** Lesson `non-root`: the guest book runs without root, cannot rewrite itself, and listens where anyone may. */
import {
  attemptsIn,
  breakIn,
  castOf,
  checksOf,
  defineVerifier,
  fail,
  firstWritable,
  listenersOf,
  oneLine,
  openForWriting,
  pass,
  type Actor,
  type CheckContext,
  type Finding,
  type Observe,
  type OwnedFile,
  type Target,
} from 'docklab/verify';
import { appOf, noRootGroup, noRootProcess, uidOf } from './shared/no-root.ts';

const { attack, service, control } = checksOf('web');

const BOOK = '/cgi-bin/guestbook';
const SCRIPT = `/app/www${BOOK}`;
const CODE = [SCRIPT, '/app/www/cgi-bin', '/app/www/index.html', '/app/httpd.conf'];
const SYSTEM = ['/bin', '/etc/passwd'];
const PORT = 8080;
const LOGS = 'docker logs $LAB_WEB';

const watch = { services: ['web'] };
const ownership = ({ path, uid, gid, mode }: OwnedFile) =>
  `${path} belongs to ${uid}:${gid} with mode ${mode.toString(8)}`;

/** The app's port wherever it listens now: only the task `high-port` asks for a certain one. */
async function portOf(target: Target, context: CheckContext): Promise<number | undefined> {
  const ports = (await listenersOf(target, context)).map(({ port }) => port);
  return ports.includes(PORT) ? PORT : ports[0];
}

async function readsAt(target: Target, port: number | undefined): Promise<Finding> {
  if (port === undefined)
    return fail('No process of your container listens on any port: the app is not up.', LOGS);
  const answer = await target.http(port, { path: BOOK });
  if (answer.is === 'silent')
    return fail(`Nobody answers on port ${port}: ${oneLine(answer.reason)}`, LOGS);
  const asked = `GET ${BOOK} on port ${port}`;
  return answer.status === 200 && answer.body.startsWith('Guest book')
    ? pass(`${asked} shows the guest book`)
    : fail(`${asked} answers ${answer.status}, no guest book: ${oneLine(answer.body, 120)}`, LOGS);
}

const bookAnswers: Observe = async (target, context) =>
  context.lab.network in target.info.networks
    ? readsAt(target, await portOf(target, context))
    : fail(
        `Your container is not on the network ${context.lab.network}, so no visitor finds it: start it with --network $LAB_NET.`,
      );

const answersHigh: Observe = async (target, context) => {
  const port = await portOf(target, context);
  return port === undefined || port === PORT
    ? readsAt(target, port)
    : fail(`Nobody listens on port ${PORT} of your container; the app is on port ${port}.`);
};

const keepsEntries: Observe = async (target, context) => {
  const port = await portOf(target, context);
  const reads = await readsAt(target, port);
  if (port === undefined || reads.is !== 'pass') return reads;
  const entry = `docklab ${crypto.randomUUID().slice(0, 8)}`;
  const body = `entry=${encodeURIComponent(entry)}`;
  const posted = await target.http(port, { method: 'POST', path: BOOK, body });
  const page = await target.http(port, { path: BOOK });
  if (page.is === 'answered' && page.body.includes(entry))
    return pass('an entry that docklab wrote was there when the book was read again');
  const cast = await castOf(target, context.host);
  const owners = (await cast.files(['/data', '/data/entries.txt'])).map(ownership).join(', ');
  const said = posted.is === 'answered' ? `${posted.status} ${posted.body}` : posted.reason;
  return fail(
    `The guest book lost an entry (${oneLine(said, 120)}). Your app runs as uid ${uidOf(appOf(cast))}; ${owners || 'there is no /data'}.`,
  );
};

const listensHigh: Observe = async (target, context) => {
  if (target.info.networkMode === 'host')
    return fail('Your container uses the network of the host. Start it with --network $LAB_NET.');
  const found = await listenersOf(target, context);
  const ports = found.map(({ port }) => port);
  const low = ports.find((port) => port < 1024);
  if (low !== undefined)
    return fail(
      `A process of your container listens on port ${low}. (\`docker run -p ${PORT}:${low}\` changes the host's side only; the app itself must ask for ${PORT}.)`,
    );
  if (!ports.includes(PORT))
    return fail(
      `Your container listens on ${ports.join(', ') || 'no port'}; visitors look for ${PORT}.`,
    );
  return found.every(({ port, loopback }) => port !== PORT || loopback)
    ? fail(`Port ${PORT} listens on the loopback address only, where no visitor can reach it.`)
    : pass(`the kernel lists port ${ports.join(', ')} for the container, and none below 1024`);
};

// What a visitor can do through the hole in the search, and what owners and modes allow.

const bySearch = (script: string) => ({
  path: `${BOOK}?search=${encodeURIComponent(`x' /dev/null\n${script}#`)}`,
});

/** Runs commands as the attacker: through the search or, where that hole is closed, as the app's own user. */
async function strike(target: Target, context: CheckContext, app: Actor, commands: string) {
  const port = await portOf(target, context);
  const visit = port === undefined ? undefined : await breakIn(target, port, bySearch, commands);
  if (visit?.is === 'in') return { who: 'Through the search, a visitor', said: visit.said };
  const user = `${app.uids[0]}:${app.gids[0]}`;
  const ran = await target.exec({ argv: ['sh', '-c', commands], user });
  const who = `The search runs no commands any more; acting as the app's user itself, docklab`;
  return { who, said: ran.is === 'exited' ? ran.stdout : '' };
}

const cannotOpen =
  (paths: readonly string[]): Observe =>
  async (target, context) => {
    const cast = await castOf(target, context.host);
    const app = appOf(cast);
    const { who, said } = await strike(target, context, app, openForWriting(paths));
    const attempts = attemptsIn(said, paths);
    for (const { path, result, said } of attempts) {
      if (result === 'open')
        return fail(`${who} opened ${path} for writing, as uid ${uidOf(app)}.`);
      if (result === 'absent')
        return fail(`${path} is not in your container. Keep the app where it was.`);
      if (result === 'other')
        return fail(`${who} tried ${path} and got: ${oneLine(said) || 'nothing'}`);
    }
    const shielded = attempts.filter(({ result }) => result === 'read-only');
    const bare = writable([app], await cast.files(shielded.map(({ path }) => path)));
    return bare === undefined
      ? pass(`${who} got: ${attempts.map(({ said }) => oneLine(said)).join('; ')}`)
      : fail(`Only the read-only mount protects it. ${bare}`);
  };

const RIGHTS = {
  root: ({ argv }: Actor) => `\`${argv}\` is uid 0, and for uid 0 no mode counts`,
  owner: (_: Actor, { uid }: OwnedFile) => `your app runs as uid ${uid}, so it owns this`,
  group: (_: Actor, { gid }: OwnedFile) => `your app is in group ${gid}, which may write it`,
  everyone: () => 'everyone may write it',
};

/** Undefined when none of the actors may write any of the files. */
function writable(actors: readonly Actor[], files: readonly OwnedFile[]): string | undefined {
  const found = firstWritable(actors, files);
  return found && `${ownership(found.file)}: ${RIGHTS[found.right](found.actor, found.file)}.`;
}

const codeIsNotTheirs: Observe = async (target, { host }) => {
  const cast = await castOf(target, host);
  const tree = await cast.tree('/app', 500);
  if (!tree.some(({ path }) => path === SCRIPT))
    return fail(`${SCRIPT} is not in your container. Keep the app where it was.`);
  const found = writable(cast.actors, tree);
  return found === undefined
    ? pass(`none of the ${tree.length} files and folders of /app can be written by a process here`)
    : fail(`The app can rewrite itself. ${found}`);
};

export default defineVerifier({
  lesson: 'non-root',
  tasks: {
    'run-unprivileged': {
      watch,
      checks: [
        control(
          {
            id: 'no-root-process',
            expected: 'No process of the container has uid 0.',
            why: 'The kernel lets uid 0 past every owner and mode. Whoever takes over such a process owns all that the container can reach, and outside it is uid 0 as well.',
            see: 'docker top $LAB_WEB',
          },
          noRootProcess,
        ),
        control(
          {
            id: 'no-root-group',
            expected: 'No process of the container is in group 0.',
            why: "Root's group may read or write many files of a system, and of a host that are mounted.",
            see: "docker exec $LAB_WEB grep -E '^(Uid|Gid|Groups):' /proc/1/status",
          },
          noRootGroup,
        ),
        attack(
          {
            id: 'replace-programs',
            expected: "A visitor with a shell in the app cannot change the container's programs.",
            why: 'A changed /bin/sh is run by whoever enters the container next: so CVE-2019-5736 began.',
            see: "sh attack.sh 'id; true >> /etc/passwd && echo open for writing'",
          },
          cannotOpen(SYSTEM),
        ),
        service(
          {
            id: 'book-answers',
            expected: 'Visitors on the network of the lab can read the guest book.',
            why: 'A guest book that nobody can read is safe and useless.',
            see: 'sh visit.sh',
          },
          bookAnswers,
        ),
      ],
    },
    'files-owned': {
      watch,
      checks: [
        control(
          {
            id: 'code-owner',
            expected: 'By owner and mode, no process of the container may write anything in /app.',
            why: 'The owner of a file can always give itself the right to write it. Code that belongs to the app belongs to whoever takes the app over.',
            see: 'docker exec $LAB_WEB ls -lanR /app',
          },
          codeIsNotTheirs,
        ),
        attack(
          {
            id: 'rewrite-app',
            expected:
              'A visitor with a shell in the app cannot change its pages, script or settings.',
            why: 'A visit ends with its request; a changed script serves everyone who comes after.',
            see: `sh attack.sh 'id; true >> ${SCRIPT} && echo open for writing'`,
          },
          cannotOpen(CODE),
        ),
        service(
          {
            id: 'keeps-entries',
            expected: 'An entry that a visitor writes is in the guest book afterwards.',
            why: '/data is the one place that the app must write; take it away and people go back to root.',
            see: 'docker exec $LAB_WEB ls -lan /data',
          },
          keepsEntries,
        ),
      ],
    },
    'high-port': {
      watch,
      checks: [
        control(
          {
            id: 'listens-high',
            expected: `The app listens on port ${PORT}, and nothing in the container below 1024.`,
            why: 'Wherever Docker has not lifted the rule, ports below 1024 need a privilege; an app that asks for none runs the same everywhere.',
            see: 'docker exec $LAB_WEB netstat -tln',
          },
          listensHigh,
        ),
        service(
          {
            id: 'answers-high',
            expected: `The guest book answers on port ${PORT}.`,
            why: 'A port that listens and does not serve the book is of no use to a visitor.',
            see: 'sh visit.sh',
          },
          answersHigh,
        ),
      ],
    },
  },
});
