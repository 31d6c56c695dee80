/** What stands before the keys while one types a number or looks for words in the text. */
import type { LessonUi } from '../state/lesson-ui.ts';
import { BOLD, fit, span } from '../text/span.ts';
import type { Row, Style } from '../text/span.ts';

const LABEL: Style = { tone: 'accent', bold: true };

export function footerLead({ focus, typed, find }: LessonUi, matches: number, width: number): Row {
  // The keys are the text's only while it has them.
  if (focus !== 'text') return [];
  if (typed !== '') return [span(` block ${typed}: `, LABEL)];
  if (find === undefined) return [];
  const cursor = find.isTyping ? [span('▏', BOLD)] : [];
  const words = fit([span(find.words, BOLD), ...cursor], Math.floor(width / 3));
  return [span(' find: ', LABEL), ...words, span(`  ${countWords(find.words, find.at, matches)} `)];
}

function countWords(words: string, at: number, matches: number): string {
  if (words.trim() === '') return '';
  return matches === 0 ? 'not found' : `${at + 1} of ${matches}`;
}
