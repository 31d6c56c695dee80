/** A lesson's text as lines to listen to: what a screen shows by place, bars or colour is said in words. */
import type { Block, CalloutKind, Inline } from '../../course/block.ts';
import { itemsOf } from '../markdown/list.ts';
import { plural } from './words.ts';
import { codeLines } from './code.ts';
import { inlineLines, inlineWords } from './inline.ts';

const CALLOUTS: Readonly<Record<CalloutKind, string>> = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
  predict: 'Predict before you go on',
};

export function blockLines(blocks: readonly Block[]): string[] {
  return blocks.flatMap(linesOf);
}

function linesOf(block: Block): string[] {
  switch (block.is) {
    case 'heading':
      return [`Heading: ${inlineWords(block.content)}`];
    case 'paragraph':
      return inlineLines(block.content);
    case 'code':
      return codeLines(block);
    case 'list':
      return listLines(block, 'List');
    case 'quote':
      return enclosed('Quote', block.children);
    case 'callout':
      return enclosed(CALLOUTS[block.kind], block.children);
    case 'table':
      return tableLines(block);
    case 'rule':
      return [];
  }
}

/** One line where that is all; else its end is said as well. */
function enclosed(name: string, children: readonly Block[]): string[] {
  const lines = blockLines(children);
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) return [`${name}: ${only}`];
  return [`${name}:`, ...lines, `End of ${lowerFirst(name)}.`];
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What stands before an item, as it can be heard. */
const spoken = (mark: string): string =>
  mark.trim().replace('•', '-').replace('[x]', 'Done:').replace('[ ]', 'To do:');

function listLines(block: Extract<Block, { is: 'list' }>, name: string): string[] {
  const items = itemsOf(block).flatMap(({ mark, blocks }) => {
    const [first = '', ...rest] = blocks.flatMap((child) =>
      child.is === 'list' ? listLines(child, 'Inner list') : linesOf(child),
    );
    return [`${spoken(mark)} ${first}`, ...rest];
  });
  const head = `${name}, ${plural(block.items.length, 'item')}:`;
  return [head, ...items, `End of ${lowerFirst(name)}.`];
}

function tableLines(block: Extract<Block, { is: 'table' }>): string[] {
  const { head, rows } = block;
  const size = `${plural(head.length, 'column')}, ${plural(rows.length, 'row')}`;
  const lines = rows.flatMap((cells, index) => [
    `Row ${index + 1}.`,
    ...cells.map((cell, column) => cellLine(head[column] ?? [], cell)),
  ]);
  return [`Table, ${size}:`, ...lines, 'End of table.'];
}

function cellLine(head: readonly Inline[], cell: readonly Inline[]): string {
  const [name, value] = [head, cell].map(inlineWords);
  return name === '' ? (value ?? '') : `${name}: ${value === '' ? 'empty' : value}`;
}
