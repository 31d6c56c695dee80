/** How docklab looks and moves, decided once at the start from the command line and the environment. */
import { DocklabError } from '../host/error.ts';
import { oneLine } from '../host/sanitise.ts';
import { chooseTheme } from './theme/choose.ts';
import { THEME_NAMES } from './theme/theme.ts';
import type { ThemeName } from './theme/theme.ts';

export interface Look {
  readonly theme: ThemeName;
  /** The learner's shell: a pane of the lesson, or the whole terminal for as long as it runs. */
  readonly pane: 'embedded' | 'handed-over';
  /** `reduced`: nothing moves by itself; words say what a bar or a glide would show. */
  readonly motion: 'full' | 'reduced';
  /** Screens that are drawn anew, or lines that only ever follow each other, for a screen reader. */
  readonly output: 'screens' | 'linear';
}

/** What the command line said; undefined where it said nothing. */
export interface LookFlags {
  readonly theme?: string;
  readonly pane?: boolean;
  readonly reducedMotion?: true;
  readonly screenReader?: true;
}

type Environment = Readonly<Record<string, string | undefined>>;

const ON = new Set(['1', 'on', 'true', 'yes']);
const OFF = new Set(['0', 'off', 'false', 'no']);

/** The flags decide, then docklab's own variables, then what is known of the terminal. Bad values throw `usage`. */
export function lookOf(flags: LookFlags, env: Environment): Look {
  const isLinear = flags.screenReader ?? isLinearIn(env);
  // Commander's `--no-pane` gives true where it was not said.
  const isPane = flags.pane !== false && (isOn('DOCKLAB_PANE', env) ?? true);
  return {
    theme: wantedTheme(flags, env) ?? chooseTheme(env),
    pane: isPane && !isLinear ? 'embedded' : 'handed-over',
    motion: isLinear || flags.reducedMotion ? 'reduced' : motionIn(env),
    output: isLinear ? 'linear' : 'screens',
  };
}

/** What the environment says of motion, for commands without screens too. */
export function motionIn(env: Environment): Look['motion'] {
  return isOn('DOCKLAB_REDUCED_MOTION', env) || isLinearIn(env) ? 'reduced' : 'full';
}

/** docklab's own variable; else Ink's for the same, and terminals on which nothing can be drawn anew. */
const isLinearIn = (env: Environment): boolean =>
  isOn('DOCKLAB_SCREEN_READER', env) ??
  (env['INK_SCREEN_READER'] === 'true' || env['TERM'] === 'dumb');

function wantedTheme(flags: LookFlags, env: Environment): ThemeName | undefined {
  const [name, wanted] =
    flags.theme === undefined
      ? ['DOCKLAB_THEME', env['DOCKLAB_THEME'] || undefined]
      : ['--theme', flags.theme];
  if (wanted === undefined) return undefined;
  const theme = THEME_NAMES.find((one) => one === wanted);
  if (theme === undefined) throw unknownValue(name, wanted, THEME_NAMES);
  return theme;
}

/** Whether a variable switches something on or off; undefined where it is not set. */
function isOn(name: string, env: Environment): boolean | undefined {
  const value = env[name] ?? '';
  if (value === '') return undefined;
  if (ON.has(value.toLowerCase())) return true;
  if (OFF.has(value.toLowerCase())) return false;
  throw unknownValue(name, value, ['on', 'off']);
}

const unknownValue = (name: string, value: string, choices: readonly string[]): DocklabError =>
  new DocklabError('usage', `${name} cannot be “${oneLine(value, 40)}”.`, {
    next: [`Choose one of: ${choices.join(', ')}.`],
  });
