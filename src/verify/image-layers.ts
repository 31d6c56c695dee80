/** Images as verifiers see them: read once by id (the same id is the same image), within limits of size and time. */
import { Readable } from 'node:stream';
import type { Engine } from '../host/engine.ts';
import { oneLine } from '../host/sanitise.ts';
import { BadArchive } from '../image/bad-archive.ts';
import type { ReadLimits } from '../image/budget.ts';
import { readSavedImage, type SavedImage } from '../image/saved-image.ts';
import { Search } from '../image/search.ts';

/** `unread`: the reason completes "the image could not be read: …". */
export type ImageReading = ({ is: 'read' } & SavedImage) | { is: 'unread'; reason: string };

export type ReadImage = Extract<ImageReading, { is: 'read' }>;

/** `layer 5 of 7 (COPY …)`: counted from the bottom, as `docker history` shows them upside down. */
export function layerName({ createdBy }: Pick<ReadImage, 'createdBy'>, layer: number): string {
  const said = oneLine(
    (createdBy[layer] ?? '').replace(/^.*#\(nop\)\s*|^\/bin\/sh -c |# buildkit$/g, ''),
    50,
  );
  return `layer ${layer + 1} of ${createdBy.length}${said === '' ? '' : ` (${said})`}`;
}

const LIMITS: ReadLimits = { maxBytes: 1024 ** 3, maxEntries: 1_000_000 };
/** Less than a check may take. */
const READ_MS = 30_000;
/** Images whose reading is kept: a learner builds a few, one after the other. */
const KEPT = 8;

export class ImageLayers {
  readonly #engine: Pick<Engine, 'saveImages'>;
  readonly #limits: ReadLimits;
  readonly #readings = new Map<string, Promise<ImageReading>>();

  constructor(engine: Pick<Engine, 'saveImages'>, limits: ReadLimits = LIMITS) {
    this.#engine = engine;
    this.#limits = limits;
  }

  /** Rejects when the signal aborts; the reading goes on for whoever asks next. */
  async read(
    id: string,
    signal: AbortSignal,
    values: readonly string[] = [],
  ): Promise<ImageReading> {
    signal.throwIfAborted();
    const key = JSON.stringify([id, values]);
    const reading = this.#readings.get(key) ?? this.#begin(key, id, values);
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await Promise.race([reading, aborted]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #begin(key: string, id: string, values: readonly string[]): Promise<ImageReading> {
    const reading = this.#saved(id, values);
    this.#readings.set(key, reading);
    const [oldest] = this.#readings.keys();
    if (this.#readings.size > KEPT && oldest !== undefined) this.#readings.delete(oldest);
    // What the engine refused once, it may give the next time.
    reading.catch(() => this.#readings.delete(key));
    return reading;
  }

  async #saved(id: string, values: readonly string[]): Promise<ImageReading> {
    const stream = await this.#engine.saveImages([id]);
    const archive = stream instanceof Readable ? stream : new Readable().wrap(stream);
    const late = new BadArchive(`it took longer than ${READ_MS / 1000} seconds`);
    const timer = setTimeout(() => archive.destroy(late), READ_MS);
    try {
      return { is: 'read', ...(await readSavedImage(archive, this.#limits, new Search(values))) };
    } catch (error) {
      if (error instanceof BadArchive) return { is: 'unread', reason: error.message };
      throw error;
    } finally {
      clearTimeout(timer);
      archive.destroy();
    }
  }
}
