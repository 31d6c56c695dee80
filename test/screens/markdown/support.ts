import { parseMarkdown } from '../../../src/course/markdown.ts';
import { plainCode } from '../../../src/ui/markdown/highlight.ts';
import type { Highlight } from '../../../src/ui/markdown/highlight.ts';
import { renderDocument } from '../../../src/ui/markdown/render.ts';
import type { Document } from '../../../src/ui/markdown/document.ts';
import { rowWidth, textOf } from '../../../src/ui/text/span.ts';

export const page = (markdown: string, width: number, highlight: Highlight = plainCode): Document =>
  renderDocument(parseMarkdown(markdown, 1), width, highlight);

/** The page as text, without blanks at the end of rows. */
export const pageText = (markdown: string, width: number): string =>
  page(markdown, width)
    .rows.map(({ row }) => textOf(row).trimEnd())
    .join('\n');

export const widest = (document: Document): number =>
  Math.max(...document.rows.map(({ row }) => rowWidth(row)));
