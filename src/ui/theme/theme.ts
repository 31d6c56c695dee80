/** Themes: which colour a tone gets on this terminal. */
import type { Style, Tone } from '../text/span.ts';
import { PALETTES } from './palettes.ts';
import type { Palette } from './palettes.ts';

export type ThemeName = keyof typeof PALETTES;

/** How many colours a terminal has: its own 16, or fixed ones as well. */
export type Depth = 16 | 256;

/** What a terminal can do. */
export interface Abilities {
  readonly depth: Depth;
  /** Whether a link can be opened from the screen. */
  readonly hasLinks: boolean;
}

export interface Theme {
  /** SGR parameters by tone; a tone that is not listed is the terminal's own text colour. */
  readonly tones: Readonly<Partial<Record<Tone, string>>>;
  readonly hasLinks: boolean;
}

/** What `--theme` takes. */
export const THEME_NAMES = Object.keys(PALETTES) as readonly ThemeName[];

export function themeOf(name: ThemeName, { depth, hasLinks }: Abilities): Theme {
  const { fixed, own }: Palette = PALETTES[name];
  const colours = Object.entries(fixed);
  if (depth === 16 || colours.length === 0) return { tones: own, hasLinks };
  const tones = Object.fromEntries(colours.map(([tone, colour]) => [tone, `38;5;${colour}`]));
  return { tones, hasLinks };
}

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
