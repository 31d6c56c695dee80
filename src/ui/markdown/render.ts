/** Blocks to rows for a width: a pure function, so that a lesson's page is tested as text. */
import type { Block, CalloutKind, Inline } from '../../course/block.ts';
import { MUTED, PLAIN, prefixed, rowWidth, span } from '../text/span.ts';
import type { Row, Tone } from '../text/span.ts';
import { labelled, wrapPlaces, wrapText } from '../text/wrap.ts';
import { codeRows, commandHead, markedHead } from './code.ts';
import type { CodeBlock } from './code.ts';
import type { Command, Document, DocumentRow, Section } from './document.ts';
import { plainCode } from './highlight.ts';
import type { Highlight } from './highlight.ts';
import { citeInPlace, inlineSpans, inlineText } from './inline.ts';
import type { Cite } from './inline.ts';
import { itemsOf } from './list.ts';
import type { List } from './list.ts';
import { tableRows } from './table.ts';
import type { Table } from './table.ts';

/** Columns of an address that may stand in a sentence. */
const LONGEST_IN_TEXT = 32;
const LONGEST_IN_CELL = 12;

const CALLOUTS: Readonly<Record<CalloutKind, { words: string; tone: Tone }>> = {
  note: { words: 'Note', tone: 'accent' },
  tip: { words: 'Tip', tone: 'ok' },
  important: { words: 'Important', tone: 'accent' },
  warning: { words: 'Warning', tone: 'warn' },
  caution: { words: 'Caution', tone: 'bad' },
  predict: { words: 'Predict: what will you see?', tone: 'accent' },
};

/** Lays out a lesson's text; no row is wider than `width` columns (of at least 16). */
export function renderDocument(
  blocks: readonly Block[],
  width: number,
  highlight: Highlight = plainCode,
): Document {
  const page = new Page(highlight);
  const rows = page.blocks(blocks, Math.max(16, width));
  const sections = rows.flatMap(({ block, at }, top): Section[] => {
    const heading = at === 0 ? page.headings.get(block) : undefined;
    return heading === undefined ? [] : [{ top, ...heading }];
  });
  return { rows, sections, commands: commandsOf(rows, page.commands) };
}

function commandsOf(
  rows: readonly DocumentRow[],
  known: ReadonlyMap<number, { number: number; text: string }>,
): Command[] {
  return rows.flatMap(({ block, at }, top): Command[] => {
    const command = at === 0 ? known.get(block) : undefined;
    if (command === undefined) return [];
    let end = top;
    while (rows[end]?.block === block) end += 1;
    return [{ ...command, top, end }];
  });
}

/** Numbers the pieces of a text while it lays them out: the same numbers at every width. */
class Page {
  readonly headings = new Map<number, { title: string; level: number }>();
  readonly commands = new Map<number, { number: number; text: string }>();
  readonly #highlight: Highlight;
  #count = 0;
  #notes = 0;

  constructor(highlight: Highlight) {
    this.#highlight = highlight;
  }

  blocks(blocks: readonly Block[], width: number, needsGap = gapBetween): DocumentRow[] {
    return blocks.flatMap((block, index) => {
      const before = blocks[index - 1];
      const gap = before !== undefined && needsGap(block) ? [this.#blank()] : [];
      return [...gap, ...this.#block(block, width)];
    });
  }

  /** The empty row before a piece belongs to it, at a place before its first character. */
  #blank(): DocumentRow {
    return { row: [], block: this.#count, at: -1 };
  }

  #block(block: Block, width: number): DocumentRow[] {
    switch (block.is) {
      case 'heading':
        return this.#heading(block, width);
      case 'paragraph':
        return this.#paragraph(block.content, width);
      case 'code':
        return this.#code(block, width);
      case 'list':
        return this.#list(block, width);
      case 'quote':
        return this.#inside(block.children, width, [span('│ ', MUTED)]);
      case 'callout':
        return this.#callout(block, width);
      case 'table':
        return this.#table(block, width);
      case 'rule':
        return this.#rows([[span('─'.repeat(Math.max(1, width)), MUTED)]]);
    }
  }

  #paragraph(content: readonly Inline[], width: number): DocumentRow[] {
    const notes: Row[] = [];
    const spans = inlineSpans(content, PLAIN, this.#cite(notes, width, LONGEST_IN_TEXT));
    const rows = wrapPlaces(spans, width).map(this.#places());
    return [...rows, ...this.#notesBelow(notes)];
  }

  #table(block: Table, width: number): DocumentRow[] {
    const notes: Row[] = [];
    const rows = this.#rows(tableRows(block, width, this.#cite(notes, width, LONGEST_IN_CELL)));
    return [...rows, ...this.#notesBelow(notes)];
  }

  /** Long addresses would tear a sentence apart: they go to `notes`, with a number. */
  #cite(notes: Row[], width: number, longest: number): Cite {
    return (href) => {
      if (href.length <= longest) return citeInPlace(href);
      const mark = `[${++this.#notes}]`;
      const address = [span(href, { ...MUTED, link: href })];
      notes.push(...labelled([span(mark, MUTED)], mark.length + 1, address, width));
      return span(` ${mark}`, MUTED);
    };
  }

  #notesBelow(notes: readonly Row[]): DocumentRow[] {
    return notes.length === 0 ? [] : this.#rows(notes);
  }

  #places(): (wrapped: { row: Row; at: number }) => DocumentRow {
    const block = this.#count++;
    return ({ row, at }) => ({ row, block, at });
  }

