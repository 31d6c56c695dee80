/** A running container as checks question it: kernel facts through the Facts port, attacks through the engine. */
import { DocklabError } from '../host/error.ts';
import type { ContainerInfo, Engine, ExecResult, ExecSpec } from '../host/engine.ts';
import type { FactAnswer, FactRequest, Facts } from '../host/facts.ts';
import {
  parseCgroup,
  parseMountinfo,
  parseNamespaceLink,
  parseNulList,
  parseStatus,
  type MountEntry,
  type ProcessStatus,
} from '../host/proc.ts';
import { oneLine } from '../host/sanitise.ts';
import { cgroupsIn } from './cgroup-dirs.ts';
import type { NetClients } from './net-client.ts';
import type { Cgroups, ContainerProcess, HttpRequest, Target } from './target.ts';

const NAMESPACES = ['pid', 'net', 'ipc', 'mnt', 'uts', 'user', 'cgroup'] as const;
const EXEC_LIMITS = { timeoutMs: 10_000, maxBytes: 64 * 1024 };
/** Docker makes it in every container. */
const LANDMARK = '/etc';
/** More processes than this in one container are not looked at one by one. */
const MAX_PROCESSES = 512;

/** The process ended, or the container was replaced, while it was read. */
const gone = (what: string) =>
  new DocklabError('not-found', `${what} ended while docklab read it.`, {
    next: ['Try again: docklab verify'],
  });

/** Inodes of a process's namespaces; kinds that the kernel refuses or lacks are left out. */
export async function namespacesOf(
  facts: Facts,
  pid: number,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const links = await facts.read(
    NAMESPACES.map((kind): FactRequest => ({ get: 'link', path: `/proc/${pid}/ns/${kind}` })),
    signal,
  );
  const found: Record<string, string> = {};
  for (const [at, kind] of NAMESPACES.entries()) {
    const link = links[at];
    const inode = link?.is === 'link' ? parseNamespaceLink(link.target) : undefined;
    if (inode !== undefined) found[kind] = inode;
  }
  return found;
}

export class ContainerTarget implements Target {
  readonly info: ContainerInfo;
  readonly origin: 'lab' | 'learner';
  readonly #engine: Engine;
  readonly #facts: Facts;
  readonly #clients: NetClients;
  readonly #inside: Set<string>;
  readonly #signal: AbortSignal;

  constructor(
    info: ContainerInfo,
    origin: 'lab' | 'learner',
    ports: { engine: Engine; facts: Facts; clients: NetClients; inside: Set<string> },
    signal: AbortSignal,
  ) {
    this.info = info;
    this.origin = origin;
    this.#engine = ports.engine;
    this.#facts = ports.facts;
    this.#clients = ports.clients;
    this.#inside = ports.inside;
    this.#signal = signal;
  }

  async status(): Promise<ProcessStatus> {
    const status = parseStatus(await this.#text('status'));
    if (!status) throw gone(this.info.name);
    return status;
  }

  async processes(): Promise<ContainerProcess[]> {
    const pids = await this.#pids();
    const answers = await this.#facts.read(
      pids.flatMap((pid): FactRequest[] => [
        { get: 'text', path: `/proc/${pid}/status` },
        { get: 'text', path: `/proc/${pid}/cmdline`, maxBytes: 8192 },
      ]),
      this.#signal,
    );
    const found: ContainerProcess[] = [];
    for (const [at, pid] of pids.entries()) {
      const status = textOf(answers[at * 2]);
      const parsed = status === undefined ? undefined : parseStatus(status);
      if (!parsed) continue;
      const argv = parseNulList(textOf(answers[at * 2 + 1]) ?? '').map((part) => oneLine(part));
      found.push({ pid, status: parsed, argv });
    }
    if (found.length === 0) throw gone(this.info.name);
    return found;
  }

  async namespaces(): Promise<Record<string, string>> {
    const found = await namespacesOf(this.#facts, this.info.pid, this.#signal);
    if (Object.keys(found).length === 0) throw gone(this.info.name);
    return found;
  }

  async mounts(): Promise<MountEntry[]> {
    const mounts = parseMountinfo(await this.#text('mountinfo'));
    if (mounts.length === 0) throw gone(this.info.name);
    return mounts;
  }

  async environ(): Promise<Record<string, string>> {
    const entries = parseNulList(await this.#text('environ')).map((entry): [string, string] => {
      const at = entry.indexOf('=');
      return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
    });
    return Object.fromEntries(entries);
  }

  async file(path: string): Promise<string | undefined> {
    const absolute = path.startsWith('/') ? path : `/${path}`;
    const [answer] = await this.#facts.read(
      [{ get: 'text', path: `/proc/${this.info.pid}/root${absolute}` }],
      this.#signal,
    );
    return textOf(answer);
  }

