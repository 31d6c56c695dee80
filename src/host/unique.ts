/**
 * A part of a name that nobody else has: 12 hexadecimal digits. Not for secrets: it can be guessed, and is there without
 * `node:crypto`, which takes longer to load than most of docklab.
 */
export const uniqueSuffix = (): string =>
  Math.floor(Math.random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0');
