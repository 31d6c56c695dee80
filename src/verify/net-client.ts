/** A client of docklab's own inside a container's network namespace: one small container that asks many questions. */
import { randomUUID } from 'node:crypto';
import type { Attached, ContainerInfo, Engine, Labels } from '../host/engine.ts';
import { BASE_IMAGE } from '../lab/names.ts';
import type { Load } from './load.ts';
import {
  askLine,
  decoded,
  loadLine,
  LOAD_END,
  parseAnswer,
  parseLoad,
  SCRIPT,
} from './net-wire.ts';
import type { HttpAnswer, HttpRequest, HttpSilence } from './target.ts';

/** A service that was started just now may not listen yet. */
const PATIENCE_MS = 4_000;
const RETRY_MS = 150;
/** Containers come and go while a lab is watched: only the clients of the newest are kept. */
const MOST_CLIENTS = 4;
/** A load is for a moment: requests, those at a time, and seconds after which none is begun. */
const LOAD = { requests: 200, parallel: 16, seconds: 12 };

/** Where a container answers: its own address on its network, loopback where it has the host's; undefined with no network. */
function addressOf(info: ContainerInfo): string | undefined {
  const own = Object.values(info.networks).find(({ ip }) => ip !== '');
  if (own) return own.ip;
  return info.networkMode === 'host' || info.networkMode.startsWith('container:')
    ? '127.0.0.1'
    : undefined;
}

const UNREACHABLE: HttpSilence = {
  is: 'silent',
  reason: 'the container is on no network, nobody can reach it',
};

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** One running client and the conversation with it: a request at a time. */
class NetClient {
  readonly #engine: Engine;
  readonly #started: Promise<{ id: string; attached: Attached; lines: AsyncIterator<string> }>;
  /** The request before: requests take turns. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine, labels: Labels, container: string) {
    this.#engine = engine;
    this.#started = this.#start(labels, container);
    this.#started.catch(() => undefined);
  }

  /** The raw answer; undefined when the client is gone. Rejects when it could not be started. */
  async ask(line: string): Promise<string | undefined> {
    const lines = await this.#talk(line, () => true);
    return lines === undefined ? undefined : decoded(lines[0] ?? '');
  }

  /** Resolves when it can be asked. */
  async ready(): Promise<true> {
    await this.#started;
    return true;
  }

  /** The lines that tell of each answer; undefined and rejects as `ask`. */
  load(line: string): Promise<string[] | undefined> {
    return this.#talk(line, (answer) => answer.trim() === LOAD_END);
  }

  #talk(line: string, isLast: (answer: string) => boolean): Promise<string[] | undefined> {
    const mine = this.#turn.then(() => this.#say(line, isLast));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #say(line: string, isLast: (answer: string) => boolean): Promise<string[] | undefined> {
    const { attached, lines } = await this.#started;
    attached.write(line);
    const said: string[] = [];
    for (;;) {
      const answer = await lines.next();
      if (answer.done) return undefined;
      said.push(answer.value);
      if (isLast(answer.value)) return said;
    }
  }

  /** After the requests that were made of it. Its container goes with it. */
  async end(): Promise<void> {
    await this.#turn;
    const started = await this.#started.catch(() => undefined);
    if (!started) return;
    started.attached.close();
    await this.#engine.removeContainer(started.id).catch(() => undefined);
  }

  async #start(labels: Labels, container: string) {
    const id = await this.#engine.createContainer({
      name: `docklab-client-${randomUUID().slice(0, 8)}`,
      image: BASE_IMAGE,
      labels,
      entrypoint: ['sh', '-c', SCRIPT],
      command: [],
      user: '65534:65534',
      networkMode: `container:${container}`,
      readonlyRoot: true,
      capDrop: ['ALL'],
      securityOpt: ['no-new-privileges'],
      // A load of 16 at a time is some 130 processes.
      memoryBytes: 128 * 1024 * 1024,
      pidsLimit: 512,
      autoRemove: true,
      openStdin: true,
    });
    try {
      const attached = await this.#engine.startAttached(id);
      return { id, attached, lines: attached.lines()[Symbol.asyncIterator]() };
    } catch (error) {
      // The container it was to join may be gone: what never ran is not removed by itself.
      await this.#engine.removeContainer(id).catch(() => undefined);
      throw error;
    }
  }
}

/** A container that was started again has another network namespace. */
const lifeOf = ({ id, startedAt }: ContainerInfo) => `${id} ${startedAt?.getTime() ?? 0}`;

/** Clients by container, made at the first request; those of the newest containers are kept until `close`. */
export class NetClients {
  readonly #engine: Engine;
  readonly #labels: Labels;
  readonly #clients = new Map<string, NetClient>();

  constructor(engine: Engine, labels: Labels) {
    this.#engine = engine;
    this.#labels = labels;
  }

  async http(
    info: ContainerInfo,
    port: number,
    request: HttpRequest,
    signal: AbortSignal,
  ): Promise<HttpAnswer | HttpSilence> {
    const address = addressOf(info);
    if (address === undefined) return UNREACHABLE;
    const started = info.startedAt?.getTime() ?? 0;
    const until = Date.now() + (Date.now() - started < 30_000 ? PATIENCE_MS : 0);
    for (;;) {
      const raw = await this.#with(info, (client) => client.ask(askLine(address, port, request)));
      const answer = parseAnswer(raw ?? '');
      if (answer) return answer;
      if (raw) return { is: 'silent', reason: 'what answered does not speak HTTP' };
      if (Date.now() >= until || signal.aborted)
        return { is: 'silent', reason: `nothing answers on port ${port} at ${address}` };
      await pause(RETRY_MS, signal);
    }
  }

  /** Makes these requests, so many at a time. */
  async load(
    info: ContainerInfo,
    port: number,
    requests: readonly HttpRequest[],
    parallel: number,
  ): Promise<Load | HttpSilence> {
    const address = addressOf(info);
    if (address === undefined) return UNREACHABLE;
    const asked = requests.slice(0, LOAD.requests);
    const workers = Math.max(1, Math.min(parallel, LOAD.parallel, asked.length));
    const line = loadLine(address, port, asked, workers, LOAD.seconds);
    // Its start is not part of the time.
    await this.#with(info, (client) => client.ready());
    const began = performance.now();
    const lines = await this.#with(info, (client) => client.load(line));
    const ms = Math.round(performance.now() - began);
    return { is: 'loaded', answers: parseLoad(lines ?? [], asked.length), parallel: workers, ms };
  }

  /** Ends every client; their containers go with them. */
  async close(): Promise<void> {
    const clients = [...this.#clients.values()];
    this.#clients.clear();
    await Promise.all(clients.map((client) => client.end()));
  }

  /** One that is gone is made anew the next time. */
  async #with<T>(
    info: ContainerInfo,
    work: (client: NetClient) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const life = lifeOf(info);
    const client = this.#clientOf(info.id, life);
    const forget = () => {
      if (this.#clients.get(life) === client) this.#clients.delete(life);
    };
    try {
      const answer = await work(client);
      if (answer === undefined) forget();
      return answer;
    } catch (error) {
      forget();
      throw error;
    }
  }

  #clientOf(container: string, life: string): NetClient {
    const known = this.#clients.get(life);
    if (known) return known;
    const client = new NetClient(this.#engine, this.#labels, container);
    this.#clients.set(life, client);
    const [oldest] = this.#clients;
    if (this.#clients.size > MOST_CLIENTS && oldest) {
      this.#clients.delete(oldest[0]);
      void oldest[1].end();
    }
    return client;
  }
}
