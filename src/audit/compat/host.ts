/** Sections 1 and 3 as docker-bench-security judges them. */
import type { FileAnswer } from '../facts.ts';
import { counted, listed, scored, type CompatCheck } from './check.ts';
import type { CompatFacts } from './facts.ts';
import { fileSetting, lineWord } from './settings.ts';

type Kind = 'file' | 'directory' | 'socket' | 'any';

const isThere = ({ targets }: CompatFacts, path: string, kind: Kind): boolean => {
  const answer = targets[path];
  if (path === '' || answer?.is !== 'file') return false;
  const { type } = answer.file.stat;
  return kind === 'any' || type === (kind === 'socket' ? 'other' : kind);
};

/** A path is a pattern there: each dot of it is any character. */
const mentions = (text: string, path: string): boolean => {
  const pattern = new RegExp(path.replace(/[*+?^$()[\]{}|\\]/g, String.raw`\$&`));
  return text.split('\n').some((line) => pattern.test(line));
};

function isAudited(facts: CompatFacts, path: string): boolean {
  if (facts.auditctl !== undefined) return mentions(facts.auditctl, path);
  const lines = facts.auditRules.split('\n').filter((line) => /^[^#;]/.test(line));
  return mentions(lines.join('\n'), path);
}

const audited =
  (path: (facts: CompatFacts) => string, kind: Kind | 'unasked'): CompatCheck =>
  (facts) => {
    const at = path(facts);
    if (kind !== 'unasked' && !isThere(facts, at, kind))
      return scored('INFO', kind === 'directory' ? 'No such folder' : 'No such file');
    return scored(isAudited(facts, at) ? 'PASS' : 'WARN');
  };

const fixed = (path: string) => () => path;
const unit = (name: string) => (facts: CompatFacts) => facts.units[name] ?? '';

/** A version is compared number by number; what is no number ends the comparison. */
function isNewer(left: string, right: string): boolean {
  const [one, other] = [left.split('.'), right.split('.')];
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const [a, b] = [one[at] ?? '0', other[at] ?? '0'];
    if (!/^\d+$/.test(a) || !/^\d+$/.test(b)) return false;
    if (Number(a) !== Number(b)) return Number(a) > Number(b);
  }
  return false;
}

const MONTH_MS = 2_592_000_000;

const upToDate: CompatCheck = ({ engine, now }) => {
  const version = engine.version.replace(/[A-Za-z,-]/g, '');
  const then = new Date(now.getTime() - MONTH_MS);
  const month = `${then.getMonth() + 1}`.padStart(2, '0');
  const current = `${then.getFullYear() % 100}.${month}.0`;
  return counted(isNewer(current, version) ? 'INFO' : 'PASS', `Using ${version}`);
};

export const HOST_CHECKS: readonly (readonly [string, CompatCheck])[] = [
  ['1.1.1', ({ rootDirIsMounted }) => scored(rootDirIsMounted ? 'PASS' : 'WARN')],
  ['1.1.2', ({ dockerUsers }) => listed(counted, 'INFO', 'doubtfulusers', [dockerUsers])],
  ['1.1.3', audited(fixed('/usr/bin/dockerd'), 'unasked')],
  ['1.1.4', audited(fixed('/run/containerd'), 'unasked')],
  ['1.1.5', audited(fixed('/var/lib/docker'), 'directory')],
  ['1.1.6', audited(fixed('/etc/docker'), 'directory')],
  ['1.1.7', audited(unit('docker.service'), 'file')],
  ['1.1.8', audited(unit('containerd.sock'), 'any')],
  ['1.1.9', audited(unit('docker.socket'), 'any')],
  ['1.1.10', audited(fixed('/etc/default/docker'), 'file')],
  ['1.1.11', audited(fixed('/etc/docker/daemon.json'), 'file')],
  ['1.1.12', audited(fixed('/etc/containerd/config.toml'), 'file')],
  ['1.1.13', audited(fixed('/etc/sysconfig/docker'), 'file')],
  ['1.1.14', audited(fixed('/usr/bin/containerd'), 'file')],
  ['1.1.15', audited(fixed('/usr/bin/containerd-shim'), 'file')],
  ['1.1.16', audited(fixed('/usr/bin/containerd-shim-runc-v1'), 'file')],
  ['1.1.17', audited(fixed('/usr/bin/containerd-shim-runc-v2'), 'file')],
  ['1.1.18', audited(fixed('/usr/bin/runc'), 'file')],
  ['1.2.1', () => counted('INFO')],
  ['1.2.2', upToDate],
];

/** Owner and mode of the path itself: a symlink is judged, and not what it means. */
const statOf = ({ links }: CompatFacts, path: string) => {
  const answer: FileAnswer | undefined = links[path];
  return answer?.is === 'file' ? answer.file.stat : undefined;
};

/** As one number of the two: only 0 and 0 make 0. */
const ownedByRoot = (facts: CompatFacts, path: string): boolean => {
  const stat = statOf(facts, path);
  return stat !== undefined && Number(`${stat.uid}${stat.gid}`) === 0;
};

const ownedByDocker = (facts: CompatFacts, path: string): boolean => {
  const stat = statOf(facts, path);
  return stat?.uid === 0 && stat.gid === facts.dockerGid;
};

/** Octal digits read as a decimal number. */
const asDecimal = (mode: number): number => Number(mode.toString(8));

const modeOf = (facts: CompatFacts, path: string): number =>
  asDecimal(statOf(facts, path)?.mode ?? 0o7777);

type Test = (facts: CompatFacts, path: string) => boolean;

const atMost =
  (most: number): Test =>
  (facts, path) =>
    modeOf(facts, path) <= most;

const judged =
  (path: (facts: CompatFacts) => string, kind: Kind, isRight: Test): CompatCheck =>
  (facts) => {
    const at = path(facts);
    if (!isThere(facts, at, kind)) return scored('INFO', 'No such file');
    return isRight(facts, at) ? scored('PASS') : scored('WARN', `Not as it should be: ${at}`);
  };

const certificates =
  (isWrong: (file: { uid: number; mode: number }) => boolean): CompatCheck =>
  ({ registryFiles }) => {
    if (registryFiles === undefined) return scored('INFO', 'No such folder');
    return registryFiles.some(isWrong)
      ? scored('WARN', 'Not as it should be: /etc/docker/certs.d/')
      : scored('PASS');
  };

/** Of the command line, unless the file of settings names one. */
export const compatTlsPath = (facts: CompatFacts, name: string): string => {
  const { text } = fileSetting(facts, name);
  if (text !== '') return text;
  const [, path = ''] = new RegExp(`.*${name}=([^s].*)`).exec(lineWord(facts, `--${name}`)) ?? [];
  return path.replaceAll('--', ' --').split(' ')[0] ?? '';
};

const tls = (name: string) => (facts: CompatFacts) => compatTlsPath(facts, name);

const SOCKET = fixed('/var/run/docker.sock');
const CONFIG = fixed('/etc/docker/daemon.json');
const CONTAINERD = fixed('/run/containerd/containerd.sock');

export const FILE_CHECKS: readonly (readonly [string, CompatCheck])[] = [
  ['3.1', judged(unit('docker.service'), 'file', ownedByRoot)],
  ['3.2', judged(unit('docker.service'), 'file', atMost(644))],
  ['3.3', judged(unit('docker.socket'), 'file', ownedByRoot)],
  ['3.4', judged(unit('docker.socket'), 'file', atMost(644))],
  ['3.5', judged(fixed('/etc/docker'), 'directory', ownedByRoot)],
  ['3.6', judged(fixed('/etc/docker'), 'directory', atMost(755))],
  ['3.7', certificates(({ uid }) => uid !== 0)],
  ['3.8', certificates(({ mode }) => asDecimal(mode) > 444)],
  ['3.9', judged(tls('tlscacert'), 'file', ownedByRoot)],
  ['3.10', judged(tls('tlscacert'), 'file', atMost(444))],
  ['3.11', judged(tls('tlscert'), 'file', ownedByRoot)],
  ['3.12', judged(tls('tlscert'), 'file', atMost(444))],
  ['3.13', judged(tls('tlskey'), 'file', ownedByRoot)],
  ['3.14', judged(tls('tlskey'), 'file', (facts, path) => modeOf(facts, path) === 400)],
  ['3.15', judged(SOCKET, 'socket', ownedByDocker)],
  ['3.16', judged(SOCKET, 'socket', atMost(660))],
  ['3.17', judged(CONFIG, 'file', ownedByRoot)],
  ['3.18', judged(CONFIG, 'file', atMost(644))],
  ['3.19', judged(fixed('/etc/default/docker'), 'file', ownedByRoot)],
  ['3.20', judged(fixed('/etc/default/docker'), 'file', atMost(644))],
  ['3.21', judged(fixed('/etc/sysconfig/docker'), 'file', atMost(644))],
  ['3.22', judged(fixed('/etc/sysconfig/docker'), 'file', ownedByRoot)],
  ['3.23', judged(CONTAINERD, 'socket', ownedByRoot)],
  ['3.24', judged(CONTAINERD, 'socket', atMost(660))],
];
