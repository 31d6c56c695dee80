/** The small languages inside Compose values: durations, sizes, words of a command. */

export type Read<T> = { is: 'value'; value: T } | { is: 'wrong'; expected: string };

export const wrong = (expected: string): { is: 'wrong'; expected: string } => ({
  is: 'wrong',
  expected,
});

const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** `1m30s`, `500ms` to milliseconds. */
export function duration(text: string): Read<number> {
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s))+$/.test(text))
    return wrong('expected a duration with its unit, such as 2s, 500ms or 1m30s');
  let total = 0;
  for (const [, amount = '0', unit = 'ms'] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g))
    total += Number(amount) * (UNIT_MS[unit] ?? 1);
  return { is: 'value', value: Math.round(total) };
}

const EXPONENT: Readonly<Record<string, number>> = { b: 0, k: 1, m: 2, g: 3 };

/** `64m`, `1g` or plain bytes, in powers of 1024 as Docker reads them. */
export function size(text: string): Read<number> {
  const match = /^(\d+(?:\.\d+)?)\s?(?:([bkmg])b?)?$/i.exec(text);
  if (match === null) return wrong('expected a size such as 64m, 1g or 512k');
  const exponent = EXPONENT[(match[2] ?? 'b').toLowerCase()] ?? 0;
  return { is: 'value', value: Math.floor(Number(match[1]) * 1024 ** exponent) };
}

/** A command's words with the shell's rules of quoting; nothing is expanded. */
export function shellWords(text: string): Read<string[]> {
  const words: string[] = [];
  // A word is a run of bare, escaped and quoted parts: `a'b c'"d\""` is one.
  const part = /\s+|\\([^])|'([^']*)'|"((?:\\[^]|[^"\\])*)"|([^\s\\'"]+)/y;
  let word: string | undefined;
  while (part.lastIndex < text.length) {
    const at = part.lastIndex;
    const match = part.exec(text);
    if (match === null)
      return wrong(
        text[at] === '\\'
          ? 'expected a character after the last backslash'
          : `expected a closing ${text[at]} for the quote in this command`,
      );
    const [whole, escaped, single, double, bare] = match;
    const piece = escaped ?? single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? bare;
    if (piece !== undefined) word = (word ?? '') + piece;
    else if (whole !== '' && word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (word !== undefined) words.push(word);
  return words.length === 0 ? wrong('expected a command') : { is: 'value', value: words };
}
