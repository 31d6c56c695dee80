import { characters } from '../text/span.ts';

/** A line of text after a key that is part of it; undefined for a key that is not. */
export function typedText(text: string, key: string): string | undefined {
  if (key === 'backspace') return characters(text).slice(0, -1).join('');
  if (key === 'space') return `${text} `;
  return characters(key).length === 1 ? text + key : undefined;
}