  async cgroups(controller: string): Promise<Cgroups> {
    return cgroupsIn(await this.#text('cgroup'), controller);
  }

  async exec(spec: ExecSpec): Promise<ExecResult> {
    await this.#surelyInside();
    return this.#engine.exec(this.info.id, spec, EXEC_LIMITS, this.#signal);
  }

  /**
   * An engine that runs in a chroot starts what it executes in a container outside of it, on the host's own files: an
   * attack there would give a wrong verdict and do harm. So a folder that a command sees is compared with the kernel's.
   * An image without `stat` has none of the tools that attacks are made of either.
   */
  async #surelyInside(): Promise<void> {
    if (this.#inside.has(this.info.id)) return;
    const [root] = await this.#facts.read(
      [{ get: 'stat', path: `/proc/${this.info.pid}/root${LANDMARK}` }],
      this.#signal,
    );
    const argv = ['stat', '-c', '%d:%i', LANDMARK];
    const seen = await this.#engine.exec(this.info.id, { argv }, EXEC_LIMITS, this.#signal);
    if (seen.is !== 'exited' || seen.code !== 0) return;
    const truth = root?.is === 'stat' ? `${root.stat.device}:${root.stat.inode}` : 'unknown';
    if (seen.stdout.trim() !== truth)
      throw new DocklabError('internal', `Commands do not run inside of ${this.info.name}.`, {
        why: `Its ${LANDMARK} is ${truth}, but docker exec sees ${oneLine(seen.stdout, 40)}: does the engine run in a chroot?`,
        next: ['Run the engine with a root of its own.'],
      });
    this.#inside.add(this.info.id);
  }

  http(port: number, request: HttpRequest) {
    return this.#clients.http(this.info, port, request, this.#signal);
  }

  load(port: number, requests: readonly HttpRequest[], parallel: number) {
    return this.#clients.load(this.info, port, requests, parallel);
  }

  /** Folders where the kernel may keep this container's cgroup: v1's by controller, then the unified one. */
  async #cgroupDirs(controllers: readonly string[]): Promise<string[]> {
    const paths = parseCgroup(await this.#text('cgroup'));
    const v1 = controllers.flatMap((controller) => {
      const path = paths.get(controller);
      const mount = controller.replace(/^name=/, '');
      return path === undefined ? [] : [`/sys/fs/cgroup/${mount}${path}`];
    });
    const unified = paths.get('');
    const v2 =
      unified === undefined ? [] : [`/sys/fs/cgroup${unified}`, `/sys/fs/cgroup/unified${unified}`];
    // On a v1 host the unified path of a container is the root: it says nothing of the container.
    return v1.length > 0 ? v1 : v2;
  }

  async #pids(): Promise<number[]> {
    const dirs = await this.#cgroupDirs(['pids', 'memory', 'name=systemd']);
    const answers = await this.#facts.read(
      dirs.map((dir): FactRequest => ({ get: 'text', path: `${dir}/cgroup.procs` })),
      this.#signal,
    );
    const text = answers.map(textOf).find((procs) => procs !== undefined) ?? '';
    const pids = text
      .split('\n')
      .map(Number)
      .filter((pid) => pid > 0 && pid !== this.info.pid);
    return [this.info.pid, ...pids].slice(0, MAX_PROCESSES);
  }

  async #text(file: string): Promise<string> {
    const [answer] = await this.#facts.read(
      [{ get: 'text', path: `/proc/${this.info.pid}/${file}` }],
      this.#signal,
    );
    const text = textOf(answer);
    if (text !== undefined) return text;
    const reason = answer && 'reason' in answer ? answer.reason : 'no answer';
    throw answer?.is === 'absent'
      ? gone(this.info.name)
      : new DocklabError(
          'internal',
          `The kernel did not show /proc/PID/${file} of ${this.info.name}.`,
          { why: reason },
        );
  }
}

function textOf(answer: FactAnswer | undefined): string | undefined {
  return answer?.is === 'text' ? answer.text : undefined;
}
