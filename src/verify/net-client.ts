/** A client of docklab's own inside a container's network namespace: one small container that asks many questions. */
import { randomUUID } from 'node:crypto';
import type { Attached, ContainerInfo, Engine, Labels } from '../host/engine.ts';
import { BASE_IMAGE } from '../lab/names.ts';
import type { HttpAnswer, HttpRequest, HttpSilence } from './target.ts';

/** Seconds that one request may take. */
const REQUEST_SECONDS = 8;
/** Bytes of an answer that are read. */
const ANSWER_BYTES = 262_144;
/** A service that was started just now may not listen yet. */
const PATIENCE_MS = 4_000;
const RETRY_MS = 150;
/** Containers come and go while a lab is watched: only the clients of the newest are kept. */
const MOST_CLIENTS = 4;

// Each line: address, port, request in base64. Each answer: one line of base64, empty when nobody answered.
const SCRIPT = `
while read -r host port request; do
  printf '%s' "$request" | base64 -d | timeout ${REQUEST_SECONDS} nc "$host" "$port" 2>/dev/null | head -c ${ANSWER_BYTES} | base64 | tr -d '\\n'
  echo
done`;

const rawRequest = ({ method = 'GET', path, body = '' }: HttpRequest, host: string) =>
  [
    `${method} ${path.replace(/[\r\n ]/g, encodeURIComponent)} HTTP/1.0`,
    `Host: ${host}`,
    ...(method === 'POST'
      ? [
          'Content-Type: application/x-www-form-urlencoded',
          `Content-Length: ${Buffer.byteLength(body)}`,
        ]
      : []),
    'Connection: close',
    '',
    body,
  ].join('\r\n');

function parseAnswer(raw: string): HttpAnswer | undefined {
  const head = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(raw);
  if (!head) return undefined;
  const end = /\r?\n\r?\n/.exec(raw);
  return {
    is: 'answered',
    status: Number(head[1]),
    body: end ? raw.slice(end.index + end[0].length) : '',
  };
}

/** Where a container answers: its own address on its network, loopback where it has the host's; undefined with no network. */
function addressOf(info: ContainerInfo): string | undefined {
  const own = Object.values(info.networks).find(({ ip }) => ip !== '');
  if (own) return own.ip;
  return info.networkMode === 'host' || info.networkMode.startsWith('container:')
    ? '127.0.0.1'
    : undefined;
}

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
  ask(line: string): Promise<string | undefined> {
    const mine = this.#turn.then(async () => {
      const { attached, lines } = await this.#started;
      attached.write(line);
      const answer = await lines.next();
      return answer.done ? undefined : Buffer.from(answer.value.trim(), 'base64').toString('utf8');
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
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
      memoryBytes: 64 * 1024 * 1024,
      pidsLimit: 32,
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
    if (address === undefined)
      return { is: 'silent', reason: 'the container is on no network, nobody can reach it' };
    const encoded = Buffer.from(rawRequest(request, address)).toString('base64');
    const started = info.startedAt?.getTime() ?? 0;
    const until = Date.now() + (Date.now() - started < 30_000 ? PATIENCE_MS : 0);
    for (;;) {
      const raw = await this.#ask(info.id, `${address} ${port} ${encoded}\n`);
      const answer = parseAnswer(raw);
      if (answer) return answer;
      if (raw !== '') return { is: 'silent', reason: 'what answered does not speak HTTP' };
      if (Date.now() >= until || signal.aborted)
        return { is: 'silent', reason: `nothing answers on port ${port} at ${address}` };
      await pause(RETRY_MS, signal);
    }
  }

  /** Ends every client; their containers go with them. */
  async close(): Promise<void> {
    const clients = [...this.#clients.values()];
    this.#clients.clear();
    await Promise.all(clients.map((client) => client.end()));
  }

  async #ask(container: string, line: string): Promise<string> {
    const client = this.#clientOf(container);
    const forget = () => {
      if (this.#clients.get(container) === client) this.#clients.delete(container);
    };
    try {
      const raw = await client.ask(line);
      if (raw === undefined) forget();
      return raw ?? '';
    } catch (error) {
      forget();
      throw error;
    }
  }

  #clientOf(container: string): NetClient {
    const known = this.#clients.get(container);
    if (known) return known;
    const client = new NetClient(this.#engine, this.#labels, container);
    this.#clients.set(container, client);
    const [oldest] = this.#clients;
    if (this.#clients.size > MOST_CLIENTS && oldest) {
      this.#clients.delete(oldest[0]);
      void oldest[1].end();
    }
    return client;
  }
}
