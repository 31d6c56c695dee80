/** A lesson file in its two parts: front matter between `---` lines, and the Markdown after it. */

export type Parts =
  | { is: 'parts'; yaml: string; body: string; bodyLine: number }
  | { is: 'invalid'; line: number; expected: string };

/** Line on which the front matter's YAML starts. */
export const YAML_LINE = 2;

/** Splits a lesson; `bodyLine` is the line (from 1) on which the Markdown starts. */
export function splitFrontMatter(text: string): Parts {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n?|\n/);
  if (lines[0]?.trimEnd() !== '---')
    return { is: 'invalid', line: 1, expected: 'expected `---` on the first line, then title, …' };
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end === -1)
    return { is: 'invalid', line: 1, expected: 'expected a second `---` to end the front matter' };
  return {
    is: 'parts',
    yaml: `${lines.slice(1, end).join('\n')}\n`,
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
  };
}
