/** Section 3: the engine's files on the host. */
import {
  firstOf,
  modeAtMost,
  ofFile,
  ownedByEngineGroup,
  ownedByRoot,
  place,
  type Find,
} from '../files.ts';
import type { AuditFacts, FileFacts } from '../facts.ts';
import { configPathOf, tlsPath, type TlsFile } from '../host-paths.ts';
import {
  both,
  notApplicable,
  unknown,
  unlessFound,
  type Outcome,
  type Rule,
  type Section,
} from '../rule.ts';
import { CONFIG_PATH, socketPaths } from '../settings.ts';

interface FileKind {
  slug: string;
  /** Numbers of the two rules. */
  owner: string;
  mode: string;
  what: string;
  most: number;
  find: Find;
  /** In a command. */
  path: string;
  gain: string;
  ownership?: typeof ownedByEngineGroup;
}

const MAY_WRITE = 'Root, at the next start of the engine, for whoever may write to it.';

const tls =
  (file: TlsFile): Find =>
  (facts) => {
    const { daemon } = facts.host;
    if (daemon.is === 'unseen') return daemon;
    if (daemon.value.config.is === 'unseen') return daemon.value.config;
    const path = tlsPath(daemon.value, file);
    return path === undefined
      ? { is: 'unnamed', why: 'The engine does not use TLS, or names no such file.' }
      : firstOf(facts, [path]);
  };

const config: Find = (facts) => {
  const { daemon } = facts.host;
  return firstOf(facts, [daemon.is === 'seen' ? configPathOf(daemon.value) : CONFIG_PATH]);
};

const engineSocket: Find = (facts) => firstOf(facts, socketPaths(facts));

const KINDS: readonly FileKind[] = [
  {
    slug: 'service-unit',
    owner: '3.1',
    mode: '3.2',
    what: "docker.service, the engine's unit,",
    most: 0o644,
    find: place('service'),
    path: '/usr/lib/systemd/system/docker.service',
    gain: MAY_WRITE,
  },
  {
    slug: 'socket-unit',
    owner: '3.3',
    mode: '3.4',
    what: 'docker.socket, the unit of its socket,',
    most: 0o644,
    find: place('socketUnit'),
    path: '/usr/lib/systemd/system/docker.socket',
    gain: 'The engine for everyone: the unit says who may use its socket.',
  },
  {
    slug: 'config-folder',
    owner: '3.5',
    mode: '3.6',
    what: "/etc/docker, the folder of the engine's settings,",
    most: 0o755,
    find: place('configFolder'),
    path: '/etc/docker',
    gain: MAY_WRITE,
  },
  {
    slug: 'tls-ca',
    owner: '3.9',
    mode: '3.10',
    what: 'The certificate of the authority for clients',
    most: 0o444,
    find: tls('tlscacert'),
    path: 'CA_FILE',
    gain: 'The engine, with a client certificate of their own.',
  },
  {
    slug: 'tls-certificate',
    owner: '3.11',
    mode: '3.12',
    what: "The engine's certificate",
    most: 0o444,
    find: tls('tlscert'),
    path: 'CERTIFICATE_FILE',
    gain: 'A place between clients and the engine.',
  },
  {
    slug: 'tls-key',
    owner: '3.13',
    mode: '3.14',
    what: "The key of the engine's certificate",
    most: 0o400,
    find: tls('tlskey'),
    path: 'KEY_FILE',
    gain: 'The engine’s name: clients trust whoever has the key.',
  },
  {
    slug: 'engine-socket',
    owner: '3.15',
    mode: '3.16',
    what: "The engine's socket",
    most: 0o660,
    find: engineSocket,
    path: '/run/docker.sock',
    gain: 'Root on the host, for whoever may open it.',
    ownership: ownedByEngineGroup,
  },
  {
    slug: 'daemon-json',
    owner: '3.17',
    mode: '3.18',
    what: 'daemon.json',
    most: 0o644,
    find: config,
    path: '/etc/docker/daemon.json',
    gain: MAY_WRITE,
  },
  {
    slug: 'default-docker',
    owner: '3.19',
    mode: '3.20',
    what: '/etc/default/docker',
    most: 0o644,
    find: place('defaults'),
    path: '/etc/default/docker',
    gain: MAY_WRITE,
  },
  {
    slug: 'sysconfig-docker',
    owner: '3.22',
    mode: '3.21',
    what: '/etc/sysconfig/docker',
    most: 0o644,
    find: place('sysconfig'),
    path: '/etc/sysconfig/docker',
    gain: MAY_WRITE,
  },
  {
    slug: 'containerd-socket',
    owner: '3.23',
    mode: '3.24',
    what: "containerd's socket",
    most: 0o660,
    find: place('containerdSocket'),
    path: '/run/containerd/containerd.sock',
    gain: 'Root on the host, past the engine.',
  },
];

const octal = (mode: number) => mode.toString(8);

const rulesOf = (kind: FileKind): Rule[] => [
  {
    slug: `${kind.slug}-owner`,
    cis: both(kind.owner),
    title: `${kind.what} belongs to root${kind.ownership === undefined ? '' : ' and the group docker'}`,
    severity: 'high',
    by: 'fact',
    gain: kind.gain,
    fix: `sudo chown root:${kind.ownership === undefined ? 'root' : 'docker'} ${kind.path}`,
    judge: ofFile(kind.find, kind.ownership ?? ownedByRoot),
  },
  {
    slug: `${kind.slug}-mode`,
    cis: both(kind.mode),
    title: `${kind.what} has mode ${octal(kind.most)} or less`,
    severity: 'high',
    by: 'fact',
    gain: kind.gain,
    fix: `sudo chmod ${octal(kind.most)} ${kind.path}`,
    judge: ofFile(kind.find, modeAtMost(kind.most)),
  },
];

const certificates =
  (look: (file: FileFacts, facts: AuditFacts) => string | undefined, fine: string) =>
  (facts: AuditFacts): Outcome => {
    const { host } = facts;
    if (host.certificates.is === 'unseen') return unknown(host.certificates.why);
    const files = host.certificates.value;
    if (files.length === 0)
      return notApplicable('There are no certificates of registries in /etc/docker/certs.d.');
    const findings = files.flatMap((file) => {
      const saw = look(file, facts);
      return saw === undefined ? [] : [{ subject: file.path, saw }];
    });
    return unlessFound('warn', findings, fine);
  };

const REGISTRIES: readonly Rule[] = [
  {
    slug: 'registry-certificates-owner',
    cis: both('3.7'),
    title: 'Certificates of registries belong to root',
    severity: 'high',
    by: 'fact',
    gain: 'Images of their own, from a registry that passes for yours.',
    fix: 'sudo chown -R root:root /etc/docker/certs.d',
    judge: certificates(ownedByRoot, 'All belong to root.'),
  },
  {
    slug: 'registry-certificates-mode',
    cis: both('3.8'),
    title: 'Certificates of registries have mode 444 or less',
    severity: 'high',
    by: 'fact',
    gain: 'Images of their own, from a registry that passes for yours.',
    fix: "sudo find /etc/docker/certs.d -type f -exec chmod 444 '{}' +",
    judge: certificates(modeAtMost(0o444), 'All have mode 444 or less.'),
  },
];

const number = ({ cis }: Rule) => Number(cis['1.8.0']?.split('.').at(-1));

export const FILES: Section = {
  id: 3,
  title: "The engine's files",
  rules: [...KINDS.flatMap(rulesOf), ...REGISTRIES].toSorted((a, b) => number(a) - number(b)),
};
