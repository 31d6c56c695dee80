/** Section 1: the host below the engine. */
import { watched, watchedPlace, type Watch } from '../auditd.ts';
import type { AuditFacts } from '../facts.ts';
import { firstOf } from '../files.ts';
import { configPathOf, type Place } from '../host-paths.ts';
import { clean } from '../paths.ts';
import {
  both,
  note,
  notApplicable,
  pass,
  unknown,
  warn,
  whole,
  type Outcome,
  type Rule,
  type Section,
} from '../rule.ts';
import { CONFIG_PATH } from '../settings.ts';

function ownPartition(facts: AuditFacts): Outcome {
  const { engine } = facts;
  const { mountPoints } = facts.host;
  if (mountPoints.is === 'unseen') return unknown(mountPoints.why);
  // With user namespaces the engine keeps everything one folder below.
  const dir = clean(engine.rootDir.replace(/\/\d+\.\d+$/, ''));
  const answer = firstOf(facts, [engine.rootDir]);
  const real = answer.is === 'file' ? clean(answer.file.path).replace(/\/\d+\.\d+$/, '') : dir;
  return mountPoints.value.some((point) => point === dir || point === real)
    ? pass(`${dir} is a filesystem of its own.`)
    : warn(`${dir} shares a filesystem with the rest of the host.`);
}

function trustedUsers({ engine, host }: AuditFacts): Outcome {
  if (engine.rootless) return notApplicable('A rootless engine is its one user’s.');
  if (host.group.is === 'unseen') return unknown(host.group.why);
  const members = host.group.value?.members ?? [];
  if (members.length === 0) return pass('Nobody is in the group docker.');
  return {
    is: 'note',
    findings: members.map((name) => ({
      subject: name,
      saw: 'may become root through the engine: is in the group docker',
    })),
  };
}

interface Audited {
  id: string;
  slug: string;
  what: string;
  watch: Watch;
  place: Place | ((facts: AuditFacts) => readonly string[]);
}

const config = ({ host }: AuditFacts) => [
  host.daemon.is === 'seen' ? configPathOf(host.daemon.value) : CONFIG_PATH,
];

// prettier-ignore
const AUDITED: readonly Audited[] = [
  { id: '1.1.3', slug: 'dockerd', what: 'dockerd', watch: 'x', place: 'dockerd' },
  { id: '1.1.4', slug: 'run-containerd', what: '/run/containerd', watch: 'w', place: 'containerdRun' },
  { id: '1.1.5', slug: 'root-dir', what: "the engine's own folder", watch: 'w', place: ({ engine }) => [engine.rootDir] },
  { id: '1.1.6', slug: 'config-folder', what: '/etc/docker', watch: 'w', place: 'configFolder' },
  { id: '1.1.7', slug: 'service-unit', what: 'docker.service', watch: 'w', place: 'service' },
  { id: '1.1.8', slug: 'containerd-socket', what: "containerd's socket", watch: 'w', place: 'containerdSocket' },
  { id: '1.1.9', slug: 'engine-socket', what: "the engine's socket", watch: 'w', place: 'engineSocket' },
  { id: '1.1.10', slug: 'default-docker', what: '/etc/default/docker', watch: 'w', place: 'defaults' },
  { id: '1.1.11', slug: 'daemon-json', what: 'daemon.json', watch: 'w', place: config },
  { id: '1.1.12', slug: 'containerd-config', what: '/etc/containerd/config.toml', watch: 'w', place: 'containerdConfig' },
  { id: '1.1.13', slug: 'sysconfig-docker', what: '/etc/sysconfig/docker', watch: 'w', place: 'sysconfig' },
  { id: '1.1.14', slug: 'containerd', what: 'containerd', watch: 'x', place: 'containerd' },
  { id: '1.1.15', slug: 'shim', what: 'containerd-shim', watch: 'x', place: 'shim' },
  { id: '1.1.16', slug: 'shim-v1', what: 'containerd-shim-runc-v1', watch: 'x', place: 'shimV1' },
  { id: '1.1.17', slug: 'shim-v2', what: 'containerd-shim-runc-v2', watch: 'x', place: 'shimV2' },
  { id: '1.1.18', slug: 'runc', what: 'runc', watch: 'x', place: 'runc' },
];

const auditRule = ({ id, slug, what, watch, place }: Audited): Rule => ({
  slug: `audit-${slug}`,
  cis: both(id),
  title: `The kernel's audit log tells who ${watch === 'x' ? 'starts' : 'changes'} ${what}`,
  severity: 'low',
  by: 'fact',
  gain: 'To go unseen.',
  fix: `sudo auditctl -w FILE -p ${watch === 'x' ? 'x' : 'wa'} -k docker, and the same in /etc/audit/rules.d/docker.rules`,
  judge: typeof place === 'string' ? watchedPlace(place, watch) : watched(place, watch),
});

export const HOST: Section = {
  id: 1,
  title: 'The host',
  rules: [
    {
      slug: 'own-partition',
      cis: both('1.1.1'),
      title: "The engine's folder is a filesystem of its own",
      severity: 'low',
      by: 'fact',
      gain: 'A host that stops, because a container filled its disk.',
      fix: 'Mount a filesystem at /var/lib/docker.',
      judge: ownPartition,
    },
    {
      slug: 'trusted-users',
      cis: both('1.1.2'),
      title: 'Only trusted people may use the engine',
      severity: 'critical',
      by: 'person',
      gain: 'Root on the host, with the account of anyone who may use the engine.',
      fix: 'sudo gpasswd -d USER docker',
      judge: trustedUsers,
    },
    ...AUDITED.map(auditRule),
    {
      slug: 'host-hardened',
      cis: both('1.2.1'),
      title: 'The host is hardened',
      severity: 'medium',
      by: 'person',
      gain: 'The engine and all containers, through any other service of the host.',
      fix: 'Follow the benchmark of your distribution.',
      judge: () => note('Look at the host itself: updates, open ports, accounts.'),
    },
    {
      slug: 'engine-up-to-date',
      cis: both('1.2.2'),
      title: 'The engine is up to date',
      severity: 'high',
      by: 'person',
      gain: 'Holes that were closed long ago.',
      fix: 'sudo apt-get update && sudo apt-get install --only-upgrade docker-ce containerd.io (or docker.io)',
      judge: ({ engine }) => ({
        is: 'note',
        findings: [whole(`It is ${engine.version}. Look at whether that still gets updates.`)],
      }),
    },
  ],
};
