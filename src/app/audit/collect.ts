/** Collects all facts of an audit at once; what cannot be seen is part of the answer. */
import { parseAuditRules } from '../../audit/auditd.ts';
import {
  seen,
  unseen,
  type AuditdFacts,
  type AuditFacts,
  type DaemonFacts,
  type EngineFacts,
  type HostFacts,
  type Seen,
} from '../../audit/facts.ts';
import { pathsToStat } from '../../audit/host-paths.ts';
import { daemonSettings } from '../../audit/settings.ts';
import { parseMountinfo } from '../../host/proc.ts';
import { oneLine } from '../../host/sanitise.ts';
import { findDaemon } from './find-daemon.ts';
import { registryCertificates, statAll } from './read-files.ts';
import type { AuditedHost, AuditSources, SurveyedEngine } from './sources.ts';

type About = ReturnType<SurveyedEngine['about']>;

/** Rejects with a `DocklabError` when the engine cannot be asked. */
export async function collectFacts(
  { engine, socket, host, contentTrust }: AuditSources,
  signal: AbortSignal,
): Promise<AuditFacts> {
  const about = engine.about(signal);
  const hostFacts =
    socket === undefined ? about.then(() => unseenHost(ELSEWHERE)) : ofHost(host, socket, about);
  const [known, objects, found] = await Promise.all([about, engine.objects(signal), hostFacts]);
  return { ...known, ...objects, host: found, contentTrust };
}

const ELSEWHERE = 'The engine is reached through the network: run docklab on its own machine.';
const OTHER_MACHINE =
  'The engine runs in another machine or in a VM: run docklab there, and not in a container.';

async function ofHost(host: AuditedHost, socket: string, about: About): Promise<HostFacts> {
  // Asked at the same time: what is read in vain is small.
  const reading = readHost(host, socket, about);
  const [{ engine }, facts] = await Promise.all([about, reading]);
  return isHere(host, engine) ? facts : unseenHost(OTHER_MACHINE);
}

const isHere = ({ hostname, kernel }: AuditedHost, engine: EngineFacts): boolean =>
  engine.hostname === hostname && engine.kernel === kernel && !engine.desktop;

async function readHost(host: AuditedHost, socket: string, about: About): Promise<HostFacts> {
  const { facts } = host;
  const daemon = findDaemon(host, socket);
  const files = Promise.all([about, daemon]).then(([{ engine }, found]) =>
    statAll(facts, pathsToStat(engine.rootDir, found.is === 'seen' ? found.value : undefined)),
  );
  const [found, stats, certificates, mountPoints, group, audit, sshServers, swarmListeners] =
    await Promise.all([
      daemon,
      files,
      registryCertificates(facts),
      mountPointsOf(host),
      daemon.then((one) => engineGroup(host, one)),
      auditRules(host),
      sshServersOf(host),
      about.then(({ swarm }) => listenersOf(host, swarm.state === 'active')),
    ]);
  return {
    daemon: found,
    files: seen(stats),
    certificates,
    mountPoints,
    group,
    audit,
    sshServers,
    swarmListeners,
  };
}

function unseenHost(why: string): HostFacts {
  const none = unseen(why);
  return {
    files: none,
    certificates: none,
    mountPoints: none,
    group: none,
    audit: none,
    daemon: none,
    sshServers: none,
    swarmListeners: none,
  };
}

async function mountPointsOf({ facts, pid }: AuditedHost): Promise<Seen<string[]>> {
  const [answer] = await facts.read([{ get: 'text', path: `/proc/${pid}/mountinfo` }]);
  return answer?.is === 'text'
    ? seen(parseMountinfo(answer.text).map(({ target }) => target))
    : unseen('What is mounted could not be read.');
}

/** Members by the group's own line, and those whose first group it is. */
async function engineGroup(
  { facts }: AuditedHost,
  daemon: Seen<DaemonFacts>,
): Promise<HostFacts['group']> {
  const asked = daemon.is === 'seen' ? daemonSettings(daemon.value).one('group') : undefined;
  const name = typeof asked === 'string' && asked !== '' ? asked : 'docker';
  const [groups, users] = await facts.read([
    { get: 'text', path: '/etc/group' },
    { get: 'text', path: '/etc/passwd' },
  ]);
  if (groups?.is !== 'text') return unseen('/etc/group could not be read.');
  const rows = (text: string) => text.split('\n').map((line) => line.split(':'));
  const row = rows(groups.text).find(([group]) => group === name);
  if (row === undefined) return seen(undefined);
  const gid = Number(row[2]);
  const named = (row[3] ?? '').split(',').filter((user) => user !== '');
  const first =
    users?.is === 'text' ? rows(users.text).filter((one) => Number(one[3]) === gid) : [];
  const members = [...new Set([...named, ...first.map(([user = '']) => user)])];
  return seen({ gid, members: members.map((user) => oneLine(user, 64)) });
}

const AUDIT_LIMITS = { timeoutMs: 5_000, maxBytes: 1024 * 1024 };

async function auditRules({ isRoot, processes }: AuditedHost): Promise<Seen<AuditdFacts>> {
  if (!isRoot) return unseen('Only root may ask the kernel for its audit rules. Try it with sudo.');
  const auditctl = await processes.which('auditctl');
  if (auditctl === undefined)
    return unseen('auditctl, which asks the kernel for its rules, is not on PATH: install auditd.');
  const [list, status] = await Promise.all([
    processes.run([auditctl, '-l'], AUDIT_LIMITS),
    processes.run([auditctl, '-s'], AUDIT_LIMITS),
  ]);
  if (list.is !== 'exited' || list.code !== 0) {
    const said = list.is === 'exited' ? list.stderr : list.is;
    return unseen(`The kernel did not tell its audit rules: ${oneLine(said, 120)}`);
  }
  const isOn = status.is === 'exited' && /^enabled [12]$/m.test(status.stdout);
  return seen({ isOn, rules: parseAuditRules(list.stdout) });
}

const SSH_SERVERS = ['sshd', 'sshd-session', 'dropbear'];

/** Ids of containers as they stand in the cgroup of each such process. */
async function sshServersOf({ facts, table }: AuditedHost): Promise<Seen<string[]>> {
  const pids = await table.named(SSH_SERVERS);
  const groups = await facts.read(
    pids.map((pid) => ({ get: 'text', path: `/proc/${pid}/cgroup` }) as const),
  );
  const ids = groups.flatMap((answer) =>
    answer.is === 'text' ? [...answer.text.matchAll(/[0-9a-f]{64}/g)].map(([id]) => id) : [],
  );
  return seen([...new Set(ids)]);
}

const MANAGEMENT_PORT = 2377;
const LISTEN = '0A';

async function listenersOf(
  { facts, pid }: AuditedHost,
  isActive: boolean,
): Promise<Seen<string[]>> {
  if (!isActive) return seen([]);
  const tables = await facts.read([
    { get: 'text', path: `/proc/${pid}/net/tcp`, maxBytes: 4 * 1024 * 1024 },
    { get: 'text', path: `/proc/${pid}/net/tcp6`, maxBytes: 4 * 1024 * 1024 },
  ]);
  const port = `:${MANAGEMENT_PORT.toString(16).toUpperCase().padStart(4, '0')}`;
  return seen(
    tables.flatMap((table) =>
      table.is === 'text'
        ? table.text
            .split('\n')
            .map((line) => line.trim().split(/\s+/))
            .filter(([, local = '', , state]) => state === LISTEN && local.endsWith(port))
            .map(([, local = '']) => local.slice(0, local.indexOf(':')))
        : [],
    ),
  );
}
