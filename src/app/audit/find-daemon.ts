/** Finds the process of the engine that is asked, among all that may run here, and reads what it was started with. */
import { seen, unseen, type ConfigFile, type DaemonFacts, type Seen } from '../../audit/facts.ts';
import { clean } from '../../audit/paths.ts';
import { CONFIG_PATH, flagsOf, socketsOf } from '../../audit/settings.ts';
import { parseNulList } from '../../host/proc.ts';
import { oneLine } from '../../host/sanitise.ts';
import type { AuditedHost } from './sources.ts';

const PID_FILE = '/run/docker.pid';
const MAX_CONFIG_BYTES = 1024 * 1024;

/** By name and socket: a command line that merely speaks of dockerd is none, wherever the program lies. */
export async function findDaemon(host: AuditedHost, socket: string): Promise<Seen<DaemonFacts>> {
  const pids = await host.table.named(['dockerd']);
  if (pids.length === 0) return unseen('No process named dockerd runs on this machine.');
  const all = await Promise.all(pids.map((pid) => readDaemon(host, pid)));
  const wanted = clean(socket);
  const fitting = all.filter(
    (daemon) => daemon !== undefined && socketsOf(daemon).includes(wanted),
  );
  const [only, other] = fitting;
  if (only !== undefined && other === undefined) return seen(only);
  // Engines in containers have the same socket, in a filesystem of their own.
  const [main] = await host.facts.read([{ get: 'text', path: PID_FILE, maxBytes: 32 }]);
  const pid = main?.is === 'text' ? Number(main.text.trim()) : 0;
  const named = fitting.find((daemon) => daemon?.pid === pid);
  return named === undefined
    ? unseen(`Which of ${pids.length} processes named dockerd serves ${socket} could not be told.`)
    : seen(named);
}

async function readDaemon(host: AuditedHost, pid: number): Promise<DaemonFacts | undefined> {
  const [line, process] = await host.facts.read([
    { get: 'text', path: `/proc/${pid}/cmdline` },
    { get: 'stat', path: `/proc/${pid}` },
  ]);
  if (line?.is !== 'text') return undefined;
  const argv = parseNulList(line.text);
  const uid = process?.is === 'stat' ? process.stat.uid : 0;
  const usual = uid === 0 ? CONFIG_PATH : host.userConfig;
  const path = flagsOf(argv).get('config-file')?.at(-1) ?? usual;
  return { pid, uid, argv, config: await readConfig(host, path) };
}

async function readConfig({ facts }: AuditedHost, path: string): Promise<Seen<ConfigFile>> {
  const [answer] = await facts.read([{ get: 'text', path, maxBytes: MAX_CONFIG_BYTES }]);
  if (answer?.is === 'absent') return seen({ is: 'absent', path });
  if (answer?.is !== 'text') return unseen(`${path} cannot be read by you. Try it with sudo.`);
  return seen(parseConfig(path, answer.text));
}

/** As strict as the engine: one JSON object. An empty file is as good as none. */
export function parseConfig(path: string, text: string): ConfigFile {
  if (text.trim() === '') return { is: 'absent', path };
  try {
    const values: unknown = JSON.parse(text);
    if (typeof values === 'object' && values !== null && !Array.isArray(values))
      return { is: 'parsed', path, text, values: values as Record<string, unknown> };
    return { is: 'invalid', path, text, why: 'it holds no object' };
  } catch (error) {
    const why = oneLine(error instanceof Error ? error.message : String(error), 120);
    return { is: 'invalid', path, text, why };
  }
}
