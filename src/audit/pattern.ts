/** Names as people write them for several: `*` stands for any letters. */

/** Every other letter stands for itself. */
export function namePattern(words: string): RegExp {
  const parts = words
    .split(/\*+/)
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
