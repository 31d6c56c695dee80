import { hasLinks } from './links.ts';
import type { Abilities, Depth, ThemeName } from './theme.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The theme for an environment, where nobody chose one. `NO_COLOR` (any value, https://no-color.org) and
 * `FORCE_COLOR=0` mean none, `TERM=dumb` too unless colour is forced; else `COLORFGBG`, where a terminal sets it,
 * says whether the background is light. Where nothing says so, colours that can be read on both.
 */
export function chooseTheme(env: Environment): ThemeName {
  const forced = env['FORCE_COLOR'];
  if (forced === '0' || forced === 'false') return 'none';
  const isForced = forced !== undefined;
  if (!isForced && (env['NO_COLOR'] ?? '') !== '') return 'none';
  if (!isForced && env['TERM'] === 'dumb') return 'none';
  const behind = background(env['COLORFGBG']);
  return behind === 'unknown' && isDarkByNature(env) ? 'dark' : BACKGROUNDS[behind];
}

/** A Linux console is black, and Windows Terminal is unless someone changed it. */
const isDarkByNature = (env: Environment): boolean =>
  env['TERM'] === 'linux' || (env['WT_SESSION'] ?? '') !== '';

const BACKGROUNDS = { light: 'light', dark: 'dark', unknown: 'any' } as const;

/** `COLORFGBG` is `foreground;background` as colour numbers; 7 and 9 to 15 are light. */
function background(value: string | undefined): keyof typeof BACKGROUNDS {
  const colour = /(?:^|;)(\d+)$/.exec(value ?? '')?.[1];
  if (colour === undefined || Number(colour) > 15) return 'unknown';
  return Number(colour) === 7 || Number(colour) >= 9 ? 'light' : 'dark';
}

/** Terminals that have the fixed colours without saying so in `TERM`. */
const KNOWN = /^(?:xterm-kitty|alacritty|foot|wezterm|xterm-ghostty|contour)/;

/** What a terminal can do, from its environment. */
export const abilitiesOf = (env: Environment): Abilities => ({
  depth: depthOf(env),
  hasLinks: hasLinks(env),
});

/** How many colours a terminal has. */
export function depthOf(env: Environment): Depth {
  const forced = env['FORCE_COLOR'];
  if (forced === '1') return 16;
  if (forced === '2' || forced === '3') return 256;
  const term = env['TERM'] ?? '';
  const isRich =
    /256col|-direct/.test(term) ||
    KNOWN.test(term) ||
    /^(?:truecolor|24bit)$/.test(env['COLORTERM'] ?? '') ||
    (env['WT_SESSION'] ?? '') !== '';
  return isRich ? 256 : 16;
}
