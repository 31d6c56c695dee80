/** Code blocks to listen to: what it is, its number, how long, the code as it is, and its end. */
import type { Block } from '../../course/block.ts';
import { plural } from './words.ts';

export type CodeBlock = Extract<Block, { is: 'code' }>;

export function codeLines(block: CodeBlock): string[] {
  const lines = block.text.split('\n');
  const name = nameOf(block);
  return [
    headOf(block, name, lines.length),
    ...lines.map((line) => (block.language === 'output' && line === '…' ? LEFT_OUT : line)),
    `End of ${name.charAt(0).toLowerCase()}${name.slice(1)}.`,
  ];
}

/** In an output, a line of only this sign stands for any number of lines, and is easily not heard. */
const LEFT_OUT = '(lines are left out here)';

function headOf({ proof, language }: CodeBlock, name: string, count: number): string {
  const kind =
    language === '' || language === 'output' || language === 'text' ? '' : `, ${language}`;
  const size = plural(count, 'line');
  const note = proof.is === 'no-run' ? `. Only shown: ${proof.reason}` : '';
  return `${name}${kind}, ${size}${note}:`;
}

function nameOf({ proof, language }: CodeBlock): string {
  if (proof.is !== 'none') return `Command ${proof.number}`;
  return language === 'output' ? 'Output' : 'File';
}

export interface Command {
  readonly number: number;
  readonly block: CodeBlock;
}

/** Every command of the text, also those within lists and callouts, in order. */
export function commandsOf(blocks: readonly Block[]): Command[] {
  return blocks.flatMap((block): Command[] => {
    if (block.is === 'code')
      return block.proof.is === 'none' ? [] : [{ number: block.proof.number, block }];
    if (block.is === 'list') return commandsOf(block.items.flat());
    return block.is === 'quote' || block.is === 'callout' ? commandsOf(block.children) : [];
  });
}
