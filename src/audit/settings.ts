/** Settings of the engine's daemon: its command line and its file together, as the daemon itself reads them. */
import { seen, type AuditFacts, type ConfigFile, type DaemonFacts, type Seen } from './facts.ts';
import { clean } from './paths.ts';

/** Flags that stand alone: what follows them is not their value. */
const SWITCHES = new Set(
  `debug tls tlsverify icc ip-forward ip-masq iptables ip6tables ipv6 live-restore no-new-privileges selinux-enabled
  userland-proxy experimental raw-logs rootless init validate help version`.split(/\s+/),
);
const SHORT: Readonly<Record<string, string>> = {
  D: 'debug',
  H: 'host',
  l: 'log-level',
  G: 'group',
  g: 'data-root',
  s: 'storage-driver',
  b: 'bridge',
  p: 'pidfile',
  v: 'version',
};

/** Every value of every flag, in order. A switch that stands alone is `true`. */
export function flagsOf(argv: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const flags = new Map<string, string[]>();
  const words = argv.slice(1);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, name, given] = asFlag(word);
    if (name === undefined) continue;
    const takesNext = given === undefined && !SWITCHES.has(name);
    const value = given ?? (takesNext ? (words[(at += 1)] ?? '') : 'true');
    flags.set(name, [...(flags.get(name) ?? []), value]);
  }
  return flags;
}

function asFlag(word: string): [string, string | undefined, string | undefined] {
  const long = /^--([\w-]+)(?:=(.*))?$/s.exec(word);
  if (long) return [word, long[1], long[2]];
  const short = /^-([A-Za-z])(?:=?(.+))?$/s.exec(word);
  const name = short?.[1] === undefined ? undefined : SHORT[short[1]];
  return [word, name, short?.[2]];
}

/** What Go's flag parser takes for true and false. */
export function asSwitch(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  if (/^(1|t|true)$/i.test(value)) return true;
  return /^(0|f|false)$/i.test(value) ? false : undefined;
}

/** The daemon's settings; names as in `daemon.json`. */
export interface Settings {
  /** The last word, undefined when nothing is said. */
  one(key: string, flag?: string): unknown;
  /** All that is said, of a setting that may be said more than once. */
  all(key: string, flag: string): readonly string[];
  isOn(key: string): boolean | undefined;
  /** Why the file cannot be believed, when it cannot. */
  broken: string | undefined;
}

/** Where the daemon looks when nobody names a file. */
export const CONFIG_PATH = '/etc/docker/daemon.json';

/** Of an engine whose process is known; a file that could not be read leaves the command line. */
export function daemonSettings({ argv, config }: DaemonFacts): Settings {
  const flags = flagsOf(argv);
  const file = config.is === 'seen' ? config.value : undefined;
  const values = file?.is === 'parsed' ? file.values : {};
  const one = (key: string, flag = key): unknown => flags.get(flag)?.at(-1) ?? values[key];
  return {
    one,
    all: (key, flag) => [...(flags.get(flag) ?? []), ...texts(values[key])],
    isOn: (key) => asSwitch(one(key)),
    broken: file === undefined ? undefined : brokenWords(file),
  };
}

export function settingsOf({ host }: AuditFacts): Seen<Settings> {
  const { daemon } = host;
  if (daemon.is === 'unseen') return daemon;
  const { config } = daemon.value;
  return config.is === 'unseen' ? config : seen(daemonSettings(daemon.value));
}

const brokenWords = (config: ConfigFile): string | undefined =>
  config.is === 'invalid'
    ? `${config.path} is not valid: ${config.why}. The engine will not start with it again.`
    : undefined;

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  return typeof value === 'string' ? [value] : [];
}

const USUAL_SOCKET = '/run/docker.sock';

/** Where the engine's own sockets lie. `fd://` is one that systemd opened: the usual one. */
export function socketsOf(daemon: DaemonFacts): string[] {
  const hosts = daemonSettings(daemon).all('hosts', 'host');
  const usual = daemon.uid === 0 ? USUAL_SOCKET : `/run/user/${daemon.uid}/docker.sock`;
  if (hosts.length === 0) return [usual];
  return hosts.flatMap((host) => {
    if (host.startsWith('fd:')) return [usual];
    const [, path] = /^unix:\/\/(\/.*)$/.exec(host) ?? [];
    return path === undefined ? [] : [clean(path)];
  });
}

export const socketPaths = ({ host: { daemon } }: AuditFacts): string[] =>
  daemon.is === 'seen' ? socketsOf(daemon.value) : [USUAL_SOCKET];
