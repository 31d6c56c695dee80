// Characters that never join a neighbour: no combining marks, joiners, emoji modifiers or jamo, and no carriage return.
const ALONE = /^[\x00-\x0c\x0e-\x7e\u00a0-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2bff]*$/;

/**
 * In place of `Intl.Segmenter`, whose first instance costs as much as starting Node: text of which every character is
 * a grapheme is cut without it. Only what the bundled packages use: walking through the graphemes in order.
 */
export class LazySegmenter {
  #options;
  #real;

  constructor(...options) {
    this.#options = options;
  }

  segment(input) {
    const isByGrapheme = (this.#options[1]?.granularity ?? 'grapheme') === 'grapheme';
    if (isByGrapheme && ALONE.test(input))
      return Array.from(input, (segment, index) => ({ segment, index, input }));
    this.#real ??= new globalThis.Intl.Segmenter(...this.#options);
    return this.#real.segment(input);
  }
}
