import { describe, expect, test } from 'vitest';
import { matchesIn, withMatches } from '../../../src/ui/markdown/find.ts';
import { textOf } from '../../../src/ui/text/span.ts';
import { LESSON_TEXT } from '../support/lesson-text.ts';
import { page } from './support.ts';

/** What is found, row by row. */
function found(markdown: string, words: string, width = 60): string[][] {
  const document = page(markdown, width);
  return matchesIn(document, words).map((match) =>
    match.map(({ row, from, to }) => textOf(document.rows[row]?.row ?? []).slice(from, to)),
  );
}

describe('searching a page', () => {
  test('finds every place, whatever its case', () => {
    expect(found('Root is root.\n\n- ROOT', 'root')).toEqual([['Root'], ['root'], ['ROOT']]);
  });
  test('finds words with a line break between them', () => {
    expect(found('one two three four', 'three four', 16)).toEqual([['three', 'four']]);
    expect(found('> one two three four', 'three four', 16)).toEqual([['three', 'four']]);
    expect(found('- one two three four', 'three  four', 16)).toEqual([['three', 'four']]);
  });
  test('finds the same at any width', () => {
    const counts = [24, 40, 80, 120].map((width) => found(LESSON_TEXT, 'the', width).length);
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeGreaterThan(5);
  });
  test('takes signs as they are', () => {
    expect(found('```sh\nls *.sh | wc [a]\n```', '*.sh | wc [a]')).toEqual([['*.sh | wc [a]']]);
    expect(found('a-b (c) \\\\ d', 'b (c) \\ d')).toEqual([['b (c) \\ d']]);
  });
  test('finds wide characters and emoji', () => {
    expect(found('日本語のテキスト 🐳 も', '🐳')).toEqual([['🐳']]);
    expect(found('日本語のテキスト', '本語')).toEqual([['本語']]);
  });
  test('finds nothing for nothing, and no bars or marks', () => {
    expect(found('> quoted', '  ')).toEqual([]);
    expect(found('> quoted', '│')).toEqual([]);
  });
});

describe('a row with matches', () => {
  const document = page('a **root** is root', 60);
  const row = document.rows[0]?.row ?? [];
  const matches = matchesIn(document, 'root');

  test('has them underlined, and the one that one is at in reverse, with no letter lost', () => {
    const shown = withMatches(row, 0, matches, 1);
    expect(textOf(shown)).toBe(textOf(row));
    expect(shown.filter(({ text }) => text === 'root').map(({ style }) => style)).toEqual([
      { bold: true, underline: true },
      { bold: true, inverse: true },
    ]);
  });
  test('is the same row where it has none', () => {
    expect(withMatches(row, 1, matches, 0)).toBe(row);
  });
});
