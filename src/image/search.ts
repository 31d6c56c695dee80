/** Looking for values in what an image holds. */

/**
 * Finds values in bytes, as they stand and in base64. What is compressed or encrypted in a file is not seen.
 */
export class Search {
  readonly #needles: readonly (readonly Buffer[])[];
  readonly #overlap: number;

  /** Values are told by their place in the list; an empty one is never found. */
  constructor(values: readonly string[]) {
    this.#needles = values.map((value) =>
      value === '' ? [] : [Buffer.from(value), ...inBase64(value)],
    );
    this.#overlap = Math.max(1, ...this.#needles.flat().map(({ length }) => length)) - 1;
  }

  get isEmpty(): boolean {
    return this.#needles.length === 0;
  }

  /** Places in the list of the values that the text holds. */
  inText(text: string): number[] {
    return this.#in(Buffer.from(text));
  }

  /** The same for content that streams by, which is read to its end. */
  async inContent(content: AsyncIterable<Uint8Array>): Promise<number[]> {
    const found = new Set<number>();
    let end = Buffer.alloc(0);
    for await (const piece of content) {
      const bytes = Buffer.concat([end, piece]);
      for (const at of this.#in(bytes)) found.add(at);
      end = bytes.subarray(Math.max(0, bytes.length - this.#overlap));
    }
    return [...found].toSorted((a, b) => a - b);
  }

  #in(bytes: Buffer): number[] {
    return this.#needles.flatMap((forms, at) =>
      forms.some((form) => bytes.includes(form)) ? [at] : [],
    );
  }
}

/** What stands for the value in base64, whichever of its bytes starts a group of three; without what depends on its neighbours. */
const inBase64 = (value: string): Buffer[] =>
  [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
    const first = Math.ceil((before * 4) / 3);
    return Buffer.from(bytes.toString('base64').slice(first, Math.floor((bytes.length * 4) / 3)));
  });
