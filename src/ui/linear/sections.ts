/** A lesson's text in sections, to be read one at a time. */
import type { Block } from '../../course/block.ts';
import { blockLines } from './blocks.ts';
import { inlineWords } from './inline.ts';

export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What comes before the first heading is the introduction; deeper headings stay within their section. */
export function sectionsOf(blocks: readonly Block[]): readonly Section[] {
  const parts: { title: string; blocks: Block[] }[] = [{ title: 'Introduction', blocks: [] }];
  for (const block of blocks) {
    if (block.is === 'heading' && block.level <= 2)
      parts.push({ title: inlineWords(block.content), blocks: [] });
    else parts.at(-1)?.blocks.push(block);
  }
  return parts
    .filter(({ blocks }, index) => index > 0 || blocks.length > 0)
    .map(({ title, blocks }) => ({ title, lines: blockLines(blocks) }));
}

export function sectionLines(sections: readonly Section[], index: number): string[] {
  const section = sections[index];
  if (section === undefined) return [];
  return [
    '',
    `Section ${index + 1} of ${sections.length}: ${section.title}`,
    ...section.lines,
    index + 1 < sections.length ? 'End of section. Enter reads the next.' : 'End of the text.',
  ];
}

export interface Find {
  readonly section: number;
  readonly line: string;
}

/** Lines that contain the words, upper or lower case. */
export function findIn(sections: readonly Section[], words: string): readonly Find[] {
  const wanted = words.toLowerCase();
  return sections.flatMap(({ title, lines }, section) =>
    [title, ...lines]
      .filter((line) => line.toLowerCase().includes(wanted))
      .map((line) => ({ section, line })),
  );
}
