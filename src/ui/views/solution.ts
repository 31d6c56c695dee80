import type { Highlight } from '../markdown/highlight.ts';
import { codeBody } from '../markdown/code.ts';
import { BOLD, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';
import type { PaneContent } from './pane.ts';

export interface SolutionFile {
  readonly name: string;
  readonly text: string;
}

/** The files of the reference solution, the script first. `files` is undefined while they are read. */
export function solutionPane(
  files: readonly SolutionFile[] | undefined,
  width: number,
  highlight: Highlight,
): PaneContent {
  if (files === undefined)
    return { top: [], body: wrapText('Reading the solution…', width), bottom: [] };
  const body = files.flatMap((file): Row[] => [
    [span(file.name, { ...BOLD, underline: true })],
    ...codeBody(
      {
        is: 'code',
        language: languageOf(file.name),
        text: file.text.trimEnd(),
        proof: { is: 'none' },
        line: 1,
      },
      width - 1,
      highlight,
    ),
    [],
  ]);
  return { top: [], body, bottom: [] };
}

function languageOf(name: string): string {
  if (name.endsWith('.sh')) return 'sh';
  if (/(^|\/)Dockerfile/.test(name)) return 'dockerfile';
  if (/\.ya?ml$/.test(name)) return 'yaml';
  if (name.endsWith('.json')) return 'json';
  return '';
}
