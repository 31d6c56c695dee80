/** Themes: which of the terminal's own 16 colours a tone gets. Meaning is always in words or symbols as well. */
import type { Style, Tone } from '../text/span.ts';

export type ThemeName = 'dark' | 'light' | 'none';

export interface Theme {
  readonly name: ThemeName;
  /** SGR parameters by tone; a tone that is not listed is the terminal's own text colour. */
  readonly tones: Readonly<Partial<Record<Tone, string>>>;
}

/** For a dark background: no plain blue (34), which is hard to read on black. */
const DARK: Theme = {
  name: 'dark',
  tones: {
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

/** For a light background: no yellow, cyan or grey, which vanish on white. */
const LIGHT: Theme = {
  name: 'light',
  tones: {
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

const NONE: Theme = { name: 'none', tones: {} };

const THEMES: Record<ThemeName, Theme> = { dark: DARK, light: LIGHT, none: NONE };

/** What `--theme` takes. */
export const THEME_NAMES = Object.keys(THEMES) as readonly ThemeName[];

export const themeOf = (name: ThemeName): Theme => THEMES[name];

/** SGR parameters that turn a style on; empty for plain text. */
export function sgrOf(style: Style, theme: Theme): string {
  const codes: string[] = [];
  if (style.bold) codes.push('1');
  if (style.italic) codes.push('3');
  if (style.underline) codes.push('4');
  if (style.inverse) codes.push('7');
  if (style.strike) codes.push('9');
  const tone = style.tone === undefined ? undefined : theme.tones[style.tone];
  if (tone !== undefined) codes.push(tone);
  return codes.join(';');
}
