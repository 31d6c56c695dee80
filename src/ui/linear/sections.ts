/** A lesson's text in sections, to be read one at a time, with a pause after each question to the reader. */
import type { Block } from '../../course/block.ts';
import { blockLines } from './blocks.ts';
import { inlineWords } from './inline.ts';

export interface Section {
  readonly title: string;
  /** What is read in one go; the next part begins with the answer to what the reader was to predict. */
  readonly parts: readonly (readonly string[])[];
}

/** What comes before the first heading is the introduction; deeper headings stay within their section. */
export function sectionsOf(blocks: readonly Block[]): readonly Section[] {
  const sections: { title: string; blocks: Block[] }[] = [{ title: 'Introduction', blocks: [] }];
  for (const block of blocks) {
    if (block.is === 'heading' && block.level <= 2)
      sections.push({ title: inlineWords(block.content), blocks: [] });
    else sections.at(-1)?.blocks.push(block);
  }
  return sections
    .filter(({ blocks }, index) => index > 0 || blocks.length > 0)
    .map(({ title, blocks }) => ({ title, parts: partsOf(blocks).map(blockLines) }));
}

/** Nothing is told too early: a part ends with what is to be predicted and the commands that show it. */
function partsOf(blocks: readonly Block[]): Block[][] {
  const parts: Block[][] = [[]];
  let isPredicting = false;
  for (const block of blocks) {
    const isCommand = block.is === 'code' && block.proof.is !== 'none';
    if (isPredicting && !isCommand) {
      parts.push([]);
      isPredicting = false;
    }
    parts.at(-1)?.push(block);
    if (block.is === 'callout' && block.kind === 'predict') isPredicting = true;
  }
  return parts;
}

/** One part of a section, with where one is and how to go on. */
export function partLines(sections: readonly Section[], index: number, part: number): string[] {
  const { title = '', parts = [] } = sections[index] ?? {};
  const head = part === 0 ? ['', `Section ${index + 1} of ${sections.length}: ${title}`] : [];
  const isLast = part + 1 >= parts.length;
  const end =
    index + 1 < sections.length ? 'End of section. Enter reads the next.' : 'End of the text.';
  return [...head, ...(parts[part] ?? []), isLast ? end : 'Enter goes on.'];
}

export interface Find {
  readonly section: number;
  readonly line: string;
}

/** Lines that contain the words, upper or lower case. */
export function findIn(sections: readonly Section[], words: string): readonly Find[] {
  const wanted = words.toLowerCase();
  return sections.flatMap(({ title, parts }, section) =>
    [title, ...parts.flat()]
      .filter((line) => line.toLowerCase().includes(wanted))
      .map((line) => ({ section, line })),
  );
}
