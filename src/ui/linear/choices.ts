/** What can be asked for at a prompt, as data: a word, the letter that does the same on the screens, and its help. */
import { KEYMAP } from '../keymap.ts';
import type { Action, KeyPlace } from '../keys.ts';

export interface Choice<Name extends string = string> {
  readonly name: Name;
  /** What may follow the word, for the help: `N`, `WORDS`. */
  readonly takes?: string;
  readonly help: string;
  /** Single letters that mean the same. */
  readonly letters: readonly string[];
}

/** The letters that the key map has for an action; the two front ends are learned once. */
export function lettersOf(place: KeyPlace, action: Action): readonly string[] {
  const binding = KEYMAP[place].bindings.find((one) => one.action === action);
  return (binding?.keys ?? []).filter((key) => key.length === 1);
}

export type Chosen<Name extends string> =
  | { readonly is: 'chosen'; readonly name: Name; readonly rest: string }
  /** Several words begin like this. */
  | { readonly is: 'ambiguous'; readonly names: readonly Name[] }
  | { readonly is: 'unknown'; readonly word: string };

/** Which choice a line means: its word, its letter, or the beginning of a word that no other shares. */
export function choiceOf<Name extends string>(
  line: string,
  choices: readonly Choice<Name>[],
): Chosen<Name> {
  const [first = '', ...more] = spaced(line, choices).split(/\s+/);
  const word = first.toLowerCase();
  const rest = more.join(' ');
  const exact = choices.find(({ name, letters }) => name === word || letters.includes(first));
  if (exact !== undefined) return { is: 'chosen', name: exact.name, rest };
  const [found, ...others] = choices.filter(({ name }) => word !== '' && name.startsWith(word));
  if (found === undefined) return { is: 'unknown', word: first };
  if (others.length > 0)
    return { is: 'ambiguous', names: [found, ...others].map(({ name }) => name) };
  return { is: 'chosen', name: found.name, rest };
}

/** A sign needs no blank after it: `/tmp` looks for “tmp”. */
function spaced(line: string, choices: readonly Choice[]): string {
  const signs = choices.flatMap(({ letters }) => letters).filter((letter) => !/\w/.test(letter));
  return signs.some((sign) => line.startsWith(sign)) ? `${line[0] ?? ''} ${line.slice(1)}` : line;
}

/** All choices, numbered. */
export function choiceLines(choices: readonly Choice[]): string[] {
  return choices.map(({ name, takes, help, letters }, index) => {
    const words = [takes === undefined ? name : `${name} ${takes}`, ...letters].join(', or ');
    return `${index + 1}. ${words}: ${help}`;
  });
}

/** A whole number from 1 to `most`, as an index from 0. */
export function indexOf(text: string, most: number): number | undefined {
  if (!/^\d{1,4}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= 1 && number <= most ? number - 1 : undefined;
}
