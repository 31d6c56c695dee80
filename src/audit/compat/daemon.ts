/** Section 2 as docker-bench-security judges it. */
import { counted, scored, type CompatCheck, type CompatResult } from './check.ts';
import type { CompatFacts } from './facts.ts';
import { fileSetting, isSet, lineWord, lineWords, oneWord, says } from './settings.ts';

const passIf =
  (isRight: (facts: CompatFacts) => boolean, otherwise: CompatResult = 'WARN'): CompatCheck =>
  (facts) =>
    (otherwise === 'INFO' ? counted : scored)(isRight(facts) ? 'PASS' : otherwise);

/** The word stands on the command line, whatever it says. */
const onLine = (facts: CompatFacts, option: string) => lineWord(facts, option) !== '';

const logLevel: CompatCheck = (facts) => {
  const { text, ok } = fileSetting(facts, 'log-level');
  // The command line is asked only where the file cannot be read.
  if (!ok) return scored(lineWord(facts, '-l').includes('info') ? 'PASS' : 'WARN');
  return scored(text === '' || text.includes('info') ? 'PASS' : 'WARN');
};

/** The command line is never asked: a blank that is none, before that question, makes another command of it. */
const listensInNetwork = (facts: CompatFacts): boolean =>
  facts.configText.split('\n').some((line) => /host.*tcp:\/\//.test(line));

const fileSays = (facts: CompatFacts, option: string) =>
  oneWord(
    fileSetting(facts, option)
      .text.split('\n')
      .filter((line) => line.includes('true')),
  );

const tls: CompatCheck = (facts) => {
  if (!listensInNetwork(facts)) return counted('INFO', 'Not listening on TCP');
  if (fileSays(facts, '"tlsverify":') || oneWord(lineWords(facts, '--tlsverify')))
    return scored('PASS');
  const isOn =
    fileSays(facts, '"tls":') ||
    oneWord(lineWords(facts, '--tls').filter((word) => word.endsWith('tls')));
  return scored('WARN', `Listening on TCP ${isOn ? 'with TLS, unverified' : 'without TLS'}`);
};

/** The last of experimental releases that still had the switch. */
const LAST_WITH_SWITCH = 1903;

const experimental: CompatCheck = ({ engine }) => {
  const digits = engine.version.replace(/[A-Za-z,.-]/g, '').slice(0, 4);
  if (Number(digits) > LAST_WITH_SWITCH) return counted('INFO');
  return scored(engine.experimental ? 'WARN' : 'PASS');
};

export const DAEMON_CHECKS: readonly (readonly [string, CompatCheck])[] = [
  ['2.1', () => counted('INFO')],
  [
    '2.2',
    passIf((facts) => lineWord(facts, '--icc').includes('false') || says(facts, 'icc', 'false')),
  ],
  ['2.3', logLevel],
  [
    '2.4',
    passIf(
      (facts) =>
        !lineWord(facts, '--iptables').includes('false') && !says(facts, 'iptables', 'false'),
    ),
  ],
  [
    '2.5',
    passIf(
      (facts) =>
        !onLine(facts, '--insecure-registry') && !isSet(facts, 'insecure-registries', '[]'),
    ),
  ],
  ['2.6', passIf(({ engine }) => engine.storageDriver !== 'aufs')],
  ['2.7', tls],
  [
    '2.8',
    passIf(
      (facts) => isSet(facts, 'default-ulimits', '{}') || onLine(facts, '--default-ulimit'),
      'INFO',
    ),
  ],
  ['2.9', passIf((facts) => isSet(facts, 'userns-remap', '""') || onLine(facts, '--userns-remap'))],
  ['2.10', passIf((facts) => !onLine(facts, '--cgroup-parent'))],
  [
    '2.11',
    passIf(
      (facts) =>
        !/dm.basesize/.test(fileSetting(facts, 'storage-opts').text) &&
        !/dm.basesize/.test(lineWord(facts, '--storage-opt')),
    ),
  ],
  [
    '2.12',
    passIf(
      (facts) =>
        isSet(facts, 'authorization-plugins', '[]') || onLine(facts, '--authorization-plugin'),
    ),
  ],
  ['2.13', passIf(({ engine }) => !engine.loggingDriver.includes('json-file'))],
  [
    '2.14',
    passIf(
      (facts) => onLine(facts, '--no-new-privileges') || says(facts, 'no-new-privileges', 'true'),
    ),
  ],
  [
    '2.15',
    passIf(
      (facts) =>
        facts.engine.liveRestore ||
        facts.swarm.state === 'active' ||
        onLine(facts, '--live-restore'),
    ),
  ],
  [
    '2.16',
    passIf(
      (facts) =>
        says(facts, 'userland-proxy', 'false') || lineWord(facts, '--userland-proxy=false') !== '',
    ),
  ],
  [
    '2.17',
    passIf(
      ({ engine }) => engine.securityOptions.join(' ').includes('name=seccomp,profile=default'),
      'INFO',
    ),
  ],
  ['2.18', experimental],
];
