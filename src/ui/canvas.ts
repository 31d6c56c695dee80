/**
 * What is on the terminal. Screens are rows of text at places that Ink lays out; they are drawn here, and only those
 * that changed: Ink itself looks at every cell of the terminal for every frame, which takes longer than a frame may.
 */
import {
  BEGIN,
  BLANK_SCREEN,
  END,
  ENTER_ALTERNATE,
  HIDE_CURSOR,
  LEAVE_ALTERNATE,
  NO_WRAP,
  WRAP,
  blank,
  goTo,
} from './sequences.ts';

/** A rectangle on the terminal, its corner counted from 0. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A row as it is written, with styles; `width` is the columns that it takes. */
export interface Painted {
  readonly text: string;
  readonly width: number;
}

interface Region {
  readonly area: Area;
  readonly rows: readonly Painted[];
}

const PLAIN = '\u001b[0m';
const CLEAR = PLAIN + BLANK_SCREEN;
/** What Ink writes that draws nothing: modes of the terminal. */
// eslint-disable-next-line no-control-regex
const MODES_ONLY = /^(?:\u001b\[\?[\d;]+[hl])*$/;
/** Characters of which terminals disagree how many columns they take. */
const UNSURE = /\u200d|\ufe0f|\p{M}|[\u{1f000}-\u{1faff}]/u;
/** Milliseconds between two frames, for keys that come faster than they can be seen. */
const FRAME = 4;

/** Something on the terminal that draws itself, in a place where there are no regions. */
export interface Overlay {
  /** What to write after a frame that spoilt these rows of the terminal (from 0): it has moved the cursor as well. */
  over(spoilt: 'all' | ReadonlySet<number>): string;
}

export class Canvas {
  readonly #write: (text: string) => unknown;
  readonly #overlay: Overlay;
  readonly #wanted = new Map<object, Region>();
  /** What the terminal shows. */
  #shown = new Map<object, Region>();
  #isOn = false;
  #mustClear = true;
  #isDue = false;
  #timer: NodeJS.Timeout | undefined;
  #last = -Infinity;

  /** `overlay` draws what is no region: it is asked after every frame. */
  constructor(write: (text: string) => unknown, overlay: Overlay) {
    this.#write = write;
    this.#overlay = overlay;
  }

  /** Shows rows in an area from the next frame on. `key` is whose rows they are. */
  place(key: object, area: Area, rows: readonly Painted[]): void {
    this.#wanted.set(key, { area, rows });
    this.#changed();
  }

  remove(key: object): void {
    this.#wanted.delete(key);
    this.#changed();
  }

  /** The terminal has another size, or something else wrote to it: all is drawn again. */
  renew(): void {
    this.#mustClear = true;
    this.#changed();
  }

  /** Sees what Ink writes: it says when the alternate screen is there, and it may have drawn over ours. */
  sees(chunk: string): void {
    if (chunk.includes(LEAVE_ALTERNATE)) this.#isOn = false;
    else if (chunk.includes(ENTER_ALTERNATE)) this.#isOn = true;
    else if (MODES_ONLY.test(chunk)) return;
    this.renew();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#isOn = false;
  }

  /** All changes of one turn are one frame. */
  #changed(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const wait = this.#last + FRAME - performance.now();
    if (wait <= 0) queueMicrotask(() => this.#draw());
    else this.#timer = setTimeout(() => this.#draw(), wait);
  }

  #draw(): void {
    this.#isDue = false;
    if (!this.#isOn) return;
    const start = this.#start();
    const { text, shifted } = this.#rows();
    this.#shown = new Map(this.#wanted);
    if (start + text === '') return;
    this.#last = performance.now();
    const over = this.#overlay.over(start === '' ? shifted : 'all');
    this.#write(BEGIN + HIDE_CURSOR + NO_WRAP + start + text + WRAP + over + END);
  }

  /** Makes room: whatever was somewhere else is blanked, and then all is drawn. */
  #start(): string {
    if (this.#mustClear) {
      this.#mustClear = false;
      this.#shown.clear();
      return CLEAR;
    }
    const left = [...this.#shown].filter(
      ([key, { area }]) => !isSame(area, this.#wanted.get(key)?.area),
    );
    if (left.length === 0) return '';
    this.#shown.clear();
    return PLAIN + left.map(([, { area }]) => blanked(area)).join('');
  }

  /** The rows that are not on the terminal yet. */
  #rows(): { text: string; shifted: ReadonlySet<number> } {
    let text = '';
    const regions = [...this.#wanted].sort(([, a], [, b]) => a.area.x - b.area.x);
    const shifted = new Set<number>();
    for (const [key, { area, rows }] of regions) {
      const before = this.#shown.get(key)?.rows;
      for (let index = 0; index < area.height; index += 1) {
        const [row, old] = [rows[index] ?? EMPTY, before?.[index]];
        const y = area.y + index;
        if (old?.text === row.text && !shifted.has(y)) continue;
        text += goTo(area.x + 1, y + 1) + row.text + blank(area.width - row.width);
        if (UNSURE.test(row.text) || UNSURE.test(old?.text ?? '')) shifted.add(y);
      }
    }
    return { text, shifted };
  }
}

const EMPTY: Painted = { text: '', width: 0 };

const isSame = (a: Area, b: Area | undefined): boolean =>
  a.x === b?.x && a.y === b.y && a.width === b.width && a.height === b.height;

function blanked({ x, y, width, height }: Area): string {
  const rows = Array.from({ length: height }, (_, row) => goTo(x + 1, y + row + 1) + blank(width));
  return rows.join('');
}
