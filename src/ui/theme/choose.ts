import type { ThemeName } from './theme.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The theme for an environment, where nobody chose one. `NO_COLOR` (any value, https://no-color.org) and
 * `FORCE_COLOR=0` mean none, `TERM=dumb` too unless colour is forced; else `COLORFGBG`, where a terminal sets it,
 * says whether the background is light.
 */
export function chooseTheme(env: Environment): ThemeName {
  const forced = env['FORCE_COLOR'];
  if (forced === '0' || forced === 'false') return 'none';
  const isForced = forced !== undefined;
  if (!isForced && (env['NO_COLOR'] ?? '') !== '') return 'none';
  if (!isForced && env['TERM'] === 'dumb') return 'none';
  return hasLightBackground(env['COLORFGBG']) ? 'light' : 'dark';
}

/** `COLORFGBG` is `foreground;background` as colour numbers; 7 and 9 to 15 are light. */
function hasLightBackground(value: string | undefined): boolean {
  const background = Number(value?.split(';').at(-1) || 'NaN');
  return background === 7 || (background >= 9 && background <= 15);
}
