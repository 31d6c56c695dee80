import type { Key } from 'ink';
import { characters } from '../text/span.ts';

/** What Ink says of a key that is no letter, in the key map's words. */
const SPECIAL: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
];

const LETTERS: Readonly<Record<string, string>> = {
  ' ': 'space',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
};

/**
 * The names of the keys in one report of Ink's. It is more than one when keys came faster than they were read;
 * none for keys that docklab does not use.
 */
export function keyNames(input: string, key: Key): readonly string[] {
  if (key.ctrl) return input === 'c' ? ['ctrl-c'] : [];
  const special = SPECIAL.find(([flag]) => key[flag] === true);
  if (special !== undefined) return [special[1]];
  if (key.meta) return [];
  return characters(input)
    .map((character) => LETTERS[character] ?? character)
    .filter((name) => name >= ' ');
}
