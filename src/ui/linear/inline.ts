import type { Inline } from '../../course/block.ts';

/** The words of a paragraph in one line; what weight or colour would say is said, where it changes the meaning. */
export function inlineWords(content: readonly Inline[]): string {
  return content.map(words).join('');
}

function words(part: Inline): string {
  switch (part.is) {
    case 'text':
    case 'code':
      return part.text;
    case 'strong':
    case 'emphasis':
      return inlineWords(part.children);
    case 'strike':
      return `(struck out: ${inlineWords(part.children)})`;
    case 'link': {
      const text = inlineWords(part.children);
      return text === part.href || part.href === '' ? text : `${text} (link: ${part.href})`;
    }
    case 'image':
      return part.alt === ''
        ? `(picture without a description: ${part.src})`
        : `(picture: ${part.alt})`;
    case 'break':
      return '\n';
  }
}
