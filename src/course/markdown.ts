/** Markdown to blocks, by walking markdown-it's tokens: what a lesson means, with the line of every block. */
import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { sanitise } from '../host/sanitise.ts';
import type { Block, Inline } from './block.ts';
import { asCallout } from './callout.ts';
import { CodeReader } from './code-block.ts';
import { readInline } from './inline.ts';
import { tokenTree } from './token-tree.ts';
import type { TreeNode } from './token-tree.ts';

/** Something that the Markdown says and docklab cannot mean. */
interface Mistake {
  line: number;
  message: string;
}

export interface Markdown {
  blocks: Block[];
  mistakes: Mistake[];
}

// HTML is recognised within a line only (`inline.ts`): what is between two tags is Markdown as everywhere.
// Nesting is limited by the preset (100 levels).
const parser = new MarkdownIt('default', { html: true, linkify: false, typographer: false });
parser.disable('html_block');

/** The blocks of a text whose first line is line `firstLine` of its file. Mistakes are dropped: `readMarkdown` has them. */
export function parseMarkdown(text: string, firstLine: number): Block[] {
  return readMarkdown(text, firstLine).blocks;
}

/** The blocks, and what is wrong with code blocks and callouts. Control characters become U+FFFD. */
export function readMarkdown(text: string, firstLine: number): Markdown {
  // Line by line: a control sequence that spans lines would take their numbers with it.
  const clean = text
    .split(/\r\n?|\n/)
    .map(sanitise)
    .join('\n');
  const walker = new Walker(firstLine);
  const blocks = walker.blocks(tokenTree(parser.parse(clean, {})));
  return { blocks, mistakes: walker.mistakes };
}

class Walker {
  readonly mistakes: Mistake[] = [];
  readonly #firstLine: number;
  readonly #code = new CodeReader((line, message) => this.mistakes.push({ line, message }));

  constructor(firstLine: number) {
    this.#firstLine = firstLine;
  }

  blocks(nodes: readonly TreeNode[]): Block[] {
    const blocks: Block[] = [];
    for (const node of nodes) {
      const block = this.#block(node, blocks.at(-1));
      if (block !== undefined) blocks.push(block);
    }
    return blocks;
  }

  #line(token: Token): number {
    return this.#firstLine + (token.map?.[0] ?? 0);
  }

  #block(node: TreeNode, previous: Block | undefined): Block | undefined {
    const { token, children } = node;
    const line = this.#line(token);
    switch (token.type) {
      case 'heading_open':
        return { is: 'heading', level: Number(token.tag.slice(1)), content: inline(node), line };
      case 'paragraph_open':
        return paragraph(inline(node), line);
      case 'fence':
        return this.#code.fence(token.info, token.content, line, previous);
      case 'code_block':
        return this.#code.indented(token.content, line);
      case 'bullet_list_open':
      case 'ordered_list_open':
        return {
          is: 'list',
          ordered: token.type === 'ordered_list_open',
          start: Number(token.attrGet('start') ?? 1),
          items: children.map((item) => this.blocks(item.children)),
          line,
        };
      case 'blockquote_open':
        return this.#quote(this.blocks(children), line);
      case 'table_open':
        return table(node, line);
      case 'hr':
        return { is: 'rule', line };
      default:
        return undefined;
    }
  }

  #quote(children: Block[], line: number): Block {
    const callout = asCallout(children);
    if (callout.is === 'callout')
      return { is: 'callout', kind: callout.kind, children: callout.children, line };
    if (callout.is === 'unknown') this.mistakes.push({ line, message: callout.message });
    return { is: 'quote', children, line };
  }
}

/** Nothing where there was only a comment. */
function paragraph(content: Inline[], line: number): Block | undefined {
  return content.length === 0 ? undefined : { is: 'paragraph', content, line };
}

/** The text of a node whose only child is an `inline` token. */
function inline(node: TreeNode): Inline[] {
  return node.children.flatMap((child) => readInline(child.token.children ?? []));
}

function table(node: TreeNode, line: number): Block {
  const rows = node.children.flatMap((part) => part.children).map((row) => row.children);
  const [head = [], ...body] = rows;
  return {
    is: 'table',
    head: head.map(inline),
    rows: body.map((cells) => cells.map(inline)),
    align: head.map((cell) => alignment(cell.token)),
    line,
  };
}

function alignment(cell: Token): 'left' | 'right' | 'center' {
  const align = /text-align:(right|center)/.exec(String(cell.attrGet('style') ?? ''))?.[1];
  return align === 'right' || align === 'center' ? align : 'left';
}
