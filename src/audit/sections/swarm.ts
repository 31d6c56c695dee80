/** Section 7: swarm mode. Where it is off, nothing here is a pass. */
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
  type Section,
} from '../rule.ts';

const inSwarm =
  (judge: (facts: AuditFacts) => Outcome) =>
  (facts: AuditFacts): Outcome =>
    facts.swarm.state === 'active' ? judge(facts) : notApplicable('Swarm mode is off.');

/** Only a manager may ask. */
const asManager = (judge: (facts: AuditFacts) => Outcome) =>
  inSwarm((facts) =>
    facts.swarm.isManager ? judge(facts) : unknown('Only a manager of the swarm can tell.'),
  );

const MOST_MANAGERS = 7;

function managers({ swarm }: AuditFacts): Outcome {
  const { managers: count, nodes } = swarm;
  if (count > MOST_MANAGERS) return warn(`${count} of ${nodes} nodes are managers: too many.`);
  return count > 1 && count % 2 === 0
    ? warn(`${count} managers survive no more failures than ${count - 1} do.`)
    : pass(`${count} of ${nodes} nodes are managers.`);
}

/** As the kernel writes an address that stands for all. */
const EVERYWHERE = /^0+$/;

function oneInterface({ host }: AuditFacts): Outcome {
  const { swarmListeners } = host;
  if (swarmListeners.is === 'unseen') return unknown(swarmListeners.why);
  return swarmListeners.value.some((address) => EVERYWHERE.test(address))
    ? warn('The management port 2377 is open on every address of the host.')
    : pass('The management port is not open on every address.');
}

const overlays = ({ networks }: AuditFacts): Outcome => {
  const all = networks.filter(({ driver }) => driver === 'overlay');
  const findings = all
    .filter(({ options }) => !Object.hasOwn(options, 'encrypted'))
    .map(({ name }) => ({ subject: name, saw: 'is not encrypted between nodes' }));
  return all.length === 0
    ? notApplicable('There is no overlay network.')
    : unlessFound('warn', findings, 'Every overlay network is encrypted.');
};

const DAYS = 90;

export const SWARM: Section = {
  id: 7,
  title: 'Swarm mode',
  rules: [
    {
      slug: 'few-managers',
      cis: both('7.1'),
      title: 'A swarm has as many managers as it needs',
      severity: 'low',
      by: 'fact',
      gain: 'The whole swarm, from any of its managers.',
      fix: 'docker node demote NODE',
      judge: asManager(managers),
    },
    {
      slug: 'swarm-interface',
      cis: both('7.2'),
      title: 'The swarm is managed through one address of the host',
      severity: 'medium',
      by: 'fact',
      gain: 'The management port, from every network of the host.',
      fix: 'docker swarm init --listen-addr ADDRESS',
      judge: inSwarm(oneInterface),
    },
    {
      slug: 'encrypted-overlays',
      cis: both('7.3'),
      title: 'Overlay networks are encrypted',
      severity: 'medium',
      by: 'fact',
      gain: 'What containers on different nodes tell each other.',
      fix: 'docker network create --driver overlay --opt encrypted NAME',
      judge: inSwarm(overlays),
    },
    {
      slug: 'swarm-secrets',
      cis: both('7.4'),
      title: "Secrets are kept with the swarm's own means",
      severity: 'medium',
      by: 'person',
      gain: 'Secrets in environments and in files of images.',
      fix: 'docker secret create NAME FILE',
      judge: asManager(({ swarm }) =>
        note(`The swarm keeps ${swarm.secrets} secrets. Look for others in services.`),
      ),
    },
    {
      slug: 'swarm-autolock',
      cis: both('7.5'),
      title: 'Managers are locked when they start',
      severity: 'medium',
      by: 'fact',
      gain: "The swarm's keys, with a copy of a manager's disk.",
      fix: 'docker swarm update --autolock=true',
      judge: asManager(({ swarm }) =>
        swarm.autoLock ? pass('Managers are locked.') : warn('Keys lie open on each manager.'),
      ),
    },
    {
      slug: 'unlock-key-rotated',
      cis: both('7.6'),
      title: 'The key that unlocks managers is changed now and then',
      severity: 'low',
      by: 'person',
      gain: 'A lock that they have had the key of for years.',
      fix: 'docker swarm unlock-key --rotate',
      judge: asManager(() => note('The engine does not say when it was last changed.')),
    },
    {
      slug: 'node-certificates',
      cis: both('7.7'),
      title: 'Certificates of nodes are changed often enough',
      severity: 'low',
      by: 'person',
      gain: 'A place in the swarm, for as long as a stolen certificate lasts.',
      fix: 'docker swarm update --cert-expiry 720h',
      judge: asManager(({ swarm }) =>
        note(`They last ${swarm.certDays} days; the engine's own choice is ${DAYS}.`),
      ),
    },
    {
      slug: 'swarm-ca',
      cis: both('7.8'),
      title: "The swarm's authority is changed now and then",
      severity: 'low',
      by: 'person',
      gain: 'Certificates of their own, with a stolen key of the authority.',
      fix: 'docker swarm ca --rotate',
      judge: asManager(() =>
        note('Look at its date: docker swarm ca | openssl x509 -noout -dates'),
      ),
    },
    {
      slug: 'separate-data-path',
      cis: both('7.9'),
      title: 'The swarm is managed apart from its data',
      severity: 'low',
      by: 'person',
      gain: 'Management traffic, from a network that containers use.',
      fix: 'docker swarm init --advertise-addr ADDRESS --data-path-addr OTHER_ADDRESS',
      judge: inSwarm(() => note('Look at the addresses: docker info --format {{.Swarm.NodeAddr}}')),
    },
  ],
};
