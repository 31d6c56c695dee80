/** A live two-way stream with a container that docklab made (the probe). */
import { StringDecoder } from 'node:string_decoder';
import type { Attached, Engine } from '../../host/engine.ts';
import { DocklabError } from '../../host/error.ts';
import { LIMIT, type Call } from './call.ts';
import { destroy } from './exec.ts';
import { objectName } from './names.ts';
import { Demux } from './output.ts';

/** Longest line taken in, in characters; the probe's own limit on a fact is far below. */
const MAX_LINE = 16 * 1024 * 1024;

export function attachOf(call: Call): Pick<Engine, 'startAttached'> {
  return {
    startAttached: async (id, signal) => {
      const stream = await call(
        { doing: `start the container ${id}`, timeoutMs: LIMIT.change, signal },
        async (docker, abortSignal) => {
          const container = docker.getContainer(objectName(id));
          // Not the call's signal: the stream outlives the call.
          const attached = await container.attach({
            stream: true,
            hijack: true,
            stdin: true,
            stdout: true,
            stderr: true,
          });
          attached.on('error', () => undefined);
          try {
            await container.start({ abortSignal });
          } catch (error) {
            destroy(attached);
            throw error;
          }
          return attached;
        },
      );
      return new AttachedStream(stream);
    },
  };
}

class AttachedStream implements Attached {
  readonly #stream: NodeJS.ReadWriteStream;

  constructor(stream: NodeJS.ReadWriteStream) {
    this.#stream = stream;
  }

  write(text: string): void {
    this.#stream.write(text);
  }

  close(): void {
    this.#stream.end();
    destroy(this.#stream);
  }

  async *lines(): AsyncGenerator<string> {
    const decoder = new StringDecoder('utf8');
    let ready: string[] = [];
    let partial: string[] = [];
    let length = 0;
    const demux = new Demux((piece, from) => {
      if (from === 'stderr') return;
      const [first = '', ...more] = decoder.write(piece).split('\n');
      partial.push(first);
      length += first.length;
      for (const next of more) {
        ready.push(partial.join(''));
        partial = [next];
        length = next.length;
      }
    });
    for await (const chunk of this.#stream) {
      demux.push(chunk as Buffer);
      if (length > MAX_LINE)
        throw new DocklabError('internal', 'A helper container sent a line without an end.');
      yield* ready;
      ready = [];
    }
  }
}
