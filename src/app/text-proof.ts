/** Executes the commands of a lesson's text in order, in one shell, and compares what they print with what is shown. */
import { randomBytes } from 'node:crypto';
import { basename, join } from 'node:path';
import type { Block } from '../course/block.ts';
import { flatten } from '../course/lint-text.ts';
import { matchOutput } from '../course/output-match.ts';
import type { ExecResult } from '../host/engine.ts';
import { oneLine } from '../host/sanitise.ts';
import type { Lab } from './labs.ts';
import { shellEnv, workspaceOf } from './workspace.ts';
import type { World } from './world.ts';

/** For all commands of one lesson together. */
const LIMITS = { timeoutMs: 300_000, maxBytes: 4 * 1024 * 1024 };

/** A command block and what the text says it prints. */
export interface Command {
  /** Of the block, in `lesson.md`. */
  line: number;
  text: string;
  output: string | undefined;
}

/** What one command block printed (standard output and error as they came), and its exit code. */
type Ran = { is: 'ran'; printed: string; code: number } | { is: 'not-ended'; printed: string };

/** The command blocks that are executed, in the order of reading. */
function commandsOf(blocks: readonly Block[]): Command[] {
  return flatten(blocks).flatMap((block) =>
    block.is === 'code' && block.proof.is === 'run'
      ? [{ line: block.line, text: block.text, output: block.proof.output }]
      : [],
  );
}

/**
 * Every difference between the text of the lab's lesson and what happens, as `FILE:LINE: …`. Rejects with `cancelled`
 * when the signal aborts, and as the ports do.
 */
export async function proveText(world: World, lab: Lab, signal: AbortSignal): Promise<string[]> {
  const commands = commandsOf(lab.lesson.blocks);
  if (commands.length === 0) return [];
  const marker = `docklab-${randomBytes(12).toString('hex')}`;
  // A file, not standard input: a command that reads its input would read the rest of the text.
  const script = join(world.paths.state, `${lab.lesson.id}.text.sh`);
  await world.files.write(script, sessionScript(commands, marker), 0o600);
  try {
    const env = shellEnv(world, lab, await world.connect());
    const cwd = workspaceOf(world, lab.lesson);
    const result = await world.processes.run(['bash', script], { cwd, env, ...LIMITS, signal });
    const file = `lessons/${basename(lab.lesson.dir)}/lesson.md`;
    return differences(file, commands, result, marker);
  } finally {
    await world.files.remove(script);
  }
}

/** One bash script: each block between two markers, with its exit code in the second. Pure. */
export function sessionScript(commands: readonly Command[], marker: string): string {
  const blocks = commands.map(
    ({ text }, index) =>
      `printf '\\n%s\\n' '${marker} begin ${index}'\neval ${quoted(text)}\nprintf '\\n%s %s\\n' '${marker} end ${index}' "$?"`,
  );
  return ['exec 2>&1', ...blocks, ''].join('\n');
}

/** `eval` of a quoted text: what is wrong in one block cannot swallow the next one. */
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What each block printed, by its index; undefined where it was never begun. Pure. */
function readSession(printed: string, marker: string, count: number): (Ran | undefined)[] {
  return Array.from({ length: count }, (_, index) => {
    const begin = `\n${marker} begin ${index}\n`;
    const start = printed.indexOf(begin);
    if (start < 0) return undefined;
    const rest = printed.slice(start + begin.length);
    const end = new RegExp(`(?:^|\\n)${marker} end ${index} (\\d+)\\n`).exec(rest);
    return end === null
      ? { is: 'not-ended', printed: rest }
      : { is: 'ran', printed: rest.slice(0, end.index), code: Number(end[1]) };
  });
}

/** Pure. `file` is what the differences call the lesson. */
export function differences(
  file: string,
  commands: readonly Command[],
  result: ExecResult,
  marker: string,
): string[] {
  if (result.is === 'not-started') return [`${file}:1: bash was not started: ${result.reason}`];
  const session = readSession(result.stdout, marker, commands.length);
  const found: string[] = [];
  for (const [index, command] of commands.entries()) {
    const ran = session[index];
    if (ran?.is === 'ran') found.push(...compare(file, command, ran));
    else {
      const words = ran === undefined ? '' : lastWords(ran.printed);
      found.push(`${file}:${command.line}: ${unended(result)}${words}`);
      break;
    }
  }
  return found;
}

function unended(result: Exclude<ExecResult, { is: 'not-started' }>): string {
  const left = 'neither this block nor what follows came to an end';
  if (result.is === 'timed-out')
    return `${left} within the ${LIMITS.timeoutMs / 1000} seconds of the whole text`;
  if (result.truncated) return `${left}: too much was printed`;
  return `${left}: the shell ended with exit code ${result.code}`;
}

function lastWords(printed: string): string {
  const line = printed.trimEnd().split('\n').at(-1) ?? '';
  return line === '' ? '' : `; it last printed ${JSON.stringify(oneLine(line))}`;
}

/** Exit codes of a shell whose command could not be started, or is not there. */
const NO_COMMAND = new Set([126, 127]);

function compare(
  file: string,
  { line, output }: Command,
  { printed, code }: Extract<Ran, { is: 'ran' }>,
): string[] {
  if (output === undefined)
    return NO_COMMAND.has(code)
      ? [`${file}:${line}: a command could not be started (exit code ${code})${lastWords(printed)}`]
      : [];
  const match = matchOutput(output, printed);
  if (match.is === 'match') return [];
  const { expected, actual } = match;
  const shown = (text: string | undefined) =>
    text === undefined ? 'the end' : JSON.stringify(oneLine(text, 300));
  return [
    `${file}:${line}: line ${match.line} of the output differs: expected ${shown(expected)}, printed ${shown(actual)}`,
  ];
}
