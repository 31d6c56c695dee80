/** The table of contents: every section, the one that one is in, and which commands it has. */
import { sectionAt } from '../markdown/document.ts';
import type { Document, Section } from '../markdown/document.ts';
import { BOLD, MUTED, ends, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';
import type { PaneContent } from './pane.ts';

export interface ContentsView {
  readonly document: Document;
  /** First row of the text that is shown. */
  readonly top: number;
  /** What was typed: only sections with it are shown. */
  readonly filter: string;
  /** Which of the shown sections is selected. */
  readonly cursor: number;
}

/** Sections whose title has what was typed. */
export function sectionsWith({ sections }: Document, filter: string): readonly Section[] {
  const wanted = filter.trim().toLowerCase();
  return sections.filter(({ title }) => title.toLowerCase().includes(wanted));
}

export function contentsPane(view: ContentsView, width: number): PaneContent {
  const { document, filter, cursor } = view;
  const sections = sectionsWith(document, filter);
  const here = sectionAt(document, view.top);
  const least = Math.min(...document.sections.map(({ level }) => level));
  const body = sections.map((section, index): Row => {
    const isSelected = index === cursor;
    const indent = '  '.repeat(section.level - least);
    const title = span(indent + section.title, isSelected ? BOLD : {});
    const right = section === here ? 'you are here' : commandWords(document, section);
    return ends([span(isSelected ? '▸ ' : '  ', BOLD), title], [span(right, MUTED)], width - 1);
  });
  const top = filter === '' ? [] : [[span('only with: '), span(filter, BOLD)], []];
  const none = wrapText(
    filter === '' ? 'This text has no sections.' : 'No section has this in its title.',
    width,
  );
  return { top, body: body.length > 0 ? body : none, bottom: [], mark: cursor };
}

/** The numbers of the commands in a section. */
function commandWords({ sections, commands }: Document, { top }: Section): string {
  const end = sections.find((next) => next.top > top)?.top ?? Infinity;
  const inside = commands.filter((command) => command.top >= top && command.top < end);
  const [first, last] = [inside[0]?.number, inside.at(-1)?.number];
  if (first === undefined || last === undefined) return '';
  return first === last ? `block ${first}` : `blocks ${first}–${last}`;
}