  /** Rows of a piece in which a place is simply the row's number. */
  #rows(rows: readonly Row[]): DocumentRow[] {
    const block = this.#count++;
    return rows.map((row, at) => ({ row, block, at }));
  }

  #code(block: CodeBlock, width: number): DocumentRow[] {
    const { proof, text } = block;
    const rows = codeRows(block, width, this.#highlight);
    if (proof.is === 'none') return this.#rows(rows);
    this.commands.set(this.#count, { number: proof.number, text });
    const [head, ...body] = this.#rows([commandHead(proof.number), ...rows]);
    return head === undefined ? body : [{ ...head, marked: markedHead(proof.number) }, ...body];
  }

  #heading(block: Extract<Block, { is: 'heading' }>, width: number): DocumentRow[] {
    const style = { tone: 'heading', bold: true } as const;
    const number = this.#count;
    this.headings.set(number, { title: inlineText(block.content), level: block.level });
    const rows = wrapPlaces(inlineSpans(block.content, style), width).map(this.#places());
    if (block.level > 2) return rows;
    const line = (block.level === 1 ? '═' : '─').repeat(
      Math.max(...rows.map(({ row }) => rowWidth(row))),
    );
    return [...rows, { row: [span(line, { tone: 'heading' })], block: number, at: Infinity }];
  }

  #list(block: List, width: number): DocumentRow[] {
    const isLoose = block.items.some((item) => item.filter(({ is }) => is !== 'list').length > 1);
    return itemsOf(block).flatMap(({ mark, blocks }, index) => {
      const gap = isLoose && index > 0 ? [this.#blank()] : [];
      const rows =
        blocks.length === 0
          ? this.#rows([[span(mark)]])
          : this.#hung(this.blocks(blocks, width - mark.length, gapInItem), mark);
      return [...gap, ...rows];
    });
  }

  #callout(block: Extract<Block, { is: 'callout' }>, width: number): DocumentRow[] {
    const { words, tone } = CALLOUTS[block.kind];
    const bar = [span('┃ ', { tone, bold: true })];
    const title = wrapText(words, width - rowWidth(bar), { tone, bold: true });
    return [...this.#rows(prefixed(title, bar)), ...this.#inside(block.children, width, bar)];
  }

  #inside(blocks: readonly Block[], width: number, prefix: Row): DocumentRow[] {
    const inner = this.blocks(blocks, width - rowWidth(prefix));
    return inner.map((place) => after(prefix, place));
  }

  #hung(rows: readonly DocumentRow[], mark: string): DocumentRow[] {
    const [first, rest] = [[span(mark)], [span(' '.repeat(mark.length))]];
    return rows.map((place, index) => after(index === 0 ? first : rest, place));
  }
}

function after(prefix: Row, place: DocumentRow): DocumentRow {
  const row = [...prefix, ...place.row];
  return place.marked === undefined
    ? { ...place, row }
    : { ...place, row, marked: [...prefix, ...place.marked] };
}

/** Output stays with its command. */
function gapBetween(block: Block): boolean {
  return !(block.is === 'code' && block.language === 'output');
}

/** In an item, a list stays with the words that introduce it as well. */
function gapInItem(block: Block): boolean {
  return block.is !== 'list' && gapBetween(block);
}
