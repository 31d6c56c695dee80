/** The host as verifiers see it, over the Engine and Facts ports. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ContainerInfo, Engine, EngineInfo, ExecResult, Labels } from '../host/engine.ts';
import { DocklabError } from '../host/error.ts';
import type { FactRequest, Facts } from '../host/facts.ts';
import type { Files } from '../host/files.ts';
import { oneLine } from '../host/sanitise.ts';
import { BASE_IMAGE, LABEL } from '../lab/names.ts';
import { ContainerTarget, namespacesOf } from './container-target.ts';
import type { Found, LabNames, VerifierHost, WorkspaceFile } from './contract.ts';
import { Disturber } from './disturbing.ts';
import { ImageLayers } from './image-layers.ts';
import { NetClients } from './net-client.ts';

/** Most files of a workspace that are read at once, and bytes of one. */
const WORKSPACE = { files: 20, bytes: 256 * 1024 };
const RUN_LIMITS = { timeoutMs: 15_000, maxBytes: 64 * 1024 };
const COMMANDS_MS = 5_000;
/** Where an engine notes its process. */
const PID_FILES = ['/run/docker.pid', '/var/run/docker.pid'];

/** The engine tells its layers before the cause: `failed to create shim: OCI runtime create failed: …: exec: "x": not found`. */
const rootCause = (error: string) => error.replace(/^.*unable to start container process: /s, '');

/** What lives as long as one docklab: the ports, clients, and what was found out about the host. */
export class VerifierHosts {
  readonly #engine: Engine;
  readonly #facts: Facts;
  readonly #info: EngineInfo;
  readonly #files: Pick<Files, 'read' | 'list'>;
  readonly #labels: Labels;
  readonly #clients: NetClients;
  readonly #images: ImageLayers;
  readonly #disturber: Disturber;
  /** Containers of which it is known that commands run inside of them. */
  readonly #inside = new Set<string>();
  #hostNamespaces: Promise<Readonly<Record<string, string>>> | undefined;

  constructor(
    engine: Engine,
    facts: Facts,
    info: EngineInfo,
    session: string,
    files: Pick<Files, 'read' | 'list'>,
  ) {
    this.#engine = engine;
    this.#facts = facts;
    this.#info = info;
    this.#files = files;
    this.#labels = { [LABEL.role]: 'client', [LABEL.session]: session };
    this.#clients = new NetClients(engine, this.#labels);
    this.#images = new ImageLayers(engine);
    this.#disturber = new Disturber(engine, this.#labels, (one) => this.#commands(one));
  }

