/** The inline part of Markdown: text, code, emphasis, links. */
import type { Token } from 'markdown-it';
import { sanitise } from '../host/sanitise.ts';
import type { Inline } from './block.ts';
import { tokenTree } from './token-tree.ts';
import type { TreeNode } from './token-tree.ts';

/** Inline tokens of one paragraph, heading or cell. */
export function readInline(tokens: readonly Token[]): Inline[] {
  return join(tokenTree(tokens).map(one));
}

function one({ token, children }: TreeNode): Inline {
  switch (token.type) {
    case 'code_inline':
      return { is: 'code', text: clean(token.content) };
    case 'strong_open':
      return { is: 'strong', children: join(children.map(one)) };
    case 'em_open':
      return { is: 'emphasis', children: join(children.map(one)) };
    case 's_open':
      return { is: 'strike', children: join(children.map(one)) };
    case 'link_open':
      return { is: 'link', href: attribute(token, 'href'), children: join(children.map(one)) };
    case 'image':
      return {
        is: 'image',
        alt: plainText(readInline(token.children ?? [])),
        src: attribute(token, 'src'),
      };
    case 'hardbreak':
      return { is: 'break' };
    case 'softbreak':
      return { is: 'text', text: ' ' };
    case 'html_inline':
      return html(token.content);
    default:
      return { is: 'text', text: clean(token.content) };
  }
}

/** A terminal has no use for HTML: comments are not for the reader, a line break is one, and the rest is text. */
function html(tag: string): Inline {
  if (tag.startsWith('<!--')) return { is: 'text', text: '' };
  if (/^<br\s*\/?>$/i.test(tag)) return { is: 'break' };
  return { is: 'text', text: clean(tag) };
}

/** Neighbouring texts as one, empty ones dropped. */
function join(parts: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.is !== 'text') joined.push(part);
    else if (last?.is === 'text')
      joined[joined.length - 1] = { is: 'text', text: oneBlank(last.text, part.text) };
    else if (part.text !== '') joined.push(part);
  }
  return joined;
}

// Entities such as `&#x202e;` become characters only after the source was cleaned.
function clean(text: string): string {
  return sanitise(text);
}

/** What stood between two blanks may be gone. */
function oneBlank(before: string, after: string): string {
  return before.endsWith(' ') ? before + after.replace(/^ /, '') : before + after;
}

function attribute(token: Token, name: string): string {
  return clean(String(token.attrGet(name) ?? ''));
}

/** What the reader sees, without its decoration. */
export function plainText(content: readonly Inline[]): string {
  return content
    .map((part) => {
      switch (part.is) {
        case 'text':
        case 'code':
          return part.text;
        case 'image':
          return part.alt;
        case 'break':
          return ' ';
        default:
          return plainText(part.children);
      }
    })
    .join('');
}
