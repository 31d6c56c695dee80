/** One-line texts of a lesson (questions, answers, hints): plain words, but for `code` between backticks. */
import { PLAIN, span } from './span.ts';
import type { Span, Style } from './span.ts';

const CODE = /`([^`]+)`/;

/** The words with their styles; a backtick without its partner stays. */
export function tickedSpans(text: string, style: Style = PLAIN): Span[] {
  return text
    .split(CODE)
    .map((part, index) =>
      index % 2 === 0 ? span(part, style) : span(part, { ...style, tone: 'code', bold: true }),
    )
    .filter((piece) => piece.text !== '');
}

/** The words alone, for those who hear them. */
export const tickedWords = (text: string): string =>
  tickedSpans(text)
    .map((piece) => piece.text)
    .join('');