  /** The host for one verification of one lab. */
  of(lab: LabNames, signal: AbortSignal): VerifierHost {
    return {
      engine: this.#info,
      find: (name) => this.#find(name, lab, signal),
      read: (requests: readonly FactRequest[]) => this.#facts.read(requests, signal),
      runOn: (network, argv) => this.#runOn(network, argv, signal),
      hostNamespaces: () => this.#namespaces(signal),
      image: (id, values) => this.#images.read(id, signal, values),
      inspect: (id) => this.#engine.container(id, signal),
      imageId: async (reference) => (await this.#engine.image(reference, signal))?.id,
      disturb: (target, fault, victims, look) =>
        this.#disturber.during(target, fault, victims, look),
      isDisturbed: () => this.#disturber.isOtherAtWork(signal),
      workspaceFiles: (ending) => this.#workspaceFiles(lab.workspace, ending),
    };
  }

  async #workspaceFiles(dir: string, ending: string): Promise<WorkspaceFile[]> {
    const names = (await this.#files.list(dir))
      .filter(({ kind, name }) => kind === 'file' && name.endsWith(ending))
      .slice(0, WORKSPACE.files);
    const files = names.map(async ({ name }) => {
      // One that is too large, or not theirs to read, is no answer to a task.
      const text = await this.#files.read(join(dir, name), WORKSPACE.bytes).catch(() => undefined);
      return text === undefined ? [] : [{ name, text }];
    });
    return (await Promise.all(files)).flat();
  }

  async close(): Promise<void> {
    await Promise.all([this.#clients.close(), this.#facts.close()]);
  }

  async #find(name: string, lab: LabNames, signal: AbortSignal): Promise<Found> {
    const info = await this.#engine.container(name, signal);
    if (!info)
      return {
        is: 'missing',
        feedback: `There is no container called ${name}.`,
        see: `docker ps -a --filter name=${name}`,
      };
    const ours = info.labels[LABEL.lesson] === lab.lesson;
    if (!ours && info.createdAt < lab.launchedAt)
      return {
        is: 'stale',
        feedback: `The container ${name} was made before this lab was launched, so it proves nothing: make it anew.`,
        see: `docker inspect -f '{{.Created}}' ${name}`,
      };
    return this.#state(info, name, ours ? 'lab' : 'learner', signal);
  }

  #state(info: ContainerInfo, name: string, origin: 'lab' | 'learner', signal: AbortSignal): Found {
    if (info.state === 'restarting')
      return {
        is: 'restarting',
        feedback: `The container ${name} keeps restarting: its command ends with exit code ${info.exitCode}.`,
        see: `docker logs --tail 20 ${name}`,
      };
    if (info.state === 'created' && info.startError !== '')
      return {
        is: 'stopped',
        feedback: `The container ${name} was made, but could not be started: ${oneLine(rootCause(info.startError), 200)}`,
        see: `docker inspect -f '{{.State.Error}}' ${name}`,
      };
    if (info.state !== 'running' || info.pid === 0)
      return {
        is: 'stopped',
        feedback:
          info.state === 'paused'
            ? `The container ${name} is paused, not running.`
            : `The container ${name} is not running (${info.state}, exit code ${info.exitCode}).`,
        see: `docker logs --tail 20 ${name}`,
      };
    return { is: 'running', target: this.#target(info, origin, signal) };
  }

  #target(info: ContainerInfo, origin: 'lab' | 'learner', signal: AbortSignal): ContainerTarget {
    const ports = {
      engine: this.#engine,
      facts: this.#facts,
      clients: this.#clients,
      inside: this.#inside,
    };
    return new ContainerTarget(info, origin, ports, signal);
  }

  /** With a signal of its own: what was disturbed is put right even when the check was cancelled. */
  async #commands(info: ContainerInfo): Promise<string[]> {
    const target = this.#target(info, 'learner', AbortSignal.timeout(COMMANDS_MS));
    return (await target.processes()).map(({ argv }) => argv.join(' '));
  }

  #runOn(network: string, argv: readonly string[], signal: AbortSignal): Promise<ExecResult> {
    return this.#engine.run(
      {
        name: `docklab-client-${randomUUID().slice(0, 8)}`,
        image: BASE_IMAGE,
        labels: this.#labels,
        entrypoint: [argv[0] ?? 'true'],
        command: argv.slice(1),
        networkMode: network,
        user: '65534:65534',
        readonlyRoot: true,
        capDrop: ['ALL'],
        securityOpt: ['no-new-privileges'],
        memoryBytes: 64 * 1024 * 1024,
        pidsLimit: 64,
      },
      RUN_LIMITS,
      signal,
    );
  }

  #namespaces(signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    this.#hostNamespaces ??= this.#enginePid(signal).then((pid) =>
      namespacesOf(this.#facts, pid, signal),
    );
    this.#hostNamespaces.catch(() => {
      this.#hostNamespaces = undefined;
    });
    return this.#hostNamespaces;
  }

  /** The engine's own process, which has the host's namespaces where PID 1's may be refused even to root. */
  async #enginePid(signal: AbortSignal): Promise<number> {
    const files = await this.#facts.read(
      PID_FILES.map((path): FactRequest => ({ get: 'text', path, maxBytes: 32 })),
      signal,
    );
    const noted = files.flatMap((file) => (file.is === 'text' ? [Number(file.text.trim())] : []));
    const [proc] = await this.#facts.read([{ get: 'list', path: '/proc' }], signal);
    const all = proc?.is === 'list' ? proc.names.map(Number).filter((pid) => pid > 0) : [];
    const pids = [...noted, ...all];
    const names = await this.#facts.read(
      pids.map((pid): FactRequest => ({ get: 'text', path: `/proc/${pid}/comm`, maxBytes: 64 })),
      signal,
    );
    const at = names.findIndex((name) => name.is === 'text' && name.text.trim() === 'dockerd');
    const pid = pids[at];
    if (pid !== undefined) return pid;
    const [init] = await this.#facts.read([{ get: 'link', path: '/proc/1/ns/pid' }], signal);
    if (init?.is === 'link') return 1;
    throw new DocklabError('internal', "The host's own namespaces could not be read.", {
      why: "Neither the engine's process nor PID 1 shows them.",
    });
  }
}
