/** Reading the text: a section at a time, and looking for words. */
import { indexOf } from './choices.ts';
import type { Desk } from './desk.ts';
import { findIn, partLines } from './sections.ts';
import { plural } from './words.ts';

/** Reads the section at an index; says so where there is none. */
export function readSection(desk: Desk, index: number): void {
  const { sections, lines } = desk;
  if (index < 0) return lines.say('This is the beginning: Enter reads the first section.');
  if (index >= sections.length)
    return lines.say('The text is at its end. The word tasks says what is to do.');
  desk.section = index;
  desk.part = 0;
  lines.say(...partLines(sections, index, 0));
}

/** Reads on: the rest of this section, or the next one. */
export function readOn(desk: Desk): void {
  const { sections, lines } = desk;
  const { parts = [] } = sections[desk.section] ?? {};
  if (desk.part + 1 >= parts.length) return readSection(desk, desk.section + 1);
  desk.part += 1;
  lines.say(...partLines(sections, desk.section, desk.part));
}

/** The section of a number, else the list of them and which one. */
export async function chooseSection(desk: Desk, rest: string): Promise<void> {
  const { sections, lines } = desk;
  const list = sections.map(({ title }, index) => {
    const here = index === desk.section ? ' (you are here)' : '';
    return `${index + 1}. ${title}${here}`;
  });
  const index = await numbered(desk, rest, list, 'section');
  if (index !== undefined) return readSection(desk, index);
  if (rest !== '') lines.say(`There are ${plural(sections.length, 'section')}.`);
}

/** The index that `rest` or the answer after the list names; undefined when neither names one. */
export async function numbered(
  { lines }: Desk,
  rest: string,
  list: readonly string[],
  noun: string,
): Promise<number | undefined> {
  if (rest !== '') return indexOf(rest, list.length);
  lines.say(`${plural(list.length, noun)}:`, ...list);
  const answer = await lines.ask(`Number of a ${noun}, or Enter for none: `);
  return answer === undefined ? undefined : indexOf(answer, list.length);
}

/** A line of the text that has more than this is cut where it is only quoted. */
const LONGEST = 200;

export async function find(desk: Desk, rest: string): Promise<void> {
  const words = rest === '' ? await desk.lines.ask('Words to find: ') : rest;
  if (words === undefined || words === '') return;
  const found = findIn(desk.sections, words);
  desk.lines.say(
    `${plural(found.length, 'line')} with “${words}”.`,
    ...found.map(({ section, line }) => {
      const quoted = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
      return `In section ${section + 1}: ${quoted}`;
    }),
  );
}
