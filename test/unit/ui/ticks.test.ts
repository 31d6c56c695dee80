import { expect, test } from 'vitest';
import { tickedSpans, tickedWords } from '../../../src/ui/text/ticks.ts';

test('what is between backticks is code, in the style around it', () => {
  expect(tickedSpans('Use `-v` twice.', { italic: true })).toEqual([
    { text: 'Use ', style: { italic: true } },
    { text: '-v', style: { italic: true, tone: 'code', bold: true } },
    { text: ' twice.', style: { italic: true } },
  ]);
});

test('the words are without backticks', () => {
  expect(tickedWords('`a` and `b`')).toBe('a and b');
});

test('a backtick without a partner stays', () => {
  expect(tickedWords('The key ` is left of 1.')).toBe('The key ` is left of 1.');
});
