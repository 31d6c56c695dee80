/** Sections 4 and 5 as docker-bench-security judges them: running containers only. */
import type { ContainerFacts, ImageFacts } from '../facts.ts';
import { counted, listed, scored, type CompatCheck, type CompatResult } from './check.ts';
import type { CompatFacts } from './facts.ts';
import { lineWord, says } from './settings.ts';

/** Names with this in them are taken for its own container. */
const OWN = 'nil';
const OWN_LABEL = /docker.bench.security/;

function seenContainers({ containers }: CompatFacts): ContainerFacts[] {
  const running = containers.filter(({ isRunning }) => isRunning);
  const own = running.findLast(({ labels }) => labels.some((label) => OWN_LABEL.test(label)));
  return running.filter(({ name }) => !name.includes(own?.name ?? OWN));
}

/** What is wrong with a container, each in a word or more; none when nothing is. */
type Look = (container: ContainerFacts, facts: CompatFacts) => readonly string[];

const each =
  (kind: typeof scored, wrong: CompatResult, about: string, look: Look): CompatCheck =>
  (facts) => {
    const containers = seenContainers(facts);
    if (containers.length === 0) return undefined;
    const found = containers.flatMap((container) => look(container, facts));
    return found.length === 0 ? kind('PASS') : listed(kind, wrong, about, found);
  };

const when =
  (isWrong: (container: ContainerFacts, facts: CompatFacts) => boolean): Look =>
  (container, facts) =>
    isWrong(container, facts) ? [container.name] : [];

const warnEach = (about: string, isWrong: Parameters<typeof when>[0]) =>
  each(scored, 'WARN', about, when(isWrong));
const infoEach = (about: string, isWrong: Parameters<typeof when>[0]) =>
  each(counted, 'INFO', about, when(isWrong));

const only =
  (result: CompatResult): CompatCheck =>
  (facts) =>
    seenContainers(facts).length === 0 ? undefined : counted(result);

const ROOTS = new Set(['', '0', 'root', '[]', '<no value>']);

const rootUser: CompatCheck = (facts) => {
  const containers = seenContainers(facts);
  if (containers.length === 0) return scored('INFO', 'No containers running');
  const found = containers.filter(({ user }) => ROOTS.has(user)).map(({ name }) => name);
  return found.length === 0 ? scored('PASS') : listed(scored, 'WARN', 'running as root', found);
};

const tagsOf = ({ tags }: ImageFacts): string => `[${tags.join(' ')}]`;

const eachImage =
  (
    kind: typeof scored,
    wrong: CompatResult,
    about: string,
    isWrong: (image: ImageFacts) => boolean,
  ): CompatCheck =>
  ({ images }) => {
    const found = images.filter(isWrong);
    if (found.length === 0) return kind('PASS');
    return listed(kind, wrong, about, found.map(tagsOf));
  };

const COLUMN = 45;

/** A step as a table shows it: cut to a column. */
const inTable = (line: string): string => {
  const flat = line.replaceAll('\t', ' ');
  return flat.length > COLUMN ? flat.slice(0, COLUMN - 1) : flat;
};

const updates = ({ history, comments }: ImageFacts) =>
  [...history.map(inTable), ...comments].some((text) => text.includes('update'));

const adds = ({ history }: ImageFacts) =>
  history
    .join('\n')
    .split('\n')
    .slice(0, -1)
    .some((line) => line.includes('ADD'));

export const IMAGE_CHECKS: readonly (readonly [string, CompatCheck])[] = [
  ['4.1', rootUser],
  ['4.2', () => counted('NOTE')],
  ['4.3', () => counted('NOTE')],
  ['4.4', () => counted('NOTE')],
  ['4.5', ({ contentTrust }) => scored(contentTrust === '1' ? 'PASS' : 'WARN')],
  [
    '4.6',
    eachImage(
      scored,
      'WARN',
      'Images w/o HEALTHCHECK',
      ({ healthcheck }) => healthcheck === undefined,
    ),
  ],
  ['4.7', eachImage(counted, 'INFO', 'Update steps in', updates)],
  ['4.8', () => counted('NOTE')],
  ['4.9', eachImage(counted, 'INFO', 'ADD in', adds)],
  ['4.10', () => counted('NOTE')],
  ['4.11', () => counted('NOTE')],
  ['4.12', () => counted('NOTE')],
];

const USUAL_CAPABILITIES =
  'AUDIT_WRITE|CHOWN|DAC_OVERRIDE|FOWNER|FSETID|KILL|MKNOD|NET_BIND_SERVICE|NET_RAW|SETFCAP|SETGID|SETPCAP|SETUID|SYS_CHROOT';
const WITH_PREFIX = new RegExp(`${USUAL_CAPABILITIES.replace(/(^|\|)/g, '$1CAP_')}|\\s`, 'g');
const WITHOUT = new RegExp(`${USUAL_CAPABILITIES}|\\s`, 'g');

const addsCapability = ({ capAdd }: ContainerFacts): boolean =>
  capAdd.join(' ').toUpperCase().replace(WITH_PREFIX, '').replace(WITHOUT, '') !== '';

/** A container's mounts as its client prints them. */
const mountsOf = ({ mounts }: ContainerFacts): string =>
  `[${mounts
    .map(
      ({ type, name, source, target, driver, mode, writable, propagation }) =>
        `{${[type, name, source, target, driver, mode, writable, propagation].join(' ')}}`,
    )
    .join(' ')}]`;

const SENSITIVE = ['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr'];

const sensitive: Look = (container) => {
  const text = mountsOf(container);
  return SENSITIVE.filter((dir) => new RegExp(`{.*\\s${dir}\\s.*true\\s.*}`).test(text)).map(
    (dir) => `${container.name}:${dir}`,
  );
};

