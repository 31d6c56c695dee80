/** Section 5: containers, running and stopped. */
import { findingsOf, noteEach, warnEach } from '../container/each.ts';
import * as limits from '../container/limits.ts';
import { openPorts, portsEverywhere, privilegedPorts } from '../container/ports.ts';
import type { AuditFacts } from '../facts.ts';
import {
  both,
  note,
  notApplicable,
  pass,
  unknown,
  unlessFound,
  warn,
  type Outcome,
  type Rule,
  type Section,
} from '../rule.ts';
import { ISOLATION } from './containers-isolation.ts';

const NO_CONTAINER = notApplicable('There is no container, running or stopped.');

const swarmMode = ({ swarm }: AuditFacts): Outcome =>
  swarm.state === 'inactive'
    ? pass('Swarm mode is off.')
    : warn(`Swarm mode is ${swarm.state}: leave it if this engine is no part of a swarm.`);

function sshServers(facts: AuditFacts): Outcome {
  if (facts.containers.length === 0) return NO_CONTAINER;
  const { sshServers: running } = facts.host;
  const ids = running.is === 'seen' ? running.value : [];
  const findings = findingsOf(facts, (container, all) =>
    ids.includes(container.id)
      ? 'an SSH server runs in it'
      : limits.sshServerByCommand(container, all),
  );
  if (findings.length === 0 && running.is === 'unseen') return unknown(running.why);
  return unlessFound('warn', findings, 'No SSH server runs in a container.');
}

const unrecorded = ({ containers }: AuditFacts): Outcome =>
  containers.length === 0
    ? NO_CONTAINER
    : note('The engine keeps no record of it: search the audit log.');

