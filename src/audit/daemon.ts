/** Judges the engine's settings: what its API says is in force first, then its command line and its file. */
import { noNewPrivilegesDefault, seccompDefault } from './container/security.ts';
import type { AuditFacts } from './facts.ts';
import { note, notApplicable, pass, unknown, warn, whole, type Outcome } from './rule.ts';
import { settingsOf, type Settings } from './settings.ts';

/** Decides from the settings; an engine whose settings could not be seen is unknown, and a broken file is never a pass. */
const bySettings =
  (decide: (settings: Settings, facts: AuditFacts) => Outcome) =>
  (facts: AuditFacts): Outcome => {
    const settings = settingsOf(facts);
    if (settings.is === 'unseen') return unknown(settings.why);
    const outcome = decide(settings.value, facts);
    const { broken } = settings.value;
    return broken !== undefined && outcome.is === 'pass' ? warn(broken) : outcome;
  };

export const rootless = ({ engine }: AuditFacts): Outcome =>
  engine.rootless
    ? pass('The engine is rootless.')
    : note('It runs as root. Look at whether a rootless engine can do what you need.');

/** The bridge itself says what is in force. */
export function betweenContainers(facts: AuditFacts): Outcome {
  const bridge = facts.networks.find(
    ({ options }) => options['com.docker.network.bridge.default_bridge'] === 'true',
  );
  if (bridge === undefined) return notApplicable('The engine has no default bridge.');
  const icc = bridge.options['com.docker.network.bridge.enable_icc'];
  return icc === 'false'
    ? pass('Containers on the default bridge cannot reach each other.')
    : warn('Containers on the default bridge reach each other at every port.');
}

export const logLevel = bySettings((settings) => {
  if (settings.isOn('debug') === true) return warn('It logs at level debug: "debug" is on.');
  const level = settings.one('log-level') ?? 'info';
  return level === 'info'
    ? pass('It logs at level info.')
    : warn(`It logs at level ${JSON.stringify(level)}.`);
});

export const iptables = bySettings((settings) =>
  settings.isOn('iptables') === false
    ? warn('It does not touch the firewall: iptables is off.')
    : pass('It manages its firewall rules.'),
);

/** Loopback is in every engine's list. */
const OWN = new Set(['127.0.0.0/8', '::1/128']);

export function insecureRegistries({ engine }: AuditFacts): Outcome {
  const others = engine.insecureRegistries.filter((one) => !OWN.has(one));
  return others.length === 0
    ? pass('Registries are used with TLS only.')
    : warn(`Used without TLS: ${others.join(', ')}`);
}

export const storageIsNot =
  (driver: string) =>
  ({ engine }: AuditFacts): Outcome =>
    engine.storageDriver === driver
      ? warn(`The storage driver is ${driver}.`)
      : pass(`The storage driver is ${engine.storageDriver}.`);

export const tls = bySettings((settings) => {
  const open = settings.all('hosts', 'host').filter((host) => !/^(unix|fd|npipe):/.test(host));
  if (open.length === 0) return notApplicable('The engine does not listen in the network.');
  const where = open.join(', ');
  if (settings.isOn('tlsverify') === true) return pass(`It asks for certificates at ${where}.`);
  return settings.isOn('tls') === true
    ? warn(`It listens at ${where} with TLS, and lets every client in: tlsverify is off.`)
    : warn(`It listens at ${where} without TLS.`);
});

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

export const ulimits = bySettings((settings) => {
  const isSet =
    !isEmpty(settings.one('default-ulimits')) || settings.all('', 'default-ulimit').length > 0;
  return isSet
    ? pass('It gives ulimits to every container.')
    : note('It names none, so containers have its own. Look at whether they fit.');
});

const hasOption = ({ engine }: AuditFacts, name: string) =>
  engine.securityOptions.some((option) => option.split(',').includes(`name=${name}`));

export const userNamespaces = (facts: AuditFacts): Outcome =>
  hasOption(facts, 'userns') || facts.engine.rootless
    ? pass('Root in containers is another user on the host.')
    : warn('Root in containers is root of the host: userns-remap is not set.');

export const cgroupParent = bySettings((settings) => {
  const parent = settings.one('cgroup-parent');
  return isEmpty(parent)
    ? pass('Containers lie below the usual cgroup.')
    : warn(`Containers lie below ${JSON.stringify(parent)}: look at whether that is meant.`);
});

export const baseSize = bySettings((settings) => {
  const options = settings.all('storage-opts', 'storage-opt');
  const size = options.find((option) => option.startsWith('dm.basesize'));
  return size === undefined ? pass('The size is left alone.') : warn(`It is changed: ${size}`);
});

export const authorization = ({ engine }: AuditFacts): Outcome =>
  engine.authorization.length > 0
    ? pass(`Decided by ${engine.authorization.join(', ')}.`)
    : warn('No plugin decides: who reaches the socket may do everything.');

/** Drivers that keep logs on this host and nowhere else, or not at all. */
const LOCAL_LOGS = new Set(['json-file', 'local', 'none', '']);

export const remoteLogging = ({ engine }: AuditFacts): Outcome =>
  LOCAL_LOGS.has(engine.loggingDriver)
    ? warn(`Logs stay on this host: the driver is ${engine.loggingDriver || 'not named'}.`)
    : pass(`The logging driver is ${engine.loggingDriver}.`);

export function newPrivileges(facts: AuditFacts): Outcome {
  const usual = noNewPrivilegesDefault(facts);
  if (usual === undefined) {
    const { daemon } = facts.host;
    return unknown(daemon.is === 'unseen' ? daemon.why : "The engine's settings were not seen.");
  }
  return usual
    ? pass('No container can gain privileges, unless it says otherwise.')
    : warn('Containers may gain privileges through setuid programs.');
}

export function liveRestore({ engine, swarm }: AuditFacts): Outcome {
  if (engine.liveRestore) return pass('Containers go on.');
  return swarm.state === 'active'
    ? notApplicable('A swarm does not allow it.')
    : warn('Every container stops when the engine does.');
}

export const userlandProxy = bySettings((settings) =>
  settings.isOn('userland-proxy') === false
    ? pass('No proxy runs.')
    : warn('A program of its own, docker-proxy, stands at each published port.'),
);

export function seccomp(facts: AuditFacts): Outcome {
  const profile = seccompDefault(facts);
  if (profile === undefined)
    return warn("The engine's kernel has no seccomp: nothing is filtered.");
  if (profile === 'unconfined') return warn('Nothing is filtered: the default is unconfined.');
  return profile === 'default' || profile === 'builtin'
    ? pass("Docker's own profile filters every container.")
    : { is: 'note', findings: [whole(`Look at what this profile allows: ${profile}`)] };
}

export const experimental = ({ engine }: AuditFacts): Outcome =>
  engine.experimental
    ? warn('Experimental features are on.')
    : pass('Experimental features are off.');
