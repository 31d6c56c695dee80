import type { Inline } from '../../course/block.ts';

/** Takes the address of a link, and gives what stands for it in the text. */
type Cite = (href: string) => string;

/**
 * The words of a paragraph, one line for each of the author's, with the addresses of its links after them. What weight
 * or colour would say is said where it changes the meaning.
 */
export function inlineLines(content: readonly Inline[]): string[] {
  const links: string[] = [];
  const cite = (href: string): string => {
    links.push(`Link ${links.length + 1}: ${href}`);
    return ` (link ${links.length})`;
  };
  const text = wordsOf(content, cite);
  return [...text.split('\n'), ...links];
}

/** The words in one line, with the addresses of links in place: for titles and cells. */
export function inlineWords(content: readonly Inline[]): string {
  return wordsOf(content, (href) => ` (link: ${href})`).replaceAll('\n', ' ');
}

const wordsOf = (content: readonly Inline[], cite: Cite): string =>
  content.map((part) => wordsOfPart(part, cite)).join('');

function wordsOfPart(part: Inline, cite: Cite): string {
  switch (part.is) {
    case 'text':
    case 'code':
      return part.text;
    case 'strong':
    case 'emphasis':
      return wordsOf(part.children, cite);
    case 'strike':
      return `(struck out: ${wordsOf(part.children, cite)})`;
    case 'link': {
      const text = wordsOf(part.children, cite);
      return text === part.href || part.href === '' ? text : text + cite(part.href);
    }
    case 'image':
      return `(picture: ${part.alt === '' ? part.src : part.alt})`;
    case 'break':
      return '\n';
  }
}
