/** What stands before the items of a list: a dot, a number, or the box of something to tick off. */
import type { Block } from '../../course/block.ts';

export type List = Extract<Block, { is: 'list' }>;

export interface Item {
  /** As wide as that of every other item of the list. */
  readonly mark: string;
  readonly blocks: readonly Block[];
}

const BOX = /^\[([ xX])\] +/;

/** The items of a list with their marks. */
export function itemsOf(list: List): Item[] {
  const marked = list.items.map((blocks, index): Item => {
    const box = boxOf(blocks);
    const rest = box === undefined ? blocks : withoutBox(blocks);
    if (!list.ordered) return { mark: box ?? '•', blocks: rest };
    const number = `${list.start + index}.`;
    return { mark: box === undefined ? number : `${number} ${box}`, blocks: rest };
  });
  const widest = Math.max(...marked.map(({ mark }) => mark.length));
  return marked.map(({ mark, blocks }) => ({ mark: padded(mark, widest, list), blocks }));
}

/** Numbers line up at their dot. */
function padded(mark: string, width: number, { ordered }: List): string {
  return `${ordered ? mark.padStart(width) : mark.padEnd(width)} `;
}

/** `[ ]` or `[x]`, written as such: it is read the same without colour. */
function boxOf(blocks: readonly Block[]): string | undefined {
  const [first] = blocks;
  const opening = first?.is === 'paragraph' ? first.content[0] : undefined;
  const tick = opening?.is === 'text' ? BOX.exec(opening.text)?.[1] : undefined;
  return tick === undefined ? undefined : `[${tick.toLowerCase()}]`;
}

function withoutBox(blocks: readonly Block[]): readonly Block[] {
  const [first, ...rest] = blocks;
  const [opening, ...others] = first?.is === 'paragraph' ? first.content : [];
  if (first?.is !== 'paragraph' || opening?.is !== 'text') return blocks;
  const text = opening.text.replace(BOX, '');
  return [{ ...first, content: [{ is: 'text', text }, ...others] }, ...rest];
}