/** What stands between the first and the second colon of each published port: nothing, of most IPv6 addresses. */
const portWords = ({ ports }: ContainerFacts): string[] =>
  ports
    .map(({ container, hostIp, hostPort }) => {
      const address = hostIp.includes(':') ? `[${hostIp}]` : hostIp;
      return `${container} -> ${address}:${hostPort}`.split(':')[1] ?? '';
    })
    .filter((word) => word !== '');

const named =
  (words: (container: ContainerFacts) => readonly string[]): Look =>
  (container) =>
    words(container).map((word) => `${container.name}:${word}`);

const FIRST_FREE_PORT = 1025;

const noNewPrivileges: CompatCheck = (facts) => {
  if (seenContainers(facts).length === 0) return undefined;
  const byEngine =
    lineWord(facts, '--no-new-privileges') !== '' || says(facts, 'no-new-privileges', 'true');
  if (byEngine) return scored('PASS');
  return warnEach(
    'Containers without restricted privileges',
    ({ securityOpt }) => !securityOpt.join(' ').includes('no-new-privileges'),
  )(facts);
};

const defaultBridge: CompatCheck = (facts) => {
  if (seenContainers(facts).length === 0) return undefined;
  const found = facts.networks
    .filter(({ options }) => options['com.docker.network.bridge.name']?.startsWith('docker0'))
    .flatMap(({ containers }) => containers)
    .map((id) => `${id}:${facts.containers.find((one) => one.id === id)?.name ?? ''}`);
  return found.length === 0
    ? counted('PASS')
    : listed(counted, 'INFO', 'Containers using docker0 network', found);
};

const UNCONFINED = /seccomp[:=]unconfined/;

export const CONTAINER_CHECKS: readonly (readonly [string, CompatCheck])[] = [
  ['5.1', ({ swarm }) => scored(swarm.state === 'inactive' ? 'PASS' : 'WARN')],
  [
    '5.2',
    warnEach('Containers with no AppArmorProfile', ({ appArmorProfile: profile }) =>
      ['', '[]', '<no value>', 'unconfined'].includes(profile),
    ),
  ],
  ['5.3', warnEach('Containers with no SecurityOptions', (one) => one.securityOpt.length === 0)],
  ['5.4', warnEach('Capabilities added for containers', addsCapability)],
  ['5.5', warnEach('Containers running in privileged mode', ({ privileged }) => privileged)],
  ['5.6', each(scored, 'WARN', 'Containers with sensitive directories mounted', sensitive)],
  [
    '5.7',
    warnEach(
      'Containers with sshd',
      ({ id }, { host }) => host.sshServers.is === 'seen' && host.sshServers.value.includes(id),
    ),
  ],
  [
    '5.8',
    each(
      scored,
      'WARN',
      'Containers using privileged ports',
      named((one) => portWords(one).filter((word) => Number(word) < FIRST_FREE_PORT)),
    ),
  ],
  ['5.9', each(scored, 'WARN', 'Containers with open ports', named(portWords))],
  ['5.10', warnEach("Containers with network mode 'host'", (one) => one.networkMode === 'host')],
  ['5.11', warnEach('Containers without memory limit', ({ memory }) => memory === 0)],
  [
    '5.12',
    warnEach('Containers without CPU limit', ({ cpuShares, nanoCpus }) => !cpuShares && !nanoCpus),
  ],
  ['5.13', warnEach('Containers with root FS mounted R/W', ({ readonlyRoot }) => !readonlyRoot)],
  [
    '5.14',
    each(
      scored,
      'WARN',
      'Containers with port bound to wildcard IP',
      named(({ ports }) => ports.map(({ hostIp }) => hostIp).filter((ip) => ip === '0.0.0.0')),
    ),
  ],
  ['5.15', warnEach('Containers with more than 5 retries', ({ restart }) => restart.retries > 5)],
  ['5.16', warnEach('Containers sharing host PID namespace', ({ pidMode }) => pidMode === 'host')],
  ['5.17', warnEach('Containers sharing host IPC namespace', ({ ipcMode }) => ipcMode === 'host')],
  ['5.18', infoEach('Containers with host devices', ({ devices }) => devices.length > 0)],
  ['5.19', infoEach('Containers with no ulimits of their own', (one) => one.ulimits.length === 0)],
  [
    '5.20',
    warnEach('Containers with shared mount propagation', ({ mounts }) =>
      mounts.some(({ propagation }) => propagation.includes('shared')),
    ),
  ],
  ['5.21', warnEach('Containers sharing host UTS namespace', ({ utsMode }) => utsMode === 'host')],
  [
    '5.22',
    warnEach('Containers without seccomp profile', (one) =>
      UNCONFINED.test(one.securityOpt.join(' ')),
    ),
  ],
  ['5.23', only('NOTE')],
  ['5.24', only('NOTE')],
  ['5.25', warnEach('Containers using another cgroup', ({ cgroupParent }) => cgroupParent !== '')],
  ['5.26', noNewPrivileges],
  ['5.27', warnEach('Containers without health check', ({ hasHealth }) => !hasHealth)],
  ['5.28', only('INFO')],
  ['5.29', warnEach('Containers without PIDs limit', ({ pidsLimit }) => (pidsLimit ?? 0) <= 0)],
  ['5.30', defaultBridge],
  ['5.31', warnEach('Containers sharing host users', (one) => /host/i.test(one.usernsMode))],
  [
    '5.32',
    warnEach('Containers sharing docker socket', (one) => /docker.sock/.test(mountsOf(one))),
  ],
];
