/**
 * Draws the shell into the hole that the screen leaves for it: changed rows only, straight to the terminal, without a
 * turn through the components. That way a key is on the screen in half the time.
 */
import type { Overlay } from '../canvas.ts';
import { BEGIN, END, HIDE_CURSOR, NO_WRAP, SHOW_CURSOR, WRAP, blank, goTo } from '../sequences.ts';
import { rowText } from './cells.ts';
import type { ShellScreen } from './shell-screen.ts';
import type { Touched } from './touched-rows.ts';

/** Where the hole is: column and row of its top left corner, from 1, and its size. */
export interface Hole {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Picture {
  readonly screen: ShellScreen;
  readonly hole: Hole;
  /** Whether the cursor is the shell's. */
  readonly hasFocus: boolean;
}

export class Painter implements Overlay {
  readonly #write: (text: string) => unknown;
  readonly #renew: () => void;
  #picture: Picture | undefined;
  #unsubscribe: () => void = () => undefined;
  /** The hole as it is on the terminal. */
  #drawn: Hole | undefined;
  /** Its rows there; undefined where that is not known. */
  #rows: (string | undefined)[] = [];
  #cursor = HIDE_CURSOR;

  /** `renew` has everything around the hole drawn anew. */
  constructor(write: (text: string) => unknown, renew: () => void) {
    this.#write = write;
    this.#renew = renew;
  }

  /** Shows a shell, or none. Another hole is drawn with the next frame of what is around it. */
  show(picture: Picture | undefined): void {
    this.#unsubscribe();
    this.#picture = picture;
    this.#rows = [];
    this.#unsubscribe = picture?.screen.subscribe(() => this.#flush()) ?? (() => undefined);
    if (isSame(this.#drawn, picture?.hole)) this.#flush();
    else this.#renew();
  }

  over(spoilt: 'all' | ReadonlySet<number>): string {
    const picture = this.#picture;
    if (spoilt === 'all') this.#drawn = picture?.hole;
    if (picture === undefined) return '';
    if (spoilt === 'all') this.#rows = [];
    else for (const row of spoilt) this.#rows[row + 1 - picture.hole.top] = undefined;
    const rows = isSame(this.#drawn, picture.hole) ? this.#changedRows(picture) : '';
    this.#cursor = cursorAt(picture);
    return rows + this.#cursor;
  }

  #flush(): void {
    const picture = this.#picture;
    if (picture === undefined || !isSame(this.#drawn, picture.hole)) return;
    const rows = this.#changedRows(picture);
    const cursor = cursorAt(picture);
    if (rows === '' && cursor === this.#cursor) return;
    this.#cursor = cursor;
    this.#write(BEGIN + rows + cursor + END);
  }

  /** Draws the rows that differ from what the terminal shows. */
  #changedRows({ screen, hole }: Picture): string {
    let out = '';
    const touched = screen.touched();
    for (let row = 0; row < hole.height; row += 1) {
      if (this.#rows[row] !== undefined && !has(touched, row)) continue;
      const { line, cell } = screen.line(row);
      const text = line === undefined ? '' : rowText(line, hole.width, hole.left, cell);
      if (text === this.#rows[row]) continue;
      out += changedRow(hole, row, this.#rows[row], text);
      this.#rows[row] = text;
    }
    return out === '' ? '' : HIDE_CURSOR + NO_WRAP + out + WRAP;
  }
}

/** The cursor, where the shell has it. */
function cursorAt({ screen, hole, hasFocus }: Picture): string {
  const cursor = hasFocus ? screen.cursor() : undefined;
  if (cursor === undefined || cursor.row >= hole.height) return HIDE_CURSOR;
  const column = hole.left + Math.min(cursor.column, hole.width - 1);
  return goTo(column, hole.top + cursor.row) + SHOW_CURSOR;
}

const has = (touched: Touched, row: number): boolean =>
  touched === 'all' || (touched !== undefined && row >= touched.start && row <= touched.end);

const isSame = (a: Hole | undefined, b: Hole | undefined): boolean =>
  a?.left === b?.left && a?.top === b?.top && a?.width === b?.width && a?.height === b?.height;

const PLAIN_START = /^[\u0020-\u007e]*/;

/** Goes to where the row differs, blanks the rest of the hole's width, and writes what is there now. */
function changedRow(hole: Hole, row: number, before: string | undefined, now: string): string {
  const same = before === undefined ? 0 : commonStart(before, now);
  const at = goTo(hole.left + same, hole.top + row);
  const isOnlyLonger = before !== undefined && before.length === same;
  const room = isOnlyLonger ? '' : blank(hole.width - same);
  return at + room + now.slice(same);
}

/** Columns that two rows have in common at their start, as far as they are plain. */
function commonStart(a: string, b: string): number {
  const end = Math.min(PLAIN_START.exec(a)?.[0].length ?? 0, b.length);
  let same = 0;
  while (same < end && a[same] === b[same]) same += 1;
  return same;
}
