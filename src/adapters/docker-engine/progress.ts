/** The streams of JSON lines in which the engine reports a pull, a build, an import or a load. */
import type { ImageProgress, Progress } from '../../host/engine.ts';
import { DocklabError } from '../../host/error.ts';
import { oneLine, sanitise } from '../../host/sanitise.ts';
import { jsonLines } from './json-lines.ts';

/** Lines of a failing step's output that an error carries. */
const TAIL = 20;

/** One message of the stream; see the Docker API, `POST /build` and `POST /images/create`. */
interface Message {
  stream?: unknown;
  status?: unknown;
  id?: unknown;
  progressDetail?: { current?: unknown; total?: unknown };
  error?: unknown;
  aux?: { ID?: unknown };
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** What a finished stream said. */
export interface Followed {
  /** Id of the image that was made, when the stream named one. */
  imageId: string | undefined;
}

/**
 * Follows the stream to its end, reporting each step. Rejects with `explain` of the engine's words when the
 * stream holds an error (the HTTP status is 200 all the same); for a build with the failing step's last output.
 * `made` is told the id of each image that a step of a build makes, one of the cache not.
 */
export async function follow(
  stream: NodeJS.ReadableStream,
  progress: Progress,
  explain: (message: string) => DocklabError,
  made: (image: string) => void = () => undefined,
): Promise<Followed> {
  const layers = new Layers();
  const log = new StepLog(made);
  let imageId: string | undefined;
  for await (const line of jsonLines(stream)) {
    const message = line as Message;
    if (message.error !== undefined) throw log.failed(text(message.error), explain);
    imageId = text(message.aux?.ID) || imageId;
    const printed = text(message.stream);
    if (printed !== '') {
      const step = log.add(printed);
      if (step) progress(step);
    } else if (message.status !== undefined) progress(layers.add(message));
  }
  return { imageId };
}

/** Adds up the layers of a pull, each of which reports its own bytes. */
class Layers {
  readonly #bytes = new Map<string, { current: number; total: number }>();

  add(message: Message): ImageProgress {
    const step = oneLine(text(message.status), 120);
    const { current, total } = message.progressDetail ?? {};
    // What was downloaded is unpacked next, and counted from nothing again.
    if (step === 'Extracting') this.#unpack(text(message.id));
    else if (typeof current === 'number' && typeof total === 'number' && total > 0)
      this.#bytes.set(text(message.id), { current: Math.min(current, total), total });
    const known = [...this.#bytes.values()];
    if (known.length === 0) return { step };
    return {
      step,
      of: 'bytes',
      done: known.reduce((sum, layer) => sum + layer.current, 0),
      total: known.reduce((sum, layer) => sum + layer.total, 0),
    };
  }

  #unpack(layer: string): void {
    const bytes = this.#bytes.get(layer);
    if (bytes !== undefined) bytes.current = bytes.total;
  }
}

/** The builder's own remarks between the lines of a step. */
const REMARK = /^( ---> |Removing intermediate container |Successfully (built|tagged) )/;

const STEP = /^Step (\d+)\/(\d+) : (.*)/;

/** What a step of a build says when its image is there, or was there already. */
const IMAGE = /^ ---> ([0-9a-f]{12,64})$/;
const CACHED = ' ---> Using cache';

/** The output of a build since the step that runs now began. */
class StepLog {
  readonly #made: (image: string) => void;
  #step = '';
  #count = { done: 0, total: 0 };
  #isCached = false;
  #lines: string[] = [];

  constructor(made: (image: string) => void) {
    this.#made = made;
  }

  /** Takes in what the build printed; how far it is then, when that says more than before. */
  add(printed: string): ImageProgress | undefined {
    const clean = sanitise(printed);
    const begins = STEP.exec(clean);
    if (begins) {
      this.#step = oneLine(begins[3] ?? '', 120);
      this.#count = { done: Number(begins[1]) - 1, total: Number(begins[2]) };
      this.#isCached = false;
      this.#lines = [];
      return { step: this.#step, ...this.#count, of: 'steps' };
    }
    const all = clean.split('\n').filter((line) => line.trim() !== '');
    for (const line of all) this.#remark(line);
    const lines = all.filter((line) => !REMARK.test(line));
    this.#lines.push(...lines);
    this.#lines = this.#lines.slice(-TAIL);
    const last = lines.at(-1);
    if (last === undefined || this.#step === '') return undefined;
    return { step: this.#step, ...this.#count, of: 'steps', line: oneLine(last, 200) };
  }

  #remark(line: string): void {
    if (line.startsWith(CACHED)) this.#isCached = true;
    const [, image] = IMAGE.exec(line) ?? [];
    const isBase = /^FROM /i.test(this.#step);
    if (image !== undefined && !this.#isCached && !isBase) this.#made(image);
  }

  failed(message: string, explain: (message: string) => DocklabError): DocklabError {
    const error = explain(oneLine(message, 600));
    if (this.#step === '') return error;
    return new DocklabError(error.code, error.message, {
      why: [`Step failed: ${this.#step}`, ...this.#lines, oneLine(message, 600)].join('\n'),
      next: error.next,
      cause: error,
    });
  }
}
