/**
 * Colours of the tones. Each palette is given twice: in the 240 fixed colours that nearly every terminal has (numbers 16 to
 * 255, whose contrast is known and tested), and in the 16 that the user of the terminal may have chosen (SGR parameters).
 * Meaning is always in words or symbols as well.
 */
import type { Tone } from '../text/span.ts';

export interface Palette {
  /** What is behind the text, as far as it is known. */
  readonly background: 'dark' | 'light' | 'any';
  readonly fixed: Readonly<Partial<Record<Tone, number>>>;
  /** A tone that is not listed is the terminal's own text colour. */
  readonly own: Readonly<Partial<Record<Tone, string>>>;
}

/** Bright colours. Of the 16, no plain blue (34), which is hard to read on black. */
const DARK: Palette = {
  background: 'dark',
  fixed: {
    heading: 117,
    code: 222,
    link: 111,
    muted: 249,
    ok: 114,
    bad: 210,
    warn: 221,
    accent: 117,
    keyword: 183,
    string: 150,
    comment: 247,
    variable: 116,
    number: 216,
  },
  own: {
    heading: '36',
    code: '33',
    link: '36',
    muted: '37',
    ok: '32',
    bad: '91',
    warn: '33',
    accent: '36',
    keyword: '35',
    string: '32',
    comment: '37',
    variable: '36',
    number: '33',
  },
};

/** Deep colours. Of the 16, no yellow, cyan or grey, which vanish on white. */
const LIGHT: Palette = {
  background: 'light',
  fixed: {
    heading: 25,
    code: 90,
    link: 26,
    muted: 241,
    ok: 22,
    bad: 124,
    warn: 94,
    accent: 25,
    keyword: 55,
    string: 22,
    comment: 241,
    variable: 23,
    number: 88,
  },
  own: {
    heading: '34',
    code: '35',
    link: '34',
    ok: '32',
    bad: '31',
    warn: '35',
    accent: '34',
    keyword: '34',
    string: '32',
    variable: '35',
    number: '31',
  },
};

/** In the middle: as far from black as from white. Of the 16, only what can be read on both. */
const ANY: Palette = {
  background: 'any',
  fixed: {
    heading: 30,
    code: 98,
    link: 63,
    muted: 243,
    ok: 29,
    bad: 131,
    warn: 130,
    accent: 30,
    keyword: 98,
    string: 28,
    comment: 243,
    variable: 30,
    number: 130,
  },
  own: {
    code: '35',
    ok: '32',
    bad: '31',
    warn: '35',
    accent: '35',
    keyword: '35',
    string: '32',
    number: '31',
  },
};

/** Blue, orange and pale yellow for what red and green would say: they differ in every kind of colour blindness. */
const DARK_COLOUR_BLIND: Palette = {
  background: 'dark',
  fixed: { ...DARK.fixed, ok: 75, bad: 208, warn: 228, string: 152 },
  own: { ...DARK.own, ok: '96', bad: '33', warn: '97', string: '36', keyword: '37' },
};

const LIGHT_COLOUR_BLIND: Palette = {
  background: 'light',
  fixed: { ...LIGHT.fixed, ok: 21, bad: 160, warn: 96, string: 25, number: 94 },
  own: { ...LIGHT.own, ok: '34', string: '34' },
};

const NONE: Palette = { background: 'any', fixed: {}, own: {} };

export const PALETTES = {
  any: ANY,
  dark: DARK,
  light: LIGHT,
  'dark-colour-blind': DARK_COLOUR_BLIND,
  'light-colour-blind': LIGHT_COLOUR_BLIND,
  // The colours of the terminal's own palette, also where it has more.
  'dark-16': { ...DARK, fixed: {} },
  'light-16': { ...LIGHT, fixed: {} },
  none: NONE,
} as const satisfies Record<string, Palette>;