const RUNTIME: readonly Rule[] = [
  {
    slug: 'no-swarm-mode',
    cis: both('5.1'),
    title: 'Swarm mode is off where nobody needs it',
    severity: 'medium',
    by: 'fact',
    gain: 'More open ports, and a place to run containers from on every node.',
    fix: 'docker swarm leave',
    judge: swarmMode,
  },
  {
    slug: 'no-ssh-server',
    cis: both('5.7'),
    title: 'No SSH server runs in a container',
    severity: 'medium',
    by: 'fact',
    gain: 'Another way in, with keys and passwords that nobody rotates.',
    fix: 'Take it out of the image; use docker exec instead.',
    judge: sshServers,
  },
  {
    slug: 'no-privileged-ports',
    cis: both('5.8'),
    title: 'No port of the host below 1024 leads into a container',
    severity: 'medium',
    by: 'fact',
    gain: 'The trust that clients put into well-known ports.',
    fix: 'docker run --publish 127.0.0.1:8443:443 …',
    judge: warnEach(privilegedPorts, 'No port below 1024 is published.'),
  },
  {
    slug: 'only-needed-ports',
    cis: both('5.9'),
    title: 'Containers publish only ports that are needed',
    severity: 'low',
    by: 'person',
    gain: 'A service to attack that nobody thought of.',
    fix: 'docker port CONTAINER shows them; publish none that no client outside uses.',
    judge: noteEach(openPorts, 'No container publishes a port.'),
  },
  {
    slug: 'memory-limit',
    cis: both('5.11'),
    title: 'Memory of containers is limited',
    severity: 'medium',
    by: 'fact',
    gain: 'All memory: the kernel kills other programs of the host.',
    fix: 'docker update --memory 256m --memory-swap 256m CONTAINER',
    judge: warnEach(limits.noMemoryLimit, 'Memory of every container is limited.'),
  },
  {
    slug: 'cpu-limit',
    cis: both('5.12'),
    title: 'CPU of containers is limited or weighed',
    severity: 'low',
    by: 'fact',
    gain: 'All processors: everything else becomes slow.',
    fix: 'docker update --cpus 1 CONTAINER',
    judge: warnEach(limits.noCpuLimit, 'CPU of every container is limited or weighed.'),
  },
  {
    slug: 'ports-on-one-address',
    cis: both('5.14'),
    title: 'Published ports are bound to one address of the host',
    severity: 'medium',
    by: 'fact',
    gain: 'The service from every network of the host, past its firewall rules.',
    fix: 'docker run --publish 127.0.0.1:8080:80 …',
    judge: warnEach(portsEverywhere, 'No port is open on every address.'),
  },
  {
    slug: 'bounded-restarts',
    cis: both('5.15'),
    title: 'A container that fails is started again five times at most',
    severity: 'low',
    by: 'fact',
    gain: 'Endless tries of an exploit that crashes, and the load of them.',
    fix: 'docker update --restart on-failure:5 CONTAINER',
    judge: warnEach(limits.restartsForever, 'No container is started again without end.'),
  },
  {
    slug: 'ulimits-as-needed',
    cis: both('5.19'),
    title: "The engine's ulimits are overridden only where needed",
    severity: 'low',
    by: 'person',
    gain: 'Files and processes beyond what you meant.',
    fix: 'Drop --ulimit, or set default-ulimits in daemon.json for everyone.',
    judge: noteEach(limits.ownUlimits, "No container overrides the engine's ulimits."),
  },
  {
    slug: 'no-privileged-exec',
    cis: both('5.23'),
    title: 'Nobody uses docker exec --privileged',
    severity: 'medium',
    by: 'person',
    gain: 'A privileged process in a container that is none.',
    fix: 'sudo ausearch -k docker | grep exec | grep privileged',
    judge: unrecorded,
  },
  {
    slug: 'no-root-exec',
    cis: both('5.24'),
    title: 'Nobody uses docker exec --user root',
    severity: 'low',
    by: 'person',
    gain: 'Root in a container that runs as somebody else.',
    fix: 'sudo ausearch -k docker | grep exec | grep user',
    judge: unrecorded,
  },
  {
    slug: 'usual-cgroup',
    cis: both('5.25'),
    title: "Containers lie below the engine's own cgroup",
    severity: 'low',
    by: 'fact',
    gain: 'Other limits than the ones that you set for the engine.',
    fix: 'Run it without --cgroup-parent, unless you set limits there on purpose.',
    judge: warnEach(limits.ownCgroupParent, "Every container lies below the engine's cgroup."),
  },
  {
    slug: 'health-checked',
    cis: both('5.27'),
    title: 'The health of containers is checked',
    severity: 'low',
    by: 'fact',
    gain: 'Time: nobody notices that the service is gone.',
    fix: "docker run --health-cmd 'COMMAND' …",
    judge: warnEach(limits.noHealthcheck, 'Every container has a health check.'),
  },
  {
    slug: 'latest-image',
    cis: both('5.28'),
    title: 'Containers run the newest image of their name',
    severity: 'medium',
    by: 'person',
    gain: 'Holes that were closed long ago.',
    fix: 'docker pull IMAGE, then make the container anew.',
    judge: (facts) => {
      const old = noteEach(limits.staleImage, '')(facts);
      return old.is === 'pass'
        ? note('Only a pull says whether the registry has newer ones.')
        : old;
    },
  },
  {
    slug: 'pids-limit',
    cis: both('5.29'),
    title: 'The number of processes in containers is limited',
    severity: 'medium',
    by: 'fact',
    gain: 'A fork bomb that stops the host.',
    fix: 'docker update --pids-limit 100 CONTAINER',
    judge: warnEach(limits.noPidsLimit, 'Processes of every container are limited.'),
  },
  {
    slug: 'no-default-bridge',
    cis: both('5.30'),
    title: 'Containers are not on the default bridge',
    severity: 'medium',
    by: 'person',
    gain: 'Every other container that was left on it.',
    fix: 'docker network create NAME, and docker run --network NAME …',
    judge: noteEach(limits.onDefaultBridge, 'No container is on the default bridge.'),
  },
];

const number = ({ cis }: Rule) => Number(cis['1.8.0']?.split('.').at(-1));

export const CONTAINERS: Section = {
  id: 5,
  title: 'Containers',
  rules: [...RUNTIME, ...ISOLATION].toSorted((a, b) => number(a) - number(b)),
};
