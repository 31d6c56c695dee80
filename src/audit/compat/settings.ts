/** The engine's settings as docker-bench-security finds them: words of a command line, and lines of a file. */
import type { CompatFacts } from './facts.ts';

/** Words that begin with the option, long names of four options made short first. */
export function lineWords({ commandLine }: CompatFacts, option: string): string[] {
  if (commandLine === '') return [];
  return commandLine
    .replaceAll('--debug', '-D')
    .replaceAll('--host', '-H')
    .replaceAll('--log-level', '-l')
    .replaceAll('--version', '-v')
    .replace(/-([DHlv])[= ]([^- ][^ ])/g, '-$1=$2')
    .split(' ')
    .filter((word) => word.startsWith(option))
    .map((word) => word.replace(/["']/g, ''));
}

/** The last of them. */
export const lineWord = (facts: CompatFacts, option: string): string =>
  lineWords(facts, option).at(-1) ?? '';

export interface FileAnswer {
  text: string;
  /** Whether the file could be read at all. */
  ok: boolean;
}

export function fileSetting(facts: CompatFacts, option: string): FileAnswer {
  return facts.hasJq ? byJson(facts.configText, option) : byLines(facts.configText, option);
}

function byJson(text: string, option: string): FileAnswer {
  if (text.trim() === '') return { text: '', ok: true };
  // A name with quotation marks of its own is a mistake in its question.
  if (option.includes('"')) return { text: '', ok: false };
  try {
    const values: unknown = JSON.parse(text);
    if (typeof values !== 'object' || values === null || Array.isArray(values))
      return { text: '', ok: false };
    const value = (values as Record<string, unknown>)[option];
    return { text: value === undefined ? '' : printed(value), ok: true };
  } catch {
    return { text: '', ok: false };
  }
}

const printed = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);

function byLines(text: string, option: string): FileAnswer {
  const found = text
    .replaceAll(',', '\n')
    .split('\n')
    .filter((line) => line.includes(option))
    .map((line) => line.replace(/.*:/g, '').replace(/[" ,]/g, ''));
  return { text: found.join('\n'), ok: true };
}

/** Whether the setting is there, and none of its lines is `empty`: an empty list, map or name. */
export function isSet(facts: CompatFacts, option: string, empty: string): boolean {
  const lines = fileSetting(facts, option).text.split('\n');
  const kept = lines
    .filter((line) => !line.includes(empty))
    .join('\n')
    .trimEnd();
  return kept !== '' && kept !== 'null';
}

export const says = (facts: CompatFacts, option: string, word: string): boolean =>
  fileSetting(facts, option).text.includes(word);

/** In a test of the shell, one word is true, none is false, and more of them are a mistake and so false. */
export const oneWord = (lines: readonly string[]): boolean =>
  lines.join(' ').split(/\s+/).filter(Boolean).length === 1;
