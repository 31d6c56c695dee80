/** Which files of the host the audit asks for. Pure: the collector reads them. */
import { CONFIG_PATH, daemonSettings, flagsOf, socketsOf } from './settings.ts';
import type { DaemonFacts } from './facts.ts';

/** Where systemd looks for a unit, the first that has it wins. */
const UNIT_DIRS = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];

const unitPaths = (unit: string): string[] => UNIT_DIRS.map((dir) => `${dir}/${unit}`);

const CONTAINERD_SOCKETS = [
  '/run/containerd/containerd.sock',
  // The one that the daemon starts for itself where the system has none.
  '/run/docker/containerd/containerd.sock',
];

/** Files that one rule means, in the order in which they are looked for; the first that exists is judged. */
export const PLACES = {
  service: unitPaths('docker.service'),
  socketUnit: unitPaths('docker.socket'),
  configFolder: ['/etc/docker'],
  engineSocket: ['/run/docker.sock'],
  defaults: ['/etc/default/docker'],
  sysconfig: ['/etc/sysconfig/docker'],
  containerdSocket: CONTAINERD_SOCKETS,
  containerdConfig: ['/etc/containerd/config.toml'],
  dockerd: ['/usr/bin/dockerd', '/usr/sbin/dockerd', '/usr/local/bin/dockerd', '/opt/bin/dockerd'],
  containerd: ['/usr/bin/containerd', '/usr/local/bin/containerd'],
  shim: ['/usr/bin/containerd-shim', '/usr/local/bin/containerd-shim'],
  shimV1: ['/usr/bin/containerd-shim-runc-v1', '/usr/local/bin/containerd-shim-runc-v1'],
  shimV2: ['/usr/bin/containerd-shim-runc-v2', '/usr/local/bin/containerd-shim-runc-v2'],
  runc: ['/usr/bin/runc', '/usr/sbin/runc', '/usr/local/sbin/runc', '/usr/local/bin/runc'],
  containerdRun: ['/run/containerd'],
} as const;

export type Place = keyof typeof PLACES;

const DEFAULT_TLS_DIR = '/root/.docker';

const TLS_FILES = { tlscacert: 'ca.pem', tlscert: 'cert.pem', tlskey: 'key.pem' } as const;
export type TlsFile = keyof typeof TLS_FILES;

/** The file of a TLS setting: what it names, or the usual one where TLS is on without naming any. */
export function tlsPath(daemon: DaemonFacts, file: TlsFile): string | undefined {
  const settings = daemonSettings(daemon);
  const named = settings.one(file);
  if (typeof named === 'string' && named !== '') return named;
  const isOn = settings.isOn('tls') === true || settings.isOn('tlsverify') === true;
  return isOn ? `${DEFAULT_TLS_DIR}/${TLS_FILES[file]}` : undefined;
}

/** The file of settings that the daemon reads. */
export const configPathOf = ({ config, argv }: DaemonFacts): string =>
  config.is === 'seen'
    ? config.value.path
    : (flagsOf(argv).get('config-file')?.at(-1) ?? CONFIG_PATH);

/** Everything whose owner and mode is asked for, when the daemon's own process is known and when not. */
export function pathsToStat(rootDir: string, daemon: DaemonFacts | undefined): string[] {
  const tls = Object.keys(TLS_FILES) as TlsFile[];
  const known = daemon === undefined ? [] : [configPathOf(daemon), ...socketsOf(daemon)];
  const named = daemon === undefined ? [] : tls.map((file) => tlsPath(daemon, file));
  const paths = [...Object.values(PLACES).flat(), rootDir, CONFIG_PATH, ...known];
  return [...new Set([...paths, ...named.filter((path) => path !== undefined)])];
}
