import { describe, expect, it } from 'vitest';
import type { LabService } from '../../../src/lab/spec.ts';
import { labOf, serviceOf } from './parse-support.ts';

describe('a service', () => {
  it.each<[string, Partial<LabService>]>([
    ['environment: {A: b, N: 8080}', { environment: { A: 'b', N: '8080' } }],
    ['environment: [A=b, "C=d=e", E=]', { environment: { A: 'b', C: 'd=e', E: '' } }],
    ['command: sh -c "echo \'a b\' \\"c\\""', { command: ['sh', '-c', 'echo \'a b\' "c"'] }],
    ['command: [httpd, -p, 8080]', { command: ['httpd', '-p', '8080'] }],
    ['entrypoint: /bin/app --x=', { entrypoint: ['/bin/app', '--x='] }],
    [
      'ports: ["8080", 9090]',
      {
        ports: [
          { container: 8080, protocol: 'tcp', host: 0 },
          { container: 9090, protocol: 'tcp', host: 0 },
        ],
      },
    ],
    ['ports: ["18080:8080/udp"]', { ports: [{ container: 8080, protocol: 'udp', host: 18_080 }] }],
    [
      'ports: ["127.0.0.1:18080:80"]',
      { ports: [{ container: 80, protocol: 'tcp', host: 18_080 }] },
    ],
    ['ports: ["127.0.0.1::80"]', { ports: [{ container: 80, protocol: 'tcp', host: 0 }] }],
    [
      'volumes: [./www:/www:ro, ../../lessons/01-a/starter:/s, /etc/hosts:/h]',
      {
        volumes: [
          { kind: 'bind', source: '/course/labs/web/www', target: '/www', readonly: true },
          { kind: 'bind', source: '/course/lessons/01-a/starter', target: '/s', readonly: false },
          { kind: 'bind', source: '/etc/hosts', target: '/h', readonly: false },
        ],
      },
    ],
    ['user: 1000', { user: '1000' }],
    ['user: "1000:1000"', { user: '1000:1000' }],
    ['restart: no', { restart: 'no' }],
    ['tmpfs: /run', { tmpfs: { '/run': '' } }],
    ['tmpfs: ["/run:size=1m,noexec", /tmp]', { tmpfs: { '/run': 'size=1m,noexec', '/tmp': '' } }],
    ['tmpfs: {/run: size=1m}', { tmpfs: { '/run': 'size=1m' } }],
    ['cap_drop: [all]', { capDrop: ['ALL'] }],
    ['cap_add: [CAP_NET_RAW, chown]', { capAdd: ['NET_RAW', 'CHOWN'] }],
    [
      'security_opt: ["no-new-privileges:true", "seccomp:unconfined", "apparmor=mine"]',
      {
        securityOpt: ['no-new-privileges=true', 'seccomp=unconfined', 'apparmor=mine'],
      },
    ],
    ['mem_limit: 64m', { memoryBytes: 64 * 1024 ** 2 }],
    ['mem_limit: 1.5GB', { memoryBytes: 1.5 * 1024 ** 3 }],
    ['mem_limit: 67108864', { memoryBytes: 64 * 1024 ** 2 }],
    ['memswap_limit: -1', { memorySwapBytes: -1 }],
    ['memswap_limit: 64m', { memorySwapBytes: 64 * 1024 ** 2 }],
    ['mem_limit: 0', { memoryBytes: 0 }],
    ['pids_limit: -1', { pidsLimit: -1 }],
    ['cpus: 0', { cpus: 0 }],
    ['cpus: 0.5', { cpus: 0.5 }],
    ['cpus: "0.5"', { cpus: 0.5 }],
    [
      'devices: [/dev/fuse, "/dev/sda:/dev/xvda:r"]',
      {
        devices: [
          { host: '/dev/fuse', container: '/dev/fuse', permissions: 'rwm' },
          { host: '/dev/sda', container: '/dev/xvda', permissions: 'r' },
        ],
      },
    ],
    ['stop_grace_period: 1m30s', { stopGraceSeconds: 90 }],
    ['stop_grace_period: 200ms', { stopGraceSeconds: 1 }],
    [
      'healthcheck: {test: wget -q localhost, interval: 500ms, retries: 5}',
      {
        healthcheck: {
          test: ['CMD-SHELL', 'wget -q localhost'],
          intervalMs: 500,
          timeoutMs: 30_000,
          retries: 5,
          startPeriodMs: 0,
        },
      },
    ],
    [
      'pid: host\n    ipc: shareable\n    uts: host\n    network_mode: host',
      {
        pid: 'host',
        ipc: 'shareable',
        uts: 'host',
        networkMode: 'host',
      },
    ],
  ])('with %s', (lines, expected) => {
    expect(serviceOf(lines)).toMatchObject(expected);
  });

  it('is built from a folder of the course', () => {
    const [one, two] = labOf(`services:
  one: { build: app }
  two:
    build: { context: ../../lessons/03-x/starter, dockerfile: docker/Dockerfile, target: t, args: [V=1] }
`).services;
    expect(one?.build).toEqual({
      context: '/course/labs/web/app',
      dockerfile: 'Dockerfile',
      target: undefined,
      args: {},
    });
    expect(two?.build).toEqual({
      context: '/course/lessons/03-x/starter',
      dockerfile: 'docker/Dockerfile',
      target: 't',
      args: { V: '1' },
    });
  });
});
