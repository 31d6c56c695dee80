import type { Inline } from '../../course/block.ts';
import { MUTED, PLAIN, span } from '../text/span.ts';
import type { Span, Style } from '../text/span.ts';

/** How a link shows its address: right after its words, or as a mark that is explained elsewhere. */
export type Cite = (href: string) => Span;

/** The address in the text itself. */
export const citeInPlace: Cite = (href) => span(` (${href})`, { ...MUTED, link: href });

/** The words of a paragraph with their styles. A link shows its address, an image its description. */
export function inlineSpans(
  content: readonly Inline[],
  style: Style = PLAIN,
  cite: Cite = citeInPlace,
): Span[] {
  return content.flatMap((part) => spansOf(part, style, cite));
}

/** The words alone and in one line, for titles. */
export function inlineText(content: readonly Inline[]): string {
  return inlineSpans(content)
    .map(({ text }) => text)
    .join('')
    .replaceAll('\n', ' ');
}

function spansOf(part: Inline, style: Style, cite: Cite): Span[] {
  switch (part.is) {
    case 'text':
      return [span(part.text, style)];
    case 'code':
      return [span(part.text, { ...style, tone: 'code', bold: true })];
    case 'strong':
      return inlineSpans(part.children, { ...style, bold: true }, cite);
    case 'emphasis':
      return inlineSpans(part.children, { ...style, italic: true }, cite);
    case 'strike': {
      // Not every terminal strikes out, and then the words would say the opposite.
      const words = inlineSpans(part.children, { ...style, strike: true }, cite);
      return [span('~', style), ...words, span('~', style)];
    }
    case 'link':
      return linkSpans(part.href, part.children, style, cite);
    case 'image':
      return [span(`[picture: ${part.alt === '' ? part.src : part.alt}]`, style)];
    case 'break':
      return [{ text: '\n', style }];
  }
}

function linkSpans(href: string, children: readonly Inline[], style: Style, cite: Cite): Span[] {
  const words = inlineSpans(
    children,
    { ...style, tone: 'link', underline: true, link: href },
    cite,
  );
  const text = words.map((word) => word.text).join('');
  if (text === href || href === '') return words;
  return [...words, cite(href)];
}
