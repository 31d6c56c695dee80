import type { Inline } from '../../course/block.ts';
import { PLAIN, span } from '../text/span.ts';
import type { Span, Style } from '../text/span.ts';

/** The words of a paragraph with their styles. A link shows its address, an image its description. */
export function inlineSpans(content: readonly Inline[], style: Style = PLAIN): Span[] {
  return content.flatMap((part) => spansOf(part, style));
}

/** The words alone, for titles. */
export function inlineText(content: readonly Inline[]): string {
  return inlineSpans(content)
    .map(({ text }) => text)
    .join('');
}

function spansOf(part: Inline, style: Style): Span[] {
  switch (part.is) {
    case 'text':
      return [span(part.text, style)];
    case 'code':
      return [span(part.text, { ...style, tone: 'code', bold: true })];
    case 'strong':
      return inlineSpans(part.children, { ...style, bold: true });
    case 'emphasis':
      return inlineSpans(part.children, { ...style, italic: true });
    case 'strike':
      return [
        span('~', style),
        ...inlineSpans(part.children, { ...style, strike: true }),
        span('~', style),
      ];
    case 'link':
      return linkSpans(part.href, part.children, style);
    case 'image':
      return [span(`[picture: ${part.alt === '' ? part.src : part.alt}]`, style)];
    case 'break':
      return [{ text: '\n', style }];
  }
}

function linkSpans(href: string, children: readonly Inline[], style: Style): Span[] {
  const words = inlineSpans(children, { ...style, tone: 'link', underline: true });
  const text = words.map(({ text }) => text).join('');
  if (text === href || href === '') return words;
  return [...words, span(` (${href})`, style)];
}
