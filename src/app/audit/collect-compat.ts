/** Collects what docker-bench-security looks at beside the audit's own facts: always on this machine, as it does. */
import type { CompatFacts } from '../../audit/compat/facts.ts';
import { compatTlsPath } from '../../audit/compat/host.ts';
import { lineWord } from '../../audit/compat/settings.ts';
import type { AuditFacts, EngineFacts, FileAnswer } from '../../audit/facts.ts';
import { clean } from '../../audit/paths.ts';
import { CONFIG_PATH } from '../../audit/settings.ts';
import type { FactRequest } from '../../host/facts.ts';
import { parseMountinfo } from '../../host/proc.ts';
import { collectFacts } from './collect.ts';
import { statAll } from './read-files.ts';
import type { AuditedHost, AuditSources } from './sources.ts';

const PATHS = [
  '/usr/bin/dockerd',
  '/run/containerd',
  '/var/lib/docker',
  '/etc/docker',
  '/etc/docker/daemon.json',
  '/etc/docker/certs.d',
  '/etc/default/docker',
  '/etc/sysconfig/docker',
  '/etc/containerd/config.toml',
  '/usr/bin/containerd',
  '/usr/bin/containerd-shim',
  '/usr/bin/containerd-shim-runc-v1',
  '/usr/bin/containerd-shim-runc-v2',
  '/usr/bin/runc',
  '/var/run/docker.sock',
  '/run/containerd/containerd.sock',
];
const UNITS = ['docker.service', 'docker.socket', 'containerd.sock'];
const TLS = ['tlscacert', 'tlscert', 'tlskey'];

export async function collectCompatFacts(
  sources: AuditSources,
  signal: AbortSignal,
): Promise<CompatFacts> {
  const { host } = sources;
  const now = new Date();
  const [facts, settings, units, auditctl, auditRules] = await Promise.all([
    collectFacts(sources, signal),
    readSettings(host),
    unitsOf(host),
    auditctlOf(host),
    textOf(host, '/etc/audit/audit.rules'),
  ]);
  const tls = TLS.map((name) => compatTlsPath({ ...facts, ...settings } as CompatFacts, name));
  const paths = [...PATHS, ...Object.values(units), ...tls].filter((path) => path !== '');
  const [links, targets, registryFiles, group, rootDirIsMounted] = await Promise.all([
    linksOf(host, paths),
    statAll(host.facts, paths),
    registryFilesOf(host),
    dockerGroup(host),
    isMounted(host, facts.engine),
  ]);
  return {
    ...(facts satisfies AuditFacts),
    ...settings,
    ...group,
    units,
    auditctl,
    auditRules,
    links,
    targets,
    registryFiles,
    rootDirIsMounted,
    now,
  };
}

async function textOf({ facts }: AuditedHost, path: string): Promise<string> {
  const [answer] = await facts.read([{ get: 'text', path }]);
  return answer?.is === 'text' ? answer.text : '';
}

async function readSettings(host: AuditedHost) {
  const [commandLine = '', jq] = await Promise.all([
    host.table.newest(/dockerd/),
    host.processes.which('jq'),
  ]);
  const line = { commandLine } as CompatFacts;
  const named = lineWord(line, '--config-file').replace(/.*=/, '');
  const path = (await isFile(host, named)) ? named : CONFIG_PATH;
  return { commandLine, hasJq: jq !== undefined, configText: await textOf(host, path) };
}

async function isFile({ facts }: AuditedHost, path: string): Promise<boolean> {
  if (!path.startsWith('/')) return false;
  const answer = (await statAll(facts, [path]))[path];
  return answer?.is === 'file' && answer.file.stat.type === 'file';
}

const UNIT_DIRS = ['/etc/systemd/system', '/lib/systemd/system'];

async function unitsOf(host: AuditedHost): Promise<Record<string, string>> {
  const found = UNITS.map(async (name) => {
    for (const dir of UNIT_DIRS)
      if (await isFile(host, `${dir}/${name}`)) return [name, `${dir}/${name}`] as const;
    return [name, await host.findFile('/run', name)] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

async function auditctlOf({ processes }: AuditedHost): Promise<string | undefined> {
  const auditctl = await processes.which('auditctl');
  if (auditctl === undefined) return undefined;
  const ran = await processes.run([auditctl, '-l'], { timeoutMs: 5_000, maxBytes: 1024 * 1024 });
  return ran.is === 'exited' ? ran.stdout : '';
}

async function linksOf({ facts }: AuditedHost, paths: readonly string[]) {
  const answers = await facts.read(paths.map((path): FactRequest => ({ get: 'stat', path })));
  return Object.fromEntries(
    answers.map((answer, index): [string, FileAnswer] => {
      const path = paths[index] ?? '';
      return [
        path,
        answer.is === 'stat' ? { is: 'file', file: { path, stat: answer.stat } } : { is: 'absent' },
      ];
    }),
  );
}

const CERTIFICATES = '/etc/docker/certs.d';
const MAX_DEPTH = 8;

async function registryFilesOf(host: AuditedHost): Promise<CompatFacts['registryFiles']> {
  const [list] = await host.facts.read([{ get: 'list', path: CERTIFICATES }]);
  return list?.is === 'list' ? below(host, CERTIFICATES, list.names, MAX_DEPTH) : undefined;
}

async function below(
  host: AuditedHost,
  dir: string,
  names: readonly string[],
  depth: number,
): Promise<{ uid: number; mode: number }[]> {
  const links = await linksOf(
    host,
    names.map((name) => `${dir}/${name}`),
  );
  const nested = Object.entries(links).map(async ([path, answer]) => {
    if (answer.is !== 'file') return [];
    const { type, uid, mode } = answer.file.stat;
    if (type === 'file') return path.endsWith('.crt') ? [{ uid, mode }] : [];
    if (type !== 'directory' || depth === 0) return [];
    const [list] = await host.facts.read([{ get: 'list', path }]);
    return list?.is === 'list' ? below(host, path, list.names, depth - 1) : [];
  });
  return (await Promise.all(nested)).flat();
}

async function dockerGroup(host: AuditedHost) {
  const rows = (await textOf(host, '/etc/group')).split('\n').map((line) => line.split(':'));
  const row = rows.find(([name]) => name === 'docker');
  return { dockerUsers: row?.[3] ?? '', dockerGid: row === undefined ? undefined : Number(row[2]) };
}

async function isMounted(host: AuditedHost, engine: EngineFacts): Promise<boolean> {
  const isMapped = engine.securityOptions.some((option) => option.includes('userns'));
  const dir = clean(isMapped ? `${engine.rootDir}/..` : engine.rootDir);
  const mounts = parseMountinfo(await textOf(host, `/proc/${host.pid}/mountinfo`));
  return mounts.some(({ target }) => target === dir);
}
