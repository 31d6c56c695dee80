import { describe, expect, test } from 'vitest';
import type { CompatFacts } from '../../../src/audit/compat/facts.ts';
import { compatReport } from '../../../src/audit/compat/report.ts';
import type { ContainerFacts } from '../../../src/audit/facts.ts';
import { BAD, factsOf, file, GOOD } from './support.ts';

const NOW = new Date('2026-11-25T00:00:00Z');

const compatFacts = (change: Partial<CompatFacts> = {}): CompatFacts => ({
  ...factsOf(),
  commandLine: 'dockerd ',
  configText: '',
  hasJq: true,
  links: {},
  targets: {},
  units: {},
  auditctl: '',
  auditRules: '',
  dockerUsers: '',
  dockerGid: 103,
  rootDirIsMounted: false,
  registryFiles: undefined,
  now: NOW,
  ...change,
});

const reportOf = (change: Partial<CompatFacts> = {}) => compatReport(compatFacts(change), NOW);

function resultsOf(change: Partial<CompatFacts> = {}): Record<string, string> {
  const results = reportOf(change).tests.flatMap((section) => section.results);
  return Object.fromEntries(results.map(({ id, result }) => [id, result]));
}

const running = (change: Partial<ContainerFacts> = {}) => ({
  containers: [{ ...GOOD, isRunning: true, ...change }],
});

describe('the script’s own mistakes are kept', () => {
  test.each([
    ['2.14', '--no-new-privileges=false', 'PASS'],
    ['2.15', '--live-restore=false', 'PASS'],
    ['2.2', '--icc false', 'WARN'],
    ['2.2', '--icc=false', 'PASS'],
    ['2.3', '--log-level=debug', 'PASS'],
    ['2.7', '-H tcp://0.0.0.0:1', 'INFO'],
  ])('%s with %s: %s', (number, flags, result) => {
    expect(resultsOf({ commandLine: `dockerd ${flags} ` })[number]).toBe(result);
  });

  test.each([
    ['2.3', '{"log-level": "debug"', 'WARN'],
    ['2.3', '{"log-level": ""}', 'PASS'],
    ['2.5', '{"insecure-registries": []}', 'PASS'],
    ['2.5', '{"insecure-registries": ["a"]}', 'WARN'],
    ['2.7', '{"hosts": ["tcp://0.0.0.0:1"], "tlsverify": true}', 'WARN'],
    ['2.7', '{"hosts":\n ["tcp://0.0.0.0:1"]}', 'INFO'],
    ['2.9', '{"userns-remap": null}', 'WARN'],
    ['2.10', '{"cgroup-parent": "/x"}', 'PASS'],
  ])('%s with the file %s: %s', (number, configText, result) => {
    expect(resultsOf({ configText })[number]).toBe(result);
  });

  test('TLS: a switch on the command line counts whatever it says', () => {
    const configText = '{"hosts": ["tcp://0.0.0.0:1"]}';
    const tls = (flag: string) => resultsOf({ configText, commandLine: `dockerd ${flag} ` })['2.7'];
    expect([tls('--tlsverify=false'), tls('--tls'), tls('')]).toEqual(['PASS', 'WARN', 'WARN']);
  });

  test('without jq, the file is read by lines', () => {
    const configText = '{"hosts": ["tcp://0.0.0.0:1"], "tlsverify": true}';
    expect(resultsOf({ configText, hasJq: false })['2.7']).toBe('PASS');
    expect(resultsOf({ configText: '{', hasJq: false })['2.3']).toBe('PASS');
  });

  test('modes are decimal numbers', () => {
    const mode = (bits: number) => {
      const files = { '/etc/default/docker': file(bits) };
      return resultsOf({ links: files, targets: files })['3.20'];
    };
    expect([mode(0o606), mode(0o644), mode(0o666), mode(0o4400)]).toEqual([
      'PASS',
      'PASS',
      'WARN',
      'WARN',
    ]);
  });

  test('audit rules are text', () => {
    expect(resultsOf({ auditctl: '-w /usr/bin/dockerd-rootless -p r' })['1.1.3']).toBe('PASS');
    expect(resultsOf({ auditctl: undefined, auditRules: '#-w /usr/bin/dockerd' })['1.1.3']).toBe(
      'WARN',
    );
  });

  test('containers', () => {
    expect(resultsOf(running({ user: '0:0' }))['4.1']).toBe('PASS');
    expect(resultsOf(running({ securityOpt: ['seccomp=unconfined'] }))['5.3']).toBe('PASS');
    expect(resultsOf(running({ securityOpt: ['no-new-privileges=false'] }))['5.26']).toBe('PASS');
    expect(resultsOf(running({ restart: { name: 'always', retries: 0 } }))['5.15']).toBe('PASS');
    expect(resultsOf(running({ cpuShares: 0, nanoCpus: 0, cpuQuota: 1 }))['5.12']).toBe('WARN');
    const port = { container: '80/tcp', hostIp: '127.0.0.1', hostPort: 1024 };
    expect(resultsOf(running({ ports: [port] }))['5.8']).toBe('WARN');
    expect(resultsOf(running({ ports: [{ ...port, hostIp: '::' }] }))['5.9']).toBe('PASS');
  });

  test('a volume at /boot is taken for the host’s, a read-only /etc for nothing', () => {
    const mount = { type: 'bind', name: '', driver: '', mode: '', propagation: 'rprivate' };
    const etc = { ...mount, source: '/etc', target: '/x', writable: false };
    const volume = { ...mount, type: 'volume', name: 'd', source: '/v', target: '/boot' };
    expect(resultsOf(running({ mounts: [etc] }))['5.6']).toBe('PASS');
    expect(resultsOf(running({ mounts: [{ ...volume, writable: true }] }))['5.6']).toBe('WARN');
  });

  test('stopped containers, and those with "nil" in their name, are not there', () => {
    const bad = { ...BAD, isRunning: true };
    const numbers = (containers: ContainerFacts[]) => Object.keys(resultsOf({ containers })).length;
    expect(numbers([bad])).toBe(117);
    expect(numbers([{ ...bad, name: 'manilla' }])).toBe(86);
    expect(numbers([{ ...bad, isRunning: false }])).toBe(86);
  });

  test('a swarm that is off passes', () => {
    expect(resultsOf()['7.5']).toBe('PASS');
  });

  test('the version is compared with last month', () => {
    const at = (version: string) => resultsOf(factsOf({ engine: { version } }))['1.2.2'];
    expect([at('20.10.24+dfsg1'), at('28.5.1'), at('26.11.0')]).toEqual(['INFO', 'PASS', 'PASS']);
  });
});

test('the JSON has the script’s shape, and is escaped', () => {
  const report = reportOf({ containers: [{ ...BAD, isRunning: true, name: 'a"b' }] });
  expect(JSON.parse(JSON.stringify(report))).toMatchObject({
    dockerbenchsecurity: '1.6.0',
    start: 1_795_564_800,
    checks: 117,
    score: expect.any(Number) as number,
    tests: expect.arrayContaining([
      expect.objectContaining({
        id: '5',
        results: expect.arrayContaining([
          {
            id: '5.16',
            desc: "Containers do not see the host's processes",
            result: 'WARN',
            details: 'Containers sharing host PID namespace:  a"b',
            items: ['a"b'],
          },
        ]) as unknown,
      }),
    ]) as unknown,
  });
  expect(report.tests.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
});
