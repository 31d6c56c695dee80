/** One running probe container and the conversation with it: a batch at a time, each answer in its turn. */
import type { Attached, ContainerSpec, Engine, Labels } from '../../host/engine.ts';
import { DocklabError } from '../../host/error.ts';
import type { FactAnswer, FactRequest } from '../../host/facts.ts';
import { uniqueSuffix } from '../../host/unique.ts';
import { PROBE_SCRIPT } from './probe-script.ts';
import { parseAnswer, requestLine } from './probe-wire.ts';

export interface ProbeOptions {
  engine: Engine;
  /** Image with busybox's shell: docklab's own. */
  image: string;
  /** Its labels: session and role. */
  labels: Labels;
  /** The cgroup below which docklab's containers run. */
  cgroupParent?: string;
}

const MEMORY_BYTES = 64 * 1024 * 1024;
const PIDS = 64;

/** Most time for one batch, in milliseconds; a batch takes a few. */
const BATCH_MS = 20_000;

/**
 * What the probe may do: see every process and read every file of the host, and nothing else. It has no network,
 * cannot write (its two capabilities are for reading), and ends when its input does.
 */
function probeSpec(options: Omit<ProbeOptions, 'engine'>): ContainerSpec {
  return {
    name: `docklab-probe-${uniqueSuffix()}`,
    image: options.image,
    labels: options.labels,
    entrypoint: ['sh', '-c', PROBE_SCRIPT],
    command: [],
    user: '0:0',
    workdir: '/',
    pidMode: 'host',
    networkMode: 'none',
    cgroupnsMode: 'host',
    usernsMode: 'host',
    readonlyRoot: true,
    capDrop: ['ALL'],
    capAdd: ['SYS_PTRACE', 'DAC_READ_SEARCH'],
    securityOpt: ['no-new-privileges', 'apparmor=unconfined', 'label=disable'],
    mounts: [{ type: 'bind', source: '/', target: '/host', readonly: true }],
    memoryBytes: MEMORY_BYTES,
    memorySwapBytes: MEMORY_BYTES,
    pidsLimit: PIDS,
    autoRemove: true,
    openStdin: true,
    ...(options.cgroupParent === undefined ? {} : { cgroupParent: options.cgroupParent }),
  };
}

const broken = (why: string) =>
  new DocklabError('internal', 'The probe container stopped answering.', { why });

export class ProbeChannel {
  readonly #id: string;
  readonly #engine: Engine;
  readonly #attached: Attached;
  readonly #lines: AsyncIterator<string>;
  #seq = 0;

  private constructor(engine: Engine, id: string, attached: Attached) {
    this.#engine = engine;
    this.#id = id;
    this.#attached = attached;
    this.#lines = attached.lines()[Symbol.asyncIterator]();
  }

  /** Starts a probe. Rejects with the engine's error; nothing is left behind then. */
  static async open(options: ProbeOptions): Promise<ProbeChannel> {
    const { engine } = options;
    const id = await engine.createContainer(probeSpec(options));
    try {
      return new ProbeChannel(engine, id, await engine.startAttached(id));
    } catch (error) {
      await engine.removeContainer(id).catch(() => undefined);
      throw error;
    }
  }

  /** One batch; only one at a time. Rejects when the probe is gone, silent or talks nonsense: it is of no use then. */
  async ask(requests: readonly FactRequest[]): Promise<FactAnswer[]> {
    const first = this.#seq;
    this.#seq += requests.length;
    const late = AbortSignal.timeout(BATCH_MS);
    const silence = new Promise<never>((_, reject) => {
      late.addEventListener('abort', () => reject(broken(`no answer in ${BATCH_MS} ms`)));
    });
    this.#attached.write(requests.map((one, at) => requestLine(first + at, one)).join(''));
    const answers: FactAnswer[] = [];
    for (const [at, request] of requests.entries()) {
      const line = await Promise.race([this.#lines.next(), silence]);
      if (line.done) throw broken('it ended');
      const answer = parseAnswer(line.value, first + at, request);
      if (answer === undefined) throw broken('it answered something else');
      answers.push(answer);
    }
    return answers;
  }

  /** Ends the probe; its container is removed with it. */
  async close(): Promise<void> {
    this.#attached.close();
    await this.#engine.removeContainer(this.#id);
  }
}
